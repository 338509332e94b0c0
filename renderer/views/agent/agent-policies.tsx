import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { go, home } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { bandWords } from '../../app/words.ts'
import { CallLink } from '../../components/call.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'

const shownCalls = 3

/** The policies it is under, what brings it there, and what it does beyond each: with the statement, the calls and the cure. */
export function AgentPolicies({ detail: { policies, violations } }: { readonly detail: AgentDetail }) {
  return (
    <Section title="Policies" {...(violations.length > 0 ? { aside: many(violations.length, 'violation') } : {})}>
      {policies.length === 0 ? (
        <p className="quiet">No policy reaches it: neither a decision nor a selector.</p>
      ) : (
        <ul className="factors" data-testid="agent-policies">
          {policies.map(({ id, title, by, applies }) => {
            const against = violations.filter(({ policyId }) => policyId === id)
            return (
              <li key={id} className="factor" data-testid={`agent-policy-${id}`} data-by={by}>
                <p>
                  <button type="button" className="link" onClick={() => go({ ...home, screen: 'policies', part: id })}>
                    <b>
                      <Plain text={title} max={120} still />
                    </b>
                  </button>{' '}
                  <span className="quiet">
                    {by === 'decision' ? 'by a decision on it' : 'by its selector: '}
                    {by === 'selector' && <Plain text={applies} max={200} still />}
                  </span>
                </p>
                {against.length === 0 && <p className="quiet">It keeps to it, as far as it was seen.</p>}
                <ul className="factor-evidence">
                  {against.map((violation) => (
                    <li key={`${violation.statement} ${violation.capability}`}>
                      <p>
                        <Plain text={violation.message} max={300} />{' '}
                        <span className="quiet">({bandWords[violation.severity].toLowerCase()})</span>
                      </p>
                      <p className="quiet">
                        Statement <code>{violation.statement}</code>
                        {violation.evidence.slice(0, shownCalls).map((callId, at) => (
                          <span key={callId}>
                            {' · '}
                            <CallLink callId={callId}>{at === 0 ? 'the call that proves it' : 'another'}</CallLink>
                          </span>
                        ))}
                      </p>
                      <p className="factor-lowers">
                        Cure: <Plain text={violation.cure} max={300} />
                      </p>
                    </li>
                  ))}
                </ul>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
