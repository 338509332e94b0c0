import type { ConnectorInfo, ProbeReport } from '../../../shared/domain/connection.ts'
import { bridge } from '../../app/bridge.ts'
import { many } from '../../app/time.ts'
import { sentence } from '../../app/words.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { fixOf } from '../../components/fix-of.ts'
import { Plain } from '../../components/plain.tsx'
import { say, sayFailure } from '../../components/say-failure.ts'
import { probeSentence } from './model.ts'

type Check = ProbeReport['checks'][number]

/** What the credential may do: missing permissions first, what each hides and how to grant it; what is there stands behind a press. */
export function ProbeResult({ report, connector }: { readonly report: ProbeReport; readonly connector: ConnectorInfo | null }) {
  const missing = report.checks.filter((check) => check.state === 'missing')
  const unknown = report.checks.filter((check) => check.state === 'unknown')
  const granted = report.checks.filter((check) => check.state === 'granted')
  return (
    <div className="probe" role="status" data-testid="probe-result">
      {report.notice !== null && (
        <p className="probe-notice">
          <Plain text={report.notice} max={600} />
        </p>
      )}
      <p>
        {report.reached ? 'It answers' : 'It does not answer'}
        {report.identity !== null && (
          <>
            {' as '}
            <b>
              <Plain text={report.identity} max={100} still />
            </b>
          </>
        )}
        . {probeSentence(report)}
      </p>
      {[...missing, ...unknown].map((check) => (
        <Lacking key={check.permission} check={check} connector={connector} />
      ))}
      {granted.length > 0 && (
        <details className="connect-more" open={missing.length + unknown.length === 0 ? true : undefined}>
          <summary>{many(granted.length, 'permission')} there</summary>
          <ul className="granted">
            {granted.map((check) => (
              <li key={check.permission}>
                <CoverageMark outcome="seen" word="Granted" />
                <span>
                  <code>{check.permission}</code> <span className="quiet">{sentence(check.why)}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Lacking({ check, connector }: { readonly check: Check; readonly connector: ConnectorInfo | null }) {
  const need = connector?.permissions.find((one) => one.permission === check.permission)
  return (
    <div className="lacking" data-testid={`probe-${check.state}`}>
      <p className="lacking-head">
        {check.state === 'missing' ? (
          <CoverageMark outcome="denied" word="Missing" />
        ) : (
          <CoverageMark outcome="unreached" word="Cannot be told" />
        )}
        <code>{check.permission}</code>
        <button
          type="button"
          className="link quiet"
          aria-label={`Copy ${check.permission}`}
          onClick={async () => {
            const copied = await bridge().shell.copyText(check.permission)
            if (copied.ok) say('Copied', check.permission)
            else sayFailure(copied.failure)
          }}
        >
          Copy
        </button>
      </p>
      <dl>
        <div>
          <dt>Wanted</dt>
          <dd>{sentence(need?.why ?? check.why)}</dd>
        </div>
        <div>
          <dt>Unseen without it</dt>
          <dd>{sentence(check.hides)}</dd>
        </div>
        {check.why !== need?.why && (
          <div>
            <dt>What was found</dt>
            <dd>{sentence(check.why)}</dd>
          </div>
        )}
        <div>
          <dt>{check.state === 'missing' ? 'How to grant it' : 'If it is missing'}</dt>
          <dd>{fixOf(connector, check.permission)}</dd>
        </div>
      </dl>
    </div>
  )
}
