import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { openAgent } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { CallLink } from '../../components/call.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { Identity } from './identity.tsx'
import { roleWords } from './model.ts'

/** Who else: the people around it, and the agents that share its identity, its owner or its workflow. */
export function Who({ detail }: { readonly detail: AgentDetail }) {
  const { agent, related } = detail
  return (
    <>
      <Section title="People" {...(agent.users === null ? {} : { aside: `${many(agent.users, 'person', 'people')} use it` })}>
        {agent.owner.people.length === 0 ? (
          <p className="quiet">{agent.owner.state === 'unknown' ? 'Not looked up' : 'Nobody is named'}</p>
        ) : (
          <ul className="sentences">
            {agent.owner.people.map((person) => (
              <li key={`${person.key} ${person.role}`}>
                <p>
                  <CallLink callId={person.callId}>
                    <Plain text={person.name} max={80} still />
                  </CallLink>{' '}
                  <span className="quiet">
                    {roleWords[person.role] ?? person.role}
                    {person.type === 'user' ? '' : person.type === 'group' ? ' · a group' : ' · a service account'}
                    {person.active === false ? ' · account disabled' : person.active === null ? ' · account not looked up' : ''}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Identity agent={agent} />
      <Section title="Other agents">
        {related.length === 0 ? (
          <p className="quiet">No other agent shares its identity, its owner or its workflow.</p>
        ) : (
          <ul className="sentences">
            {related.map((other) => (
              <li key={`${other.agentId} ${other.why}`}>
                <p>
                  <button type="button" className="link" onClick={() => openAgent(other.agentId)}>
                    <Plain text={other.name} max={80} still />
                  </button>{' '}
                  <span className="quiet">{other.why}</span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
