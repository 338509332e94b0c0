import { Button } from '@mantine/core'
import { useState } from 'react'
import { lacksSecondKey } from '../../../shared/domain/approval.ts'
import type { Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { ask } from '../../app/bridge.ts'
import { many } from '../../app/time.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { requestForPolicy } from '../../components/second-key/model.ts'
import { SecondKey } from '../../components/second-key/second-key.tsx'
import { openPart } from './parts.ts'

/** Takes a policy out of force, with the exact consequence on the button. */
export function Withdraw({ policy, standing }: { readonly policy: Policy; readonly standing: PolicyStanding | null }) {
  const [open, setOpen] = useState(false)
  const bound = standing === null ? null : standing.byHand + standing.bySelector
  const withdraw = async (reason: string) => {
    const result = await ask('policies.withdraw', { policyId: policy.id, reason })
    if (!result.ok) return result.failure
    const { lapsed } = result.value
    say(`${policy.title} is withdrawn`, lapsed === 0 ? 'Written to the ledger.' : `${many(lapsed, 'decision')} lapsed with it.`)
    openPart(policy.id)
    return null
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
      <Reasoned
        testId="policy-withdraw"
        label="Why it goes"
        button={bound === null ? 'Withdraw it' : `Withdraw it: ${many(bound, 'agent')} no longer bound`}
        danger
        put={withdraw}
        leave={() => setOpen(false)}
        failed={(failure) =>
          lacksSecondKey(failure) ? (
            <SecondKey
              of={{ kind: 'policy-withdrawal', policyId: policy.id }}
              find={(all) => requestForPolicy(all, policy.hash, '')}
              why="Nobody withdraws a policy alone here: another lead agrees to it. It is in force still."
            />
          ) : (
            <FailureLine failure={failure} more="It is in force still." />
          )
        }
      />
    </section>
  )
}
