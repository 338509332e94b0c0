import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { ResolutionWanted } from '../../../shared/contract/audits.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import { lacksSecondKey } from '../../../shared/domain/approval.ts'
import type { ConflictDetail, ConflictResolution, FederationConflict } from '../../../shared/domain/federation.ts'
import { ask } from '../../app/bridge.ts'
import { countWords, dateWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { requestForConflict } from '../../components/second-key/model.ts'
import { SecondKey } from '../../components/second-key/second-key.tsx'
import { Answer } from '../../components/states.tsx'
import { conflictTitles, resolutionStates, standsWords } from './model.ts'

/** Conflicts drawn at once. */
const page = 25

/** Where units say different things of one agent, and nobody has said what stands. */
export function Conflicts({ conflicts, count }: { readonly conflicts: readonly FederationConflict[]; readonly count: number }) {
  const [shown, setShown] = useState(page)
  const [open, setOpen] = useState<string | null>(null)
  if (count === 0) return null
  return (
    <>
      <h3>Where they say different things ({countWords(count)})</h3>
      <p className="quiet">Until somebody says what stands, the more dangerous word counts.</p>
      <table className="table" data-testid="conflicts">
        <thead>
          <tr>
            <th>Agent</th>
            <th>About</th>
            <th>Who says what</th>
            <th>
              <span className="unseen">What stands</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {conflicts.slice(0, shown).map((one) => (
            <Conflict
              key={one.id}
              of={one}
              open={open === one.id}
              toggle={() => setOpen(open === one.id ? null : one.id)}
              leave={() => setOpen(null)}
            />
          ))}
        </tbody>
      </table>
      {conflicts.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + 4 * page)}>
          Show more of {countWords(count)}
        </Button>
      )}
    </>
  )
}

function Conflict({
  of,
  open,
  toggle,
  leave,
}: {
  readonly of: FederationConflict
  readonly open: boolean
  readonly toggle: () => void
  readonly leave: () => void
}) {
  const { id, name, field, said, before } = of
  return (
    <>
      <tr data-testid={`conflict-${id}`} data-field={field}>
        <td>
          <Plain text={name} max={60} still />
        </td>
        <td>{conflictTitles[field]}</td>
        <td>
          {said.map((one) => (
            <div key={`${one.manifest} ${one.agentId}`}>
              <span className="quiet">
                <Plain text={one.organisation} max={60} still />:
              </span>{' '}
              <Plain text={one.value} max={120} still />
            </div>
          ))}
          {before !== null && (
            <div className="quiet" data-testid="conflict-before">
              Resolved before, on other facts: <Plain text={standsWords(before)} max={120} still />, entry {before.entry}.
            </div>
          )}
        </td>
        <td className="audit-row-end">
          <Button variant="default" size="compact-sm" aria-expanded={open} data-testid="conflict-open" onClick={toggle}>
            Say what stands
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={4}>
            <Resolve conflict={of} leave={leave} />
          </td>
        </tr>
      )}
    </>
  )
}

/** A choice and its exact words on the button. */
interface Choice {
  readonly id: string
  readonly wanted: ResolutionWanted
  readonly words: string
  /** Somebody calls the agent critical, and this would accept it. */
  readonly accepts: boolean
}

function choicesOf({ id, field, said, accepting }: FederationConflict): readonly Choice[] {
  if (field === 'perhaps the same')
    return [
      { id: 'one', wanted: { kind: 'one', conflict: id }, words: 'They are one agent, counted once', accepts: false },
      { id: 'several', wanted: { kind: 'several', conflict: id }, words: 'They are several agents', accepts: false },
    ]
  return said.map(({ manifest, agentId, organisation, value }, at) => ({
    id: `${manifest} ${agentId}`,
    wanted: { kind: 'statement', conflict: id, manifest, agentId },
    words: `${organisation}: ${value}`,
    accepts: accepting.includes(at),
  }))
}

