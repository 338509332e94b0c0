import type { Violation } from '../../../shared/domain/agent.ts'
import { openAgent } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Plain } from '../../components/plain.tsx'
import { visibleString } from '../../components/visible-text.ts'
import { boundBy } from './model.ts'

/** Who is bound by a policy, from the decisions in force, and what each does beyond it. */
export function Bound({ policyId, violations }: { readonly policyId: string; readonly violations: readonly Violation[] }) {
  const decisions = useAsk('governance.decisions', { limit: 1_000 })
  const bound = boundBy(decisions.value ?? [], policyId)
  return (
    <>
      <h3>Who is bound</h3>
      {bound.length === 0 ? (
        <p className="quiet">Nobody yet. Open an agent and press P.</p>
      ) : (
        <ul className="bullets">
          {bound.map((agent) => {
            const own = violations.filter((violation) => violation.agentId === agent.agentId)
            return (
              <li key={agent.agentId}>
                <button type="button" className="link" onClick={() => openAgent(agent.agentId)}>
                  <Plain text={agent.agentName} max={80} still />
                </button>{' '}
                <span className="quiet">
                  {own.length === 0 ? 'keeps to it' : visibleString(own.map((violation) => violation.message).join('; '), 400)}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
