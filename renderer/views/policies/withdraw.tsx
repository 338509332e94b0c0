import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import { lacksSecondKey } from '../../../shared/domain/approval.ts'
import type { Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { ask } from '../../app/bridge.ts'
import { many } from '../../app/time.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { say } from '../../components/say-failure.ts'
import { requestForPolicy } from '../../components/second-key/model.ts'
import { SecondKey } from '../../components/second-key/second-key.tsx'
import { openPart } from './parts.ts'

/** Takes a policy out of force, with the exact consequence on the button. */
export function Withdraw({ policy, standing }: { readonly policy: Policy; readonly standing: PolicyStanding | null }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const bound = standing === null ? null : standing.byHand + standing.bySelector
  const withdraw = async () => {
    setBusy(true)
    const result = await ask('policies.withdraw', { policyId: policy.id, reason })
    setBusy(false)
    if (!result.ok) return setFailure(result.failure)
    const { lapsed } = result.value
    say(`${policy.title} is withdrawn`, lapsed === 0 ? 'Written to the ledger.' : `${many(lapsed, 'decision')} lapsed with it.`)
    openPart(policy.id)
  }
  if (!open)
    return (
      <p>
        <Button variant="default" data-testid="policy-withdraw" onClick={() => setOpen(true)}>
          Withdraw this policy
        </Button>
      </p>
    )
  return (
    <section aria-label="Withdraw this policy" className="policy-review">
      <p>
        It binds nobody any more, and its violations are none. Decisions that brought agents under it lapse, and those agents come back to
        triage. Its versions stay, and publishing one brings it back.
      </p>
      {failure !== null && lacksSecondKey(failure) ? (
        <SecondKey
          of={{ kind: 'policy-withdrawal', policyId: policy.id }}
          find={(all) => requestForPolicy(all, policy.hash, '')}
          why="Nobody withdraws a policy alone here: another lead agrees to it. It is in force still."
        />
      ) : (
        <FailureLine failure={failure} more="It is in force still." />
      )}
      <Textarea
        label="Why it goes"
        autosize
        minRows={2}
        maxLength={4_000}
        value={reason}
        data-testid="policy-withdraw-reason"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="policy-actions">
        <Button
          className="revoke-button"
          variant="default"
          disabled={reason.trim() === ''}
          loading={busy}
          data-testid="policy-withdraw-confirm"
          onClick={() => void withdraw()}
        >
          {bound === null ? 'Withdraw it' : `Withdraw it: ${many(bound, 'agent')} no longer bound`}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          Not now
        </Button>
        {reason.trim() === '' && <span className="quiet">Say why first.</span>}
      </div>
    </section>
  )
}
