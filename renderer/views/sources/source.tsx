import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { Connection, ConnectorInfo, ProbeReport } from '../../../shared/domain/connection.ts'
import { startScan } from '../../actions/operate.ts'
import { ask } from '../../app/bridge.ts'
import { openRows, visit } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say, sayFailure } from '../../components/say-failure.ts'
import { ChangeForm } from './change-form.tsx'
import { seenWords } from './model.ts'
import { ProbeResult } from './probe.tsx'

/** One connected source: what it is, what was seen of it, what can be done with it. */
export function Source({
  connection,
  connector,
  coverage,
  checkAtOnce,
}: {
  readonly connection: Connection
  readonly connector: ConnectorInfo | null
  readonly coverage: CoverageSummary | null
  readonly checkAtOnce: boolean
}) {
  const [report, setReport] = useState<ProbeReport | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [changing, setChanging] = useState(false)
  const [asked, setAsked] = useState(false)
  const notice = useAsk('connections.notice', { id: connection.id })
  const seen = seenWords(coverage, connection.id)

  const check = async () => {
    setBusy(true)
    const result = await ask('connections.probe', { id: connection.id })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    setReport(result.ok ? result.value : null)
  }
  if (checkAtOnce && !asked) {
    setAsked(true)
    void check()
  }

  return (
    <article className="card source" data-testid={`source-${connection.id}`}>
      <header className="source-head">
        <div>
          <h2>
            <Plain text={connection.label === '' ? (connector?.title ?? connection.provider) : connection.label} max={80} still />
          </h2>
          <p className="quiet">
            {connector?.title ?? connection.provider}
            {connection.businessUnit !== null && (
              <>
                {' · '}
                <Plain text={connection.businessUnit} max={60} still />
              </>
            )}
            {connection.demo && ' · demo estate'}
            {!connection.demo && connection.settings.baseUrl !== undefined && (
              <>
                {' · '}
                <Plain text={connection.settings.baseUrl} max={80} still />
              </>
            )}
          </p>
        </div>
        <div className="source-buttons">
          <Button variant="default" data-testid={`source-scan-${connection.id}`} onClick={() => void startScan([connection.id])}>
            Scan now
          </Button>
          <Button variant="default" loading={busy} data-testid={`source-probe-${connection.id}`} onClick={() => void check()}>
            Check
          </Button>
          {busy && (
            <Button variant="subtle" color="gray" onClick={() => void ask('connections.stopProbe', { id: connection.id })}>
              Stop
            </Button>
          )}
          <Button
            variant="default"
            data-testid={`source-change-${connection.id}`}
            aria-expanded={changing}
            onClick={() => setChanging(!changing)}
          >
            Change
          </Button>
          <Button
            variant="subtle"
            color="gray"
            data-testid={`source-remove-${connection.id}`}
            aria-expanded={removing}
            onClick={() => setRemoving(!removing)}
          >
            Remove
          </Button>
        </div>
      </header>
      <p className="source-state">
        <button type="button" className="link" onClick={() => visit('coverage')}>
          {seen.words}
        </button>
        <span className="quiet">
          Last scan: <Moment at={connection.lastScanAt} missing="never" />
        </span>
        <button type="button" className="link quiet" onClick={() => openRows({ connectionId: [connection.id] })}>
          Its agents
        </button>
      </p>
      {notice.value !== null && (
        <p className="probe-notice" role="status">
          <Plain text={notice.value} max={600} />
        </p>
      )}
      {failure !== null && (
        <div className="source-failed">
          <FailureLine failure={failure} />
          {!changing && (
            <Button variant="default" onClick={() => setChanging(true)}>
              Correct it
            </Button>
          )}
        </div>
      )}
      {report !== null && <ProbeResult report={report} />}
      {checkAtOnce && report?.reached === true && connection.lastScanAt === null && (
        <div>
          <Button onClick={() => void startScan([connection.id])}>Scan it now</Button>
        </div>
      )}
      {changing && (
        <ChangeForm connection={connection} connector={connector} onDone={() => setChanging(false)} onSaved={() => void check()} />
      )}
      {removing && (
        <div className="source-remove">
          <p>Its settings and its secrets are removed. What was seen and decided stays in the inventory and in the ledger.</p>
          <Button
            className="revoke-confirm"
            data-testid={`source-remove-confirm-${connection.id}`}
            onClick={async () => {
              const removed = await ask('connections.remove', { id: connection.id })
              if (removed.ok) say(`${connection.label === '' ? 'The source' : connection.label} is removed`)
              else sayFailure(removed.failure)
            }}
          >
            Remove {connection.label === '' ? 'this source' : <Plain text={connection.label} max={40} still />}
          </Button>
        </div>
      )}
    </article>
  )
}
