import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { ProbeReport } from '../../../shared/domain/connection.ts'
import { tallyWords } from '../../../shared/domain/coverage-words.ts'
import { startScan } from '../../actions/operate.ts'
import { ask } from '../../app/bridge.ts'
import { go, home, openRows } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { environmentWords, sentence } from '../../app/words.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { CoverageStrip } from '../../components/coverage-strip.tsx'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say, sayFailure } from '../../components/say-failure.ts'
import { ChangeForm } from './change-form.tsx'
import { type SourceRow, stateWords } from './model.ts'
import { ProbeResult } from './probe.tsx'

type Open = 'change' | 'remove' | null

/** One connected source in two lines: what it is, what was seen of it, what can be done with it. */
export function Source({ row }: { readonly row: SourceRow }) {
  const { connection, connector, tally, worst } = row
  const [report, setReport] = useState<ProbeReport | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState<Open>(null)
  const notice = useAsk('connections.notice', { id: connection.id })
  const name = connection.label === '' ? (connector?.title ?? connection.provider) : connection.label

  const check = async () => {
    setBusy(true)
    const result = await ask('connections.probe', { id: connection.id })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    setReport(result.ok ? result.value : null)
  }
  const press = (what: Exclude<Open, null>) => setOpen(open === what ? null : what)

  return (
    <article className="card source" data-testid={`source-${connection.id}`} aria-label={name.slice(0, 80)}>
      <header className="source-head">
        <div className="source-name">
          <h3>
            <Plain text={name} max={80} still />
          </h3>
          <p className="quiet">
            {connector?.title ?? connection.provider}
            {connection.businessUnit !== null && (
              <>
                {' · '}
                <Plain text={connection.businessUnit} max={60} still />
              </>
            )}
            {connection.environment !== 'unknown' && ` · ${environmentWords[connection.environment].toLowerCase()}`}
            {connection.demo && ' · demo estate'}
            {!connection.demo && (connection.settings.baseUrl ?? '') !== '' && (
              <>
                {' · '}
                <Plain text={connection.settings.baseUrl ?? ''} max={80} still />
              </>
            )}
          </p>
        </div>
        <div className="source-seen">
          <button
            type="button"
            className="source-coverage"
            aria-label={`${stateWords({ worst, tally })}: ${tallyWords(tally)}. Open its coverage.`}
            onClick={() => go({ ...home, screen: 'coverage', part: `source ${connection.id}` })}
          >
            <span className="source-state">
              <CoverageMark outcome={worst} word={stateWords({ worst, tally })} />
              <CoverageStrip tally={tally} />
            </span>
            <span className="quiet">{sentence(tallyWords(tally))}</span>
          </button>
          <span className="quiet source-last">
            Last scan: <Moment at={connection.lastScanAt} missing="never" />
            {' · '}
            <button type="button" className="link" onClick={() => openRows({ connectionId: [connection.id] })}>
              its agents
            </button>
          </span>
        </div>
        <div className="source-buttons">
          <Button
            size="compact-xs"
            variant="default"
            data-testid={`source-scan-${connection.id}`}
            onClick={() => void startScan([connection.id])}
          >
            Scan
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            loading={busy}
            data-testid={`source-probe-${connection.id}`}
            onClick={() => void check()}
          >
            Check
          </Button>
          {busy && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => void ask('connections.stopProbe', { id: connection.id })}
            >
              Stop
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            data-testid={`source-change-${connection.id}`}
            aria-expanded={open === 'change'}
            onClick={() => press('change')}
          >
            Change
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            data-testid={`source-remove-${connection.id}`}
            aria-expanded={open === 'remove'}
            onClick={() => press('remove')}
          >
            Remove
          </Button>
        </div>
      </header>
      {notice.value !== null && (
        <p className="probe-notice" role="status">
          <Plain text={notice.value} max={600} />
        </p>
      )}
      {failure !== null && (
        <div className="source-failed">
          <FailureLine failure={failure} />
          {open !== 'change' && failure.code !== 'cancelled' && (
            <Button variant="default" onClick={() => setOpen('change')}>
              Correct it
            </Button>
          )}
        </div>
      )}
      {report !== null && (
        <>
          <ProbeResult report={report} connector={connector} />
          <div>
            <Button variant="subtle" color="gray" onClick={() => setReport(null)}>
              Close
            </Button>
          </div>
        </>
      )}
      {open === 'change' && (
        <ChangeForm connection={connection} connector={connector} onDone={() => setOpen(null)} onSaved={() => void check()} />
      )}
      {open === 'remove' && (
        <div className="source-remove">
          <p>
            Its settings and its secrets are removed from this computer. What was seen and decided is kept; its agents leave the inventory
            unless another source sees them too. What was granted at the provider stays until you take it back there.
          </p>
          <Button
            className="revoke-confirm"
            data-testid={`source-remove-confirm-${connection.id}`}
            onClick={async () => {
              const removed = await ask('connections.remove', { id: connection.id })
              if (removed.ok) say(`${name} is removed`)
              else sayFailure(removed.failure)
            }}
          >
            Remove <Plain text={name} max={40} still />
          </Button>
        </div>
      )}
    </article>
  )
}
