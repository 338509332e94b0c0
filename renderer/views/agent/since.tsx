import { useState } from 'react'
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
          <Lines sign="+" says="new" values={change.after.filter((value) => !change.before.includes(value))} />
          <Lines sign="−" says="no longer" values={change.before.filter((value) => !change.after.includes(value))} />
        </div>
      ))}
    </section>
  )
}

const few = 6

function Lines({ sign, says, values }: { readonly sign: '+' | '−'; readonly says: string; readonly values: readonly string[] }) {
  const [all, setAll] = useState(false)
  return (
    <>
      {(all ? values : values.slice(0, few)).map((value) => (
        <p key={value} className={sign === '+' ? 'diff diff-new' : 'diff diff-gone'}>
          <span aria-hidden="true">{sign}</span>
          <span className="unseen">{says}: </span>
          <Plain text={value} max={160} />
        </p>
      ))}
      {values.length > few && !all && (
        <button type="button" className="link quiet" onClick={() => setAll(true)}>
          {values.length - few} more {says}
        </button>
      )}
    </>
  )
}