function Resolve({ conflict, leave }: { readonly conflict: FederationConflict; readonly leave: () => void }) {
  const detail = useAsk('audits.conflict', { conflict: conflict.id })
  const [chosen, setChosen] = useState<string | null>(null)
  const [alone, setAlone] = useState<Input<'audits.resolveConflict'> | null>(null)
  const choices = choicesOf(conflict)
  const choice = choices.find(({ id }) => id === chosen) ?? null
  return (
    <div className="audit-resolve" data-testid="conflict-detail">
      <Answer of={detail} what="Reading the bundles">
        {({ sides }) => <Sides sides={sides} />}
      </Answer>
      <Radio.Group
        label={conflict.field === 'perhaps the same' ? 'Are they one agent?' : 'Whose statement stands?'}
        description="What was handed in stays as it is. It counts until one of them says something else."
        value={chosen}
        onChange={setChosen}
      >
        {choices.map(({ id, words }, at) => (
          <Radio key={id} mt={6} value={id} data-testid={`conflict-choice-${at}`} label={<Plain text={words} max={160} still />} />
        ))}
      </Radio.Group>
      {choice?.accepts === true && (
        <p className="quiet" data-testid="conflict-accepts">
          Somebody calls this agent critical: to let this stand accepts that.
        </p>
      )}
      <Reasoned
        testId="conflict"
        label="Why it stands"
        description="It stands in the ledger with every source, signed with your key."
        waits={choice === null ? 'Choose first.' : null}
        button={choice === null ? 'Let it stand' : <Plain text={`Let it stand: ${choice.words}`} max={80} still />}
        more="Nothing was written."
        leave={leave}
        put={async (reason) => {
          if (choice === null) return null
          const wanted = { resolution: choice.wanted, reason }
          const result = await ask('audits.resolveConflict', wanted)
          setAlone(wanted)
          if (!result.ok) return result.failure
          say(sentence(standsWords(result.value)), 'Written to the ledger. It can be taken back.')
          leave()
          return null
        }}
        failed={(failure) =>
          lacksSecondKey(failure) && alone !== null ? (
            <SecondKey
              of={{ kind: 'conflict', said: alone }}
              find={(all) => requestForConflict(all, alone)}
              why="Nobody lets an agent go on alone that somebody calls critical: another lead agrees to it. The conflict is still open."
            />
          ) : (
            <FailureLine failure={failure} more="Nothing was written." />
          )
        }
      />
    </div>
  )
}

/** What stands behind each statement: who decided, and the facts that not all share. */
function Sides({ sides }: Pick<ConflictDetail, 'sides'>) {
  return (
    <div className="audit-sides">
      {sides.map(({ statement, name, decision, facts }) => (
        <section key={`${statement.manifest} ${statement.agentId}`} aria-label={statement.organisation}>
          <p>
            <b>
              <Plain text={statement.organisation} max={60} still />
            </b>{' '}
            <span className="quiet">
              <Plain text={name} max={80} still />
            </span>
          </p>
          <p>
            {decision === null ? (
              <span className="quiet">Nobody there decided about it.</span>
            ) : (
              <>
                Last decision there: {decision.action} by <Plain text={decision.by} max={60} still /> on {dateWords(decision.at)}:{' '}
                <Plain text={decision.reason} max={300} still />
              </>
            )}
          </p>
          {facts.length === 0 ? (
            <p className="quiet">No governed fact that the others do not have.</p>
          ) : (
            <ul className="bullets">
              {facts.map(({ field, lines }) => (
                <li key={field}>
                  {sentence(field).replace(/\.$/, '')}: <Plain text={lines.join('; ')} max={400} still />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

/** What people said about conflicts, and how it stands now. */
export function Resolutions({ of }: { readonly of: readonly ConflictResolution[] }) {
  const [back, setBack] = useState<number | null>(null)
  if (of.length === 0) return null
  return (
    <>
      <h3>What was said about conflicts ({countWords(of.length)})</h3>
      <table className="table" data-testid="resolutions">
        <thead>
          <tr>
            <th>Agent</th>
            <th>About</th>
            <th>What stands, on what, and why</th>
            <th>Now</th>
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.entry} data-testid={`resolution-${one.entry}`} data-state={one.state}>
              <td>
                <Plain text={one.conflict.name} max={60} still />
              </td>
              <td>{conflictTitles[one.conflict.field]}</td>
              <td>
                <Plain text={standsWords(one)} max={160} still />
                <div className="quiet">
                  Asked of{' '}
                  <Plain
                    text={one.conflict.said.map(({ organisation, value }) => `${organisation} (${value})`).join(', ')}
                    max={240}
                    still
                  />
                </div>
                <div className="quiet">
                  <Plain text={one.by} max={60} still /> on {dateWords(one.at)}, entry {one.entry}:{' '}
                  <Plain text={one.reason} max={300} still />
                </div>
                {back === one.entry && <TakeBack entry={one.entry} leave={() => setBack(null)} />}
              </td>
              <td>
                {resolutionStates[one.state]}
                {one.state !== 'taken back' && back !== one.entry && (
                  <div>
                    <Button variant="subtle" size="compact-xs" data-testid="resolution-back" onClick={() => setBack(one.entry)}>
                      Take it back
                    </Button>
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function TakeBack({ entry, leave }: { readonly entry: number; readonly leave: () => void }) {
  return (
    <Reasoned
      testId="resolution-back"
      button={`Take back what entry ${entry} said`}
      leave={leave}
      focus
      put={async (reason) => {
        const result = await ask('audits.resolveConflict', { resolution: { kind: 'undo', entry }, reason })
        if (!result.ok) return result.failure
        say('It is taken back', 'Where the sources still disagree, the conflict is open again.')
        leave()
        return null
      }}
    />
  )
}
