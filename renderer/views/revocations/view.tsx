import { Button } from '@mantine/core'
import { useState } from 'react'
import { go, openAgent, useRoute, visit } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen, Section } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import '../../components/revoke/revoke.css'
import { Batch } from './batch.tsx'
import { batchWords, outcomeWords, standingWords, toneOf } from './model.ts'
import './revocations.css'

/** Every revocation: the batches with what became of each agent, and the single ones. */
export function RevocationsView() {
  const part = useRoute((router) => router.route.part)
  return part === null ? <All /> : <One batchId={part} />
}

function One({ batchId }: { readonly batchId: string }) {
  const asked = useAsk('governance.batch', { batchId })
  return (
    <Screen
      title="Revoke together"
      says="One confirmation over exactly these plans."
      actions={
        <Button variant="default" onClick={() => go({ part: null })}>
          All revocations
        </Button>
      }
    >
      <Answer of={asked} what="Gathering the plans">
        {(value) => <Batch key={value.batch.id} of={value} again={asked.again} />}
      </Answer>
    </Screen>
  )
}

const shownAtOnce = 50

function All() {
  const batches = useAsk('governance.batches', {})
  const single = useAsk('governance.revocations', { agentId: null })
  const [more, setMore] = useState(false)
  const inBatches = new Set((batches.value ?? []).flatMap(({ revocationIds }) => revocationIds))
  return (
    <Screen
      title="Revocations"
      says="What was switched off, what is planned, and what waits. Mark agents in the inventory to revoke several together."
    >
      <Answer of={batches}>
        {(list) => (
          <Answer of={single}>
            {(all) => {
              const alone = all.filter(({ id }) => !inBatches.has(id))
              if (list.length === 0 && alone.length === 0)
                return (
                  <Empty title="Nothing was revoked yet. Press R on an agent, or mark several in the inventory." testId="revocations-empty">
                    <Button variant="default" onClick={() => visit('inventory')}>
                      Look through the inventory
                    </Button>
                  </Empty>
                )
              return (
                <>
                  {list.length > 0 && (
                    <Section title="Together">
                      <table className="table" data-testid="batch-list">
                        <thead>
                          <tr>
                            <th>Planned</th>
                            <th>Agents</th>
                            <th>State</th>
                            <th>Hash</th>
                          </tr>
                        </thead>
                        <tbody>
                          {list.slice(0, shownAtOnce).map((batch) => (
                            <tr key={batch.id}>
                              <td className="nowrap">
                                <Moment at={batch.createdAt} exact />
                              </td>
                              <td>
                                <button
                                  type="button"
                                  className="link"
                                  data-testid={`batch-${batch.id}`}
                                  onClick={() => go({ part: batch.id })}
                                >
                                  {many(batch.revocationIds.length, 'agent')}
                                </button>
                              </td>
                              <td>
                                {batchWords[batch.state]}
                                {batch.state !== 'planned' && (
                                  <p className="quiet">{standingWords(all.filter(({ id }) => batch.revocationIds.includes(id)))}</p>
                                )}
                                {batch.stoppedBy !== null && (
                                  <p className="quiet">
                                    <Plain text={batch.stoppedBy.why} max={160} />
                                  </p>
                                )}
                              </td>
                              <td>
                                <code>{batch.hash.slice(0, 16)}</code>
                              </td>
                            </tr>
                          ))}
                        </tbody>
                      </table>
                    </Section>
                  )}
                  {alone.length > 0 && (
                    <Section title="One by one" aside={many(alone.length, 'plan')}>
                      <table className="table">
                        <thead>
                          <tr>
                            <th>Planned</th>
                            <th>Agent</th>
                            <th>State</th>
                          </tr>
                        </thead>
                        <tbody>
                          {alone.slice(0, more ? alone.length : shownAtOnce).map((one) => (
                            <tr key={one.id}>
                              <td className="nowrap">
                                <Moment at={one.plan.createdAt} exact />
                              </td>
                              <td>
                                <button type="button" className="link" onClick={() => openAgent(one.plan.agentId)}>
                                  <Plain text={one.plan.agentName} max={80} still />
                                </button>
                              </td>
                              <td className={`batch-tone-${toneOf(one)}`}>{outcomeWords(one)}</td>
                            </tr>
                          ))}
                        </tbody>
                      </table>
                      {alone.length > shownAtOnce && !more && (
                        <Button variant="default" onClick={() => setMore(true)}>
                          Show {(alone.length - shownAtOnce).toLocaleString()} older ones
                        </Button>
                      )}
                    </Section>
                  )}
                </>
              )
            }}
          </Answer>
        )}
      </Answer>
    </Screen>
  )
}
