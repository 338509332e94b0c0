import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { many } from '../../../app/time.ts'
import { sentence } from '../../../app/words.ts'
import { listed } from '../../../components/coverage-words.ts'
import { GrantDocuments } from '../../../components/grant-documents.tsx'

/** Before anything is typed: what a scan reads and why, what it leaves alone, and what to grant. All of it is declared. */
export function Reads({ connector }: { readonly connector: ConnectorInfo }) {
  const reading = connector.calls.filter((call) => call.access !== 'write')
  const needs = connector.permissions.filter((need) => need.access === 'read')
  return (
    <div className="reads">
      <section aria-labelledby="reads-what">
        <h3 id="reads-what">What it reads</h3>
        <dl className="needs">
          {connector.steps.map((step) => (
            <div key={step.id}>
              <dt>{sentence(step.yields)}</dt>
              <dd className="quiet">Unseen without it: {step.hides}.</dd>
            </div>
          ))}
        </dl>
        <h3>What it leaves alone</h3>
        {connector.neverReads.length > 0 && <p>{sentence(listed(connector.neverReads))}</p>}
        {reading.length === 0 ? (
          <p className="quiet">It reads files on this computer and sends nothing.</p>
        ) : (
          <>
            <p className="quiet">A scan can make the calls below and no other: anything else is refused before it leaves this computer.</p>
            <details className="connect-more">
              <summary>{many(reading.length, 'call')}, all of them reading</summary>
              <ul className="calls">
                {reading.map((call) => (
                  <li key={`${call.method} ${call.path} ${call.why}`}>
                    <code>
                      {call.method} {call.path}
                    </code>
                    <span className="quiet"> to {call.why}</span>
                  </li>
                ))}
              </ul>
            </details>
          </>
        )}
      </section>
      <section aria-labelledby="reads-grant">
        <h3 id="reads-grant">What to grant</h3>
        {needs.length === 0 ? (
          <p>It asks for no permission.</p>
        ) : (
          <>
            <p className="quiet">Reading only. Leave out what you do not want read: coverage then says what that hides.</p>
            <GrantDocuments provider={connector.id} />
            <h3>Each permission, and why</h3>
            <dl className="needs">
              {needs.map((need) => (
                <div key={need.permission}>
                  <dt>
                    <code>{need.permission}</code>
                  </dt>
                  <dd>
                    To {need.why}. <span className="quiet">{need.hides === '' ? '' : `Unseen without it: ${need.hides}.`}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
        {connector.canRevoke && (
          <p className="quiet">Revoking takes a wider permission of its own. It is asked for when you revoke, for that one time.</p>
        )}
      </section>
    </div>
  )
}
