import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Value } from '../../../shared/contract/contract.ts'
import { ask } from '../../app/bridge.ts'
import { many, momentWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine, failureWords } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { filled, type Wider, WiderCredential } from '../../components/revoke/wider.tsx'
import { Section } from '../../components/screen.tsx'
import { requestForPlans } from '../../components/second-key/model.ts'
import { SecondKey } from '../../components/second-key/second-key.tsx'
import { BatchAgents } from './agents.tsx'
import { BlastRadius } from './blast.tsx'
import { batchWords, isOpen, progressWords, sizeWords, standingWords } from './model.ts'

/** While it runs, each agent's outcome is on the disk at once; this asks for it. */
const lookEveryMs = 800

/** One batch: what it does and hits, the second key, the run that stops at the first surprise, what became of each. */
export function Batch({ of, again }: { readonly of: Value<'governance.batch'>; readonly again: () => void }) {
  const { batch, revocations } = of
  const people = useAsk('people.list', {})
  const approvals = useAsk('people.approvals', {})
  const [reason, setReason] = useState('')
  const [wider, setWider] = useState<Wider>({})
  const [rehearsed, setRehearsed] = useState(false)
  const [asking, setAsking] = useState<'rehearse' | 'run' | null>(null)
  // What was shown when a run ended is older than the run: it counts as running until the batch was read again.
  const [overtaken, setOvertaken] = useState<typeof of | null>(null)
  const shown = useRef(of)
  shown.current = of
  const busy = asking ?? (overtaken === of ? 'run' : null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [skip, setSkip] = useState<readonly string[]>([])

  useEffect(() => {
    if (busy !== 'run') return
    const timer = setInterval(again, lookEveryMs)
    return () => clearInterval(timer)
  }, [busy, again])

  const run = async (dryRun: boolean, passOver: readonly string[]) => {
    setAsking(dryRun ? 'rehearse' : 'run')
    setSkip(passOver)
    const result = await ask('governance.runBatch', {
      batchId: batch.id,
      dryRun,
      hash: batch.hash,
      reason: dryRun ? 'Rehearsal' : reason.trim(),
      secrets: filled(wider),
      skip: [...passOver],
    })
    setAsking(null)
    setOvertaken(dryRun ? null : shown.current)
    setFailure(result.ok ? null : result.failure)
    if (dryRun && result.ok) setRehearsed(true)
    if (!dryRun && result.ok && result.value.state === 'done') setWider({})
    again()
  }

  const open = revocations.filter((one) => isOpen(one) && !skip.includes(one.id))
  const over = batch.state === 'done'
  const ids = revocations.map(({ id }) => id)
  const twoKeys = people.value?.rule.revoke === true && !over
  const request = requestForPlans(approvals.value ?? [], ids)
  // Once it has begun, its request counts as used; the approval itself lasts its day, and the engine checks it at each step.
  const signed = !twoKeys || request?.state === 'signed' || (request?.state === 'used' && batch.state !== 'planned')
  const reasoned = reason.trim().length >= 3
  const begun = batch.state !== 'planned'
  const stopped = batch.stoppedBy
  const rehearsable = !begun && revocations.some(({ plan }) => plan.calls.length > 0)
  const ready = (begun || rehearsed || !rehearsable) && reasoned && signed
  return (
    <div className="batch">
      <p data-testid="batch-state" data-state={busy === 'run' ? 'running' : batch.state} role="status">
        <b>{busy === 'run' ? batchWords.running : batchWords[batch.state]}.</b> {sizeWords(revocations)}.{' '}
        {begun && <span data-testid="batch-standing">{standingWords(revocations)}. </span>}
        Planned on {momentWords(batch.createdAt)}
        {over ? '.' : ', and runs within a day.'} <span className="quiet">Hash </span>
        <code>{batch.hash.slice(0, 16)}</code>
      </p>
      {!over && <BlastRadius revocations={revocations} />}
      {batch.leftOut.length > 0 && (
        <Section title="Left out" aside="these are not part of it">
          <ul className="bullets">
            {batch.leftOut.map((one) => (
              <li key={one.agentId}>
                <Plain text={one.agentName} max={80} still /> <span className="quiet">{failureWords(one.failure)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Agents" aside={over ? undefined : 'in the order in which they run; the first surprise stops it'}>
        <BatchAgents revocations={revocations} over={over} />
      </Section>
      {!over && (
        <Section title={begun ? 'Go on' : 'Confirm'}>
          <div className="batch-confirm">
            {stopped !== null && busy !== 'run' && (
              <div className="batch-stopped" data-testid="batch-stopped" role="alert">
                <p>
                  <b>It stopped at the first surprise.</b> <Plain text={stopped.why} max={400} />
                </p>
                <p className="quiet">
                  What was done before it is proved and stays. Look at the cause; then try it again, or pass this agent over and go on with
                  the {many(open.filter(({ id }) => id !== stopped.revocationId).length, 'agent')} left.
                </p>
              </div>
            )}
            {twoKeys && !begun && (
              <SecondKey
                of={{ kind: 'batch', id: batch.id }}
                find={(all) => requestForPlans(all, ids)}
                why="Nobody revokes alone here: another lead agrees to exactly these plans, on another device. They can be rehearsed meanwhile."
              />
            )}
            <WiderCredential plan={together(revocations)} wider={wider} set={setWider} />
            <Textarea
              label="Why are they revoked?"
              placeholder="Stands in the ledger and in the report, for each of them"
              data-testid="batch-reason"
              autosize
              minRows={1}
              maxRows={5}
              maxLength={4_000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <FailureLine failure={failure} />
            <div className="decision-end">
              {rehearsable && (
                <Button
                  variant={rehearsed ? 'default' : 'filled'}
                  data-testid="batch-rehearse"
                  loading={busy === 'rehearse'}
                  disabled={busy !== null}
                  onClick={() => void run(true, [])}
                >
                  {rehearsed ? 'Rehearsed: every plan holds' : 'Rehearse without writing'}
                </Button>
              )}
              {stopped !== null && (
                <Button
                  variant="default"
                  data-testid="batch-skip"
                  disabled={!ready || busy !== null}
                  onClick={() => void run(false, [...skip, stopped.revocationId])}
                >
                  Pass it over and go on
                </Button>
              )}
              <Button
                className="revoke-confirm"
                data-testid={begun ? 'batch-again' : 'batch-confirm'}
                loading={busy === 'run'}
                disabled={!ready || busy !== null}
                onClick={() => void run(false, begun ? skip : [])}
              >
                {begun ? `Go on with ${many(open.length, 'agent')}` : `Revoke ${many(revocations.length, 'agent')}`}
              </Button>
              {busy === 'run' && (
                <span className="quiet" data-testid="batch-progress">
                  {progressWords(revocations)}
                </span>
              )}
              {!ready && busy === null && (
                <span className="quiet">
                  {!begun && rehearsable && !rehearsed ? 'Rehearse it first' : signed ? 'Give a reason' : 'Waits for the second key'}
                </span>
              )}
            </div>
          </div>
        </Section>
      )}
    </div>
  )
}

const together = (revocations: Value<'governance.batch'>['revocations']) => ({
  calls: revocations.flatMap(({ plan }) => plan.calls),
  permissionsWanted: [...new Set(revocations.flatMap(({ plan }) => plan.permissionsWanted))],
})
