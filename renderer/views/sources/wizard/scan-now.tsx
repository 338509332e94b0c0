import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../../shared/base/failure.ts'
import type { Connection, ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { tallyCoverage } from '../../../../shared/domain/coverage-tally.ts'
import { tallyWords } from '../../../../shared/domain/coverage-words.ts'
import { ask } from '../../../app/bridge.ts'
import { go, home, openRows } from '../../../app/routes.ts'
import { many } from '../../../app/time.ts'
import { useAsk } from '../../../app/use-ask.ts'
import { sentence } from '../../../app/words.ts'
import { CoverageStrip } from '../../../components/coverage-strip.tsx'
import { gapsIn } from '../../../components/coverage-words.ts'
import { FailureLine } from '../../../components/failure-line.tsx'
import { Plain } from '../../../components/plain.tsx'
import type { Draft } from './draft.ts'
import { useWizard } from './store.ts'

/** The first scan of what was connected, watched where it was asked for; it goes on when the reader leaves. */
export function ScanNow({
  connector,
  draft,
  connection,
}: {
  readonly connector: ConnectorInfo
  readonly draft: Draft
  readonly connection: Connection
}) {
  const close = useWizard((wizard) => wizard.close)
  const progress = useAsk('scans.progress', {})
  const coverage = useAsk('scans.coverage', {})
  const agents = useAsk('agents.page', connection.lastScanAt === null ? null : { filter: { connectionId: [connection.id] }, limit: 1 })
  const notice = useAsk('connections.notice', { id: connection.id })
  const [failure, setFailure] = useState<Failure | null>(null)
  const running = progress.value
  const own = running?.steps.filter((step) => step.connectionId === connection.id) ?? []
  const steps = coverage.value?.steps.filter((step) => step.connectionId === connection.id) ?? []
  const tally = tallyCoverage(steps)
  const done = own.filter((step) => step.endedAt !== null).length

  const start = async () => {
    const started = await ask('scans.start', { connectionIds: [connection.id] })
    setFailure(started.ok ? null : started.failure)
  }
  return (
    <div className="scan-now">
      <p>
        <b>
          <Plain text={connection.label} max={80} still />
        </b>{' '}
        is connected{draft.check?.state === 'done' ? '' : ', but its sign-in was not proved'}. A scan only reads.
      </p>
      {own.length > 0 ? (
        <div className="check-waiting" role="status" data-testid="connect-scanning">
          <Progress value={(100 * done) / own.length} size="sm" w={200} aria-label="Steps done" transitionDuration={0} />
          <span className="tabular">
            {done} of {many(own.length, 'step')}
          </span>
          <span className="quiet">
            {running?.waitingFor
              ? sentence(running.waitingFor)
              : (own.find((step) => step.startedAt !== null && step.endedAt === null)?.stepTitle ?? '')}
          </span>
        </div>
      ) : steps.length > 0 ? (
        <div className="scan-result" data-testid="connect-scanned">
          <CoverageStrip tally={tally} />
          <p>
            {sentence(tallyWords(tally))} {agents.value !== null && `${many(agents.value.total, 'agent')} found.`}
          </p>
          <div className="decision-end">
            <Button
              data-testid="connect-coverage"
              onClick={() => {
                close()
                go({ ...home, screen: 'coverage', part: `source ${connection.id}` })
              }}
            >
              {gapsIn(tally) === 0 ? 'See its coverage' : 'See what was not seen'}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                close()
                openRows({ connectionId: [connection.id] })
              }}
            >
              See its agents
            </Button>
          </div>
        </div>
      ) : (
        <div className="decision-end">
          <Button data-testid="connect-scan" disabled={running !== null} onClick={() => void start()}>
            Scan now
          </Button>
          {running !== null && <span className="quiet">Another scan runs; this one can start when it has ended.</span>}
          <span className="quiet">{many(connector.steps.length, 'step')}; it goes on when you leave this page.</span>
        </div>
      )}
      {notice.value !== null && (
        <p className="probe-notice" role="status">
          <Plain text={notice.value} max={600} />
        </p>
      )}
      <FailureLine failure={failure} />
    </div>
  )
}
