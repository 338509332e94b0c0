import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { Plain } from '../../components/plain.tsx'

/** What is different from what the standing decision was taken on; nothing is drawn when nothing is. */
export function Since({ detail }: { readonly detail: AgentDetail }) {
  if (detail.sinceDecision.length === 0) return null
  return (
    <section className="since" aria-label="Changed since the decision">
      <h2>Changed since the decision</h2>
      {detail.sinceDecision.map((change) => (
        <div key={change.field} className="since-field">
          <h3>{change.field}</h3>
          {change.before
            .filter((value) => !change.after.includes(value))
            .map((value) => (
              <p key={`- ${value}`} className="diff diff-gone">
                <span aria-hidden="true">−</span>
                <span className="unseen">no longer: </span>
                <Plain text={value} max={160} />
              </p>
            ))}
          {change.after
            .filter((value) => !change.before.includes(value))
            .map((value) => (
              <p key={`+ ${value}`} className="diff diff-new">
                <span aria-hidden="true">+</span>
                <span className="unseen">new: </span>
                <Plain text={value} max={160} />
              </p>
            ))}
        </div>
      ))}
    </section>
  )
}
