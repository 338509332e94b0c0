import { Button, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Result } from '../../../shared/base/result.ts'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import type { Revocation } from '../../../shared/domain/revocation.ts'
import { useDesk } from '../../actions/desk.ts'
import { startScan } from '../../actions/operate.ts'
import { ask } from '../../app/bridge.ts'
import { lengthWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../failure-line.tsx'
import { requestForPlans } from '../second-key/model.ts'
import { SecondKey } from '../second-key/second-key.tsx'
import { Failed, Waiting } from '../states.tsx'
import { consequence, stageOf, stages, undoLine } from './model.ts'
import { PlanView } from './plan.tsx'
import { filled, type Wider, WiderCredential } from './wider.tsx'
import './revoke.css'

/** What was begun is gone on with: what runs or has run, and a plan that somebody was asked to agree to. */
function goesOn(one: Revocation, requests: readonly AskedApproval[]): boolean {
  if (one.state !== 'planned' && one.state !== 'dry-run') return !reopened.includes(one.state)
  const asked = requestForPlans(requests, [one.id])
  return asked?.state === 'open' || asked?.state === 'signed'
}

const reopened: readonly Revocation['state'][] = ['undone', 'failed']

/**
 * Revoking, step by step, beside the list: plan → rehearse → confirm with the exact consequence → prove → undo.
 * A revocation that was begun earlier goes on where it stands; one that is closed makes room for a new plan.
 */
export function RevokeFlow({ agentId }: { readonly agentId: string }) {
  const earlier = useAsk('governance.revocations', { agentId })
  const people = useAsk('people.list', {})
  const approvals = useAsk('people.approvals', {})
  const leave = useDesk((desk) => desk.leave)
  const [current, setCurrent] = useState<Revocation | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [wider, setWider] = useState<Wider>({})
  // While a revocation runs, events tell of its progress.
  const live = useAsk('governance.revocation', current === null ? null : { revocationId: current.id })
  const revocation = busy !== null && live.value?.state === 'executing' ? live.value : current

  const take = (result: Result<Revocation>) => {
    setBusy(null)
    if (!result.ok) return setFailure(result.failure)
    setFailure(null)
    setCurrent(result.value)
    // A reason and a credential belong to one run.
    if (stageOf(result.value) > 2) {
      setReason('')
      setWider({})
    }
  }
  const plan = async () => {
    setBusy('plan')
    take(await ask('governance.planRevocation', { agentId, keep: false }))
  }

  const list = earlier.value
  const requests = approvals.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: decided once, when the earlier ones are known
  useEffect(() => {
    if (list === null || requests === null || current !== null || busy !== null || failure !== null) return
    const last = list.find((one) => goesOn(one, requests))
    if (last === undefined) void plan()
    else setCurrent(last)
  }, [list, requests])

  const run = async (dryRun: boolean) => {
    if (revocation === null) return
    setBusy(dryRun ? 'dry-run' : 'execute')
    const why = dryRun && reason.trim().length < 3 ? 'Rehearsal' : reason.trim()
    take(
      await ask('governance.runRevocation', {
        revocationId: revocation.id,
        dryRun,
        planHash: revocation.plan.hash,
        reason: why,
        secrets: filled(wider),
      }),
    )
  }
  const verify = async () => {
    if (revocation === null) return
    setBusy('verify')
    take(await ask('governance.verifyRevocation', { revocationId: revocation.id }))
  }
  const undo = async () => {
    if (revocation === null) return
    setBusy('undo')
    take(await ask('governance.undoRevocation', { revocationId: revocation.id, reason: reason.trim() }))
  }

  if (revocation === null)
    return (
      <section className="revoke" data-testid="revoke-flow">
        {failure !== null ? (
          <Failed failure={failure} again={() => void plan()} />
        ) : earlier.failure !== null ? (
          <Failed failure={earlier.failure} again={earlier.again} />
        ) : (
          <Waiting what="Working out the exact calls" />
        )}
        <Button variant="subtle" color="gray" onClick={leave}>
          Not now
        </Button>
      </section>
    )

  const stage = stageOf(revocation)
  const reasoned = reason.trim().length >= 3
  const byHand = revocation.plan.calls.length === 0 && stage <= 2
  const twoKeys = people.value?.rule.revoke === true && stage <= 2 && !byHand
  const signed = !twoKeys || requestForPlans(requests ?? [], [revocation.id])?.state === 'signed'
  return (
    <section className="revoke" data-testid="revoke-flow" aria-label="Revoke">
      <ol className="stages">
        {stages.map((name, index) => (
          <li
            key={name}
            data-state={index < stage ? 'done' : index === stage ? 'now' : 'next'}
            aria-current={index === stage ? 'step' : undefined}
          >
            {name}
          </li>
        ))}
      </ol>
      <p className="unseen" data-testid="revoke-state">
        {revocation.state}
      </p>
      <Told revocation={revocation} />
      <PlanView revocation={revocation} />
      <FailureLine failure={failure} />
      {((stage <= 2 && !byHand) ||
        ((revocation.state === 'executed' || revocation.state === 'verified' || revocation.state === 'failed') &&
          undoable(revocation))) && (
        <Textarea
          label={stage <= 2 ? 'Why is it revoked?' : 'Why should it be undone?'}
          placeholder="Stands in the ledger and in the report"
          data-testid="revoke-reason"
          autosize
          minRows={1}
          maxRows={5}
          maxLength={4_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {twoKeys && (
        <SecondKey
          of={{ kind: 'revocation', id: revocation.id }}
          find={(all) => requestForPlans(all, [revocation.id])}
          why="Nobody revokes alone here: another lead agrees to exactly these calls, on another device. The plan can be rehearsed meanwhile."
        />
      )}
      {stage <= 2 && !byHand && <WiderCredential plan={revocation.plan} wider={wider} set={setWider} />}
      <div className="decision-end">
        {byHand && (
          <Button data-testid="revoke-scan" onClick={() => void startScan()}>
            I did it by hand: scan again
          </Button>
        )}
        {revocation.state === 'planned' && !byHand && (
          <Button data-testid="revoke-dry-run" loading={busy === 'dry-run'} onClick={() => void run(true)}>
            Rehearse without writing
          </Button>
        )}
        {revocation.state === 'dry-run' && !byHand && (
          <Button
            className="revoke-confirm"
            data-testid="revoke-confirm"
            loading={busy === 'execute'}
            disabled={!reasoned || !signed}
            onClick={() => void run(false)}
          >
            {consequence(revocation.plan)}
          </Button>
        )}
        {(revocation.state === 'executed' || revocation.state === 'failed') && (
          <Button data-testid="revoke-verify" loading={busy === 'verify'} onClick={() => void verify()}>
            Read again and prove it
          </Button>
        )}
        {(revocation.state === 'executed' || revocation.state === 'verified' || revocation.state === 'failed') && undoable(revocation) && (
          <Button variant="default" data-testid="revoke-undo" loading={busy === 'undo'} disabled={!reasoned} onClick={() => void undo()}>
            Undo it
          </Button>
        )}
        {reopened.includes(revocation.state) && (
          <Button variant="default" loading={busy === 'plan'} onClick={() => void plan()}>
            Make a new plan
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={leave}>
          {stage > 2 ? 'Close' : 'Not now'}
        </Button>
        {revocation.state === 'dry-run' && (!reasoned || !signed) && (
          <span className="quiet">{signed ? 'Give a reason' : 'Waits for the second key'}</span>
        )}
        {stage <= 2 && <span className="quiet">{undoLine(revocation.plan)}</span>}
      </div>
    </section>
  )
}

const undoable = (revocation: Revocation): boolean =>
  revocation.plan.calls.some(
    (call) => call.reversible && revocation.outcomes.some((one) => one.plannedId === call.id && one.state === 'done'),
  )

/** What the present state means, in one or two sentences. */
function Told({ revocation }: { readonly revocation: Revocation }) {
  const proved =
    revocation.provedAfterMs === null ? '' : ` It took ${lengthWords(revocation.provedAfterMs)} from the last write to the proof.`
  const words: Readonly<Record<Revocation['state'], string>> = {
    planned:
      revocation.plan.calls.length === 0
        ? 'The provider lets nobody switch this off by a call. It has to be done by hand; the next scan shows whether it is gone.'
        : 'This is what would be done. Nothing has been written.',
    'dry-run': 'The rehearsal has checked every call without writing. What you confirm now is exactly this plan.',
    executing: 'The calls are being made. What was there before is kept, so that it can be put back.',
    executed: 'The calls were made. A second reading has still to prove that it is off.',
    verified: `Proved by reading it again: it is off.${proved}`,
    failed: 'Not all of it worked. What was done stands below; nothing is hidden.',
    undone: 'Put back to what it was before.',
  }
  return (
    <div role="status">
      <p>{words[revocation.state]}</p>
      <FailureLine failure={revocation.failure} />
      {revocation.leftOver.length > 0 && (
        <>
          <h3>Left over</h3>
          <ul className="bullets">
            {revocation.leftOver.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
