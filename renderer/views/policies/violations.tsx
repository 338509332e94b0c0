import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Violation } from '../../../shared/domain/agent.ts'
import type { PolicyViolations as Page, Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { CallLink } from '../../components/call.tsx'
import { Plain } from '../../components/plain.tsx'
import { valueOrSay } from '../../components/say-failure.ts'
import { Answer, Empty } from '../../components/states.tsx'
import { byAgent, violationWords } from './model.ts'
import { openPart } from './parts.ts'

const pageSize = 100

/** What is against a policy, agent by agent: the statement that fired, what the agent can do, what proves it, and what would cure it. */
export function PolicyViolations({ policy, standing }: { readonly policy: Policy; readonly standing: PolicyStanding | null }) {
  const first = useAsk('policies.violations', { policyId: policy.id, limit: pageSize })
  return (
    <Answer of={first} what="Looking for violations">
      {(page) =>
        page.items.length === 0 ? (
          <Empty
            title={
              standing !== null && standing.byHand + standing.bySelector === 0
                ? 'It binds nobody, so nothing is against it.'
                : 'No violation is known.'
            }
          >
            {standing !== null && standing.byHand + standing.bySelector === 0 ? (
              <Button variant="default" onClick={() => openPart(policy.id, 'binds')}>
                Say whom it binds
              </Button>
            ) : (
              <p>What a source did not let be seen is not counted: look at the coverage.</p>
            )}
          </Empty>
        ) : (
          <Pages key={JSON.stringify(page.items[0])} policy={policy} first={page} standing={standing} />
        )
      }
    </Answer>
  )
}

function Pages({ policy, first, standing }: { readonly policy: Policy; readonly first: Page; readonly standing: PolicyStanding | null }) {
  const [more, setMore] = useState<Page | null>(null)
  const [busy, setBusy] = useState(false)
  const items = [...first.items, ...(more?.items ?? [])]
  const next = more === null ? first.next : more.next
  const goOn = async () => {
    setBusy(true)
    const page = valueOrSay(await ask('policies.violations', { policyId: policy.id, after: next, limit: pageSize }))
    setBusy(false)
    if (page !== null) setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next })
  }
  return (
    <div className="policy-part" data-testid="policy-violations">
      {standing !== null && <p>{violationWords(standing)}.</p>}
      <ul className="policy-violators">
        {byAgent(items).map(({ agentId, name, violations }) => (
          <li key={agentId}>
            <p className="policy-violator">
              <button type="button" className="link" onClick={() => openAgent(agentId)}>
                <Plain text={name} max={80} still />
              </button>{' '}
              <span className="quiet">{many(violations.length, 'violation')}</span>
            </p>
            <ul>
              {violations.map((violation) => (
                <One key={`${violation.statement} ${violation.capability}`} violation={violation} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {next !== null && (
        <p>
          <Button variant="default" loading={busy} onClick={() => void goOn()}>
            Show more
          </Button>
        </p>
      )}
    </div>
  )
}

function One({ violation: { message, statement, evidence, cure } }: { readonly violation: Violation }) {
  return (
    <li className="policy-violation">
      <p>
        <Plain text={message} max={400} />
      </p>
      <p className="policy-cure">
        Cure: <Plain text={cure} max={300} />
      </p>
      <p className="quiet">
        Statement <code>{statement}</code> ·{' '}
        {evidence.length === 0
          ? 'no call proves it'
          : evidence.slice(0, 4).map((callId, at) => (
              <span key={callId}>
                {at > 0 && ', '}
                <CallLink callId={callId}>{at === 0 ? 'proved by this call' : 'and this'}</CallLink>
              </span>
            ))}
        {evidence.length > 4 && ` and ${evidence.length - 4} more`}
      </p>
    </li>
  )
}
