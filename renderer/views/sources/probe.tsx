import type { ProbeReport } from '../../../shared/domain/connection.ts'
import { sentence } from '../../app/words.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { Plain } from '../../components/plain.tsx'

/** What the credential may do: missing permissions first, why each is wanted, what stays unseen without it. */
export function ProbeResult({ report }: { readonly report: ProbeReport }) {
  const missing = report.checks.filter((check) => check.state === 'missing')
  const unknown = report.checks.filter((check) => check.state === 'unknown')
  return (
    <div className="probe" role="status">
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
        .{' '}
        {report.reached &&
          report.checks.length > 0 &&
          missing.length === 0 &&
          unknown.length === 0 &&
          'Every permission that is wanted is there.'}
        {missing.length > 0 &&
          `${missing.length} of ${report.checks.length} permissions are missing; the scan will work without them and say what it could not see.`}
      </p>
      {[...missing, ...unknown].length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>Permission</th>
              <th>State</th>
              <th>Why it is wanted</th>
              <th>Unseen without it</th>
            </tr>
          </thead>
          <tbody>
            {[...missing, ...unknown].map((check) => (
              <tr key={check.permission}>
                <td>
                  <code>{check.permission}</code>
                </td>
                <td>
                  {check.state === 'missing' ? (
                    <CoverageMark state="denied" word="Missing" />
                  ) : (
                    <span className="quiet">Cannot be told</span>
                  )}
                </td>
                <td>{sentence(check.why)}</td>
                <td className="quiet">{sentence(check.hides)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
