import type { Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { Plain } from '../../components/plain.tsx'
import { LazyEditor } from './editor/lazy-editor.tsx'
import { openPart } from './parts.ts'

/** What a policy says: what it allows, what it forbids, and the exact statements behind that. */
export function Words({ policy, standing }: { readonly policy: Policy; readonly standing: PolicyStanding | null }) {
  const allows = policy.explains.filter(({ effect }) => effect === 'permit')
  const forbids = policy.explains.filter(({ effect }) => effect === 'forbid')
  return (
    <div className="policy-part">
      {standing !== null && standing.byHand + standing.bySelector === 0 && (
        <p className="policy-note">
          It binds nobody yet.{' '}
          <button type="button" className="link" onClick={() => openPart(policy.id, 'binds')}>
            Say whom it binds
          </button>
        </p>
      )}
      <div className="policy-sides">
        <Says title="An agent under it may" statements={allows} none="Nothing: every agent under it is against it." />
        <Says title="It must not, whatever else is allowed" statements={forbids} none="Nothing is forbidden besides what nobody allows." />
      </div>
      <p className="quiet">What no statement allows is not allowed.</p>
      <details className="policy-exact">
        <summary>The exact statements (Cedar)</summary>
        <LazyEditor value={policy.cedar} label={`The statements of ${policy.title}`} />
      </details>
    </div>
  )
}

function Says({ title, statements, none }: { readonly title: string; readonly statements: Policy['explains']; readonly none: string }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {statements.length === 0 && <p className="quiet">{none}</p>}
      <ul className="bullets prose">
        {statements.map(({ statement, words }) => (
          <li key={statement}>
            <Plain text={words} max={400} still />
          </li>
        ))}
      </ul>
    </section>
  )
}
