import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { ManualStep, Revocation } from '../../../shared/domain/revocation.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { lengthWords } from '../../app/time.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { PlanView } from '../../components/revoke/plan.tsx'
import { isByHand, outcomeWords, toneOf } from './model.ts'

/** Each agent of a batch: its calls, what became of it, the steps by hand, the way back. */
export function BatchAgents({ revocations, over }: { readonly revocations: readonly Revocation[]; readonly over: boolean }) {
  return (
    <ol className="batch-agents">
      {revocations.map((one) => (
        <BatchAgent key={one.id} one={one} over={over} />
      ))}
    </ol>
  )
}

function BatchAgent({ one, over }: { readonly one: Revocation; readonly over: boolean }) {
  const { plan, state, failure, provedAfterMs, leftOver } = one
  const [busy, setBusy] = useState<'verify' | 'undo' | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Failure | null>(null)
  // That a step by hand is not proved yet is no trouble before somebody says that it is done.
  const [looked, setLooked] = useState(false)
  const made = one.outcomes.some((outcome) => outcome.state === 'done' && plan.calls.find(({ id }) => id === outcome.plannedId)?.reversible)
  const undoable = made && (state === 'verified' || state === 'executed' || state === 'failed')
  const verify = async () => {
    setBusy('verify')
    const result = await ask('governance.verifyRevocation', { revocationId: one.id })
    setBusy(null)
    setLooked(true)
    setProblem(result.ok ? null : result.failure)
  }
  const undo = async () => {
    setBusy('undo')
    const result = await ask('governance.undoRevocation', { revocationId: one.id, reason: (why ?? '').trim() })
    setBusy(null)
    setProblem(result.ok ? null : result.failure)
    if (result.ok) setWhy(null)
  }
  return (
    <li data-testid={`batch-agent-${plan.agentId}`} data-state={state}>
      <p className="batch-agent-head">
        <button type="button" className="link" onClick={() => openAgent(plan.agentId)}>
          <b>
            <Plain text={plan.agentName} max={80} still />
          </b>
        </button>
        <span className={`batch-tone-${toneOf(one)}`}>
          {outcomeWords(one)}
          {provedAfterMs !== null && state === 'verified' && !isByHand(one) && `, ${lengthWords(provedAfterMs)} after the last write`}
        </span>
        <span className="batch-agent-end">
          {state === 'executed' && (
            <Button
              variant="default"
              data-testid={`batch-verify-${plan.agentId}`}
              loading={busy === 'verify'}
              onClick={() => void verify()}
            >
              {isByHand(one) ? 'I did it: scan and prove it' : 'Read again and prove it'}
            </Button>
          )}
          {over && state === 'failed' && (
            <Button variant="default" data-testid={`batch-alone-${plan.agentId}`} onClick={() => openAgent(plan.agentId)}>
              Take it up alone
            </Button>
          )}
          {undoable && why === null && (
            <Button variant="subtle" color="gray" data-testid={`batch-undo-${plan.agentId}`} onClick={() => setWhy('')}>
              Undo …
            </Button>
          )}
        </span>
      </p>
      {state !== 'undone' && (!isByHand(one) || looked) && <FailureLine failure={failure} />}
      <FailureLine failure={problem} />
      {isByHand(one) && state !== 'verified' && plan.manual.map((step) => <ByHand key={step.title} step={step} />)}
      {leftOver.length > 0 && <p className="quiet">Left over: {leftOver.join('; ')}</p>}
      {why !== null && (
        <div className="decision-end">
          <TextInput
            w={360}
            aria-label="Why should it be undone?"
            placeholder="Why should it be undone?"
            data-testid="batch-undo-reason"
            autoFocus
            maxLength={4_000}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button data-testid="batch-undo-confirm" disabled={why.trim().length < 3} loading={busy === 'undo'} onClick={() => void undo()}>
            Put it back
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setWhy(null)}>
            Not now
          </Button>
        </div>
      )}
      {!isByHand(one) && (
        <details>
          <summary className="quiet">The exact calls</summary>
          <PlanView revocation={one} />
        </details>
      )}
    </li>
  )
}

function ByHand({ step: { title, where, how } }: { readonly step: ManualStep }) {
  return (
    <div>
      <p>
        <Plain text={title} max={200} /> <span className="quiet">{where}</span>
      </p>
      <ol className="batch-steps">
        {how.map((line) => (
          <li key={line}>
            <Plain text={line} max={200} />
          </li>
        ))}
      </ol>
    </div>
  )
}
