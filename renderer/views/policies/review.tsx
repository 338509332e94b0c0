import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import type { Policy, PolicyChange, Simulation } from '../../../shared/domain/policy.ts'
import { contentOf, differs, type PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import { ask } from '../../app/bridge.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { requestForPolicy } from '../../components/second-key/model.ts'
import { SecondKey } from '../../components/second-key/second-key.tsx'
import { Change } from './change.tsx'
import { useDrafts } from './drafts.ts'
import { TrialProgress } from './trial-progress.tsx'
import { type Trial, useTrials } from './trials.ts'
import { Tried } from './tried.tsx'
import { useChecked } from './use-checked.ts'

/** A draft that was tried to the end. */
interface Looked {
  readonly change: PolicyChange
  readonly simulation: Simulation
}

/** From a draft to a version in force: tried first, then published as a decision with its reason, with a second key where it weakens. */
export function Review({ policy, draft }: { readonly policy: Policy | null; readonly draft: PolicyDraft }) {
  const { begin, forget } = useTrials.getState()
  const { broken, checked } = useChecked(draft.cedar)
  const [everyone, setEveryone] = useState(false)
  const trial = useTrials((state) => state.trials[draft.id] ?? null)
  const content = contentOf(draft)
  const changed = differs(draft, policy)
  const now = JSON.stringify([content, everyone, policy?.hash ?? ''])
  const busy = trial?.state === 'running' || trial?.state === 'stopping'
  const ended = trial?.of === now && trial.state === 'ended' ? trial : null
  const stopped = ended?.simulation?.stopped == null ? null : ended.simulation
  const shown = ended === null || stopped !== null ? null : lookedOf(ended)
  const approvals = useAsk('people.approvals', shown?.change.needsSecondKey === true ? {} : null)
  const waits = shown?.change.needsSecondKey === true && requestFor(approvals.value ?? [], shown.change)?.state !== 'signed'
  const lacks = !checked
    ? 'The text is being checked.'
    : broken
      ? 'Mend the text first.'
      : changed
        ? null
        : 'Nothing differs from what is in force.'

  const publish = async (reason: string) => {
    const result = await ask('policies.publish', { content, reason })
    if (!result.ok) return result.failure
    forget(draft.id)
    // What was written on meanwhile is kept.
    const written = useDrafts.getState().drafts[draft.id]
    if (written !== undefined && JSON.stringify(contentOf(written)) === JSON.stringify(content)) useDrafts.getState().published(draft.id)
    say(
      `${result.value.policy.title}, version ${result.value.policy.version}, is in force`,
      `${many(result.value.judged, 'agent')} judged differently.`,
    )
    return null
  }
  return (
    <section className="policy-review" aria-label="Try and publish">
      <div className="policy-actions">
        <Button
          disabled={lacks !== null || busy}
          variant={shown === null ? 'filled' : 'default'}
          data-testid="policy-simulate"
          onClick={() => void begin(content, everyone, now)}
        >
          Try it: who is hit, who is freed
        </Button>
        <Checkbox
          label="As if it applied to every agent"
          checked={everyone}
          onChange={(event) => setEveryone(event.currentTarget.checked)}
        />
        {lacks !== null && <span className="quiet">{lacks}</span>}
      </div>
      {busy && trial !== null && <TrialProgress policyId={draft.id} trial={trial} />}
      {stopped !== null && <Tried simulation={stopped} />}
      {shown !== null && (
        <>
          <Tried simulation={shown.simulation} />
          {shown.change.before === null ? (
            <details>
              <summary>All of its lines are new</summary>
              <Change change={shown.change} />
            </details>
          ) : (
            <Change change={shown.change} />
          )}
          {shown.change.needsSecondKey && (
            <SecondKey
              of={{ kind: 'policy', content }}
              find={(all) => requestFor(all, shown.change)}
              why="Nobody weakens a policy alone here: another lead agrees to exactly these lines. Nothing is in force yet."
            />
          )}
          <Reasoned
            testId="policy"
            buttonId="policy-publish"
            label="Why it changes"
            description="It stands in the ledger, signed with your key."
            button={consequence(shown)}
            more="Nothing was published."
            waits={waits ? 'The second key has to agree first.' : null}
            put={publish}
          />
        </>
      )}
      <FailureLine failure={ended?.failure ?? null} more="Nothing was published." />
    </section>
  )
}

const lookedOf = ({ change, simulation }: Trial): Looked | null => (change === null || simulation === null ? null : { change, simulation })

const requestFor = (all: readonly AskedApproval[], { before, after }: PolicyChange): AskedApproval | null =>
  requestForPolicy(all, before?.hash ?? '', after.hash)

/** The button says what happens: how many agents it hits or frees now. */
function consequence({ change, simulation }: Looked): string {
  const [now] = simulation.sides
  const begins = `Publish version ${change.after.version}`
  if (now === undefined || simulation.onEveryAgent) return begins
  const parts = [
    ...(now.hitCount > 0 ? [`hits ${many(now.hitCount, 'agent')}`] : []),
    ...(now.freedCount > 0 ? [`frees ${many(now.freedCount, 'agent')}`] : []),
  ]
  return `${begins}: ${parts.length === 0 ? 'hits nobody' : parts.join(', ')}`
}
