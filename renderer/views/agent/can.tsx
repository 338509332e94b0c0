import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { sensitivityWords } from '../../app/words.ts'
import { CallLink } from '../../components/call.tsx'
import { ActionGlyph } from '../../components/capability.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { capabilityOrigin, capabilitySentence, sortedCapabilities } from './model.ts'

/** What it can do, as sentences; each with the permission or tool it comes from, and the call that showed it. */
export function Can({ detail }: { readonly detail: AgentDetail }) {
  const { agent } = detail
  const capabilities = sortedCapabilities(agent.capabilities)
  return (
    <>
      <Section title="Can do" aside={capabilities.length === 0 ? undefined : 'most sensitive first'}>
        {capabilities.length === 0 ? (
          <p className="quiet">Nothing that it can do was found. That is not the same as nothing.</p>
        ) : (
          <ul className="sentences">
            {capabilities.map((one) => (
              <li key={`${one.action} ${one.resource} ${one.via} ${one.system} ${one.reach} ${one.source}`}>
                <ActionGlyph action={one.action} size={16} />
                <div>
                  <p>
                    <b>{capabilitySentence(one)}</b>{' '}
                    <span className={one.sensitivity === 'restricted' || one.sensitivity === 'confidential' ? 'sensitive' : 'quiet'}>
                      {sensitivityWords[one.sensitivity]}
                    </span>
                  </p>
                  <p className="quiet">
                    <CallLink callId={one.callId}>
                      <Plain text={one.via} max={120} still />
                    </CallLink>{' '}
                    on <Plain text={one.system} max={60} still /> · {capabilityOrigin(one)}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Tools" {...(agent.tools === null ? {} : { aside: String(agent.tools.length) })}>
        {agent.tools === null ? (
          <p className="quiet">Not looked up</p>
        ) : agent.tools.length === 0 ? (
          <p className="quiet">None</p>
        ) : (
          <ul className="sentences">
            {agent.tools.slice(0, 60).map((tool) => (
              <li key={`${tool.server ?? ''} ${tool.name}`}>
                <p>
                  <b>
                    <Plain text={tool.name} max={100} />
                  </b>{' '}
                  {tool.description !== undefined && (
                    <span className="quiet">
                      <Plain text={tool.description} max={160} />
                    </span>
                  )}
                </p>
                {tool.because !== undefined && (
                  <p className="quiet">
                    <Plain text={tool.because} max={600} still />
                  </p>
                )}
              </li>
            ))}
            {agent.tools.length > 60 && <li className="quiet">and {agent.tools.length - 60} more</li>}
          </ul>
        )}
      </Section>
    </>
  )
}
