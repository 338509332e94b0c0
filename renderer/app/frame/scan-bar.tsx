import { Button, Progress, Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ScanProgress } from '../../../shared/domain/scan.ts'
import { cancelScan } from '../../actions/operate.ts'
import { visibleString } from '../../components/visible-text.ts'
import { visit } from '../routes.ts'
import { countWords, lengthWords, many } from '../time.ts'
import { useAsk } from '../use-ask.ts'
import { sentence } from '../words.ts'
import './scan-bar.css'

/** While a provider makes us wait, a guess of what is left would be a lie. */
function timeWords({ leftMs, waitingFor, startedAt }: ScanProgress, now: number): string {
  if (leftMs === null || waitingFor !== null) return `${lengthWords(Math.max(0, now - Date.parse(startedAt)))} so far`
  return leftMs < 1_000 ? 'nearly done' : `${lengthWords(leftMs)} left`
}

/** The running scan in one line of words. */
function scanLine(progress: ScanProgress, now: number): string {
  return [
    `${progress.stepsDone} of ${many(progress.stepsTotal, 'step')}`,
    many(progress.objects, 'object'),
    many(progress.calls, 'call'),
    timeWords(progress, now),
  ].join(' · ')
}

/** The scan that runs, under every screen; it goes on while the reader walks about. */
export function ScanBar() {
  const progress = useAsk('scans.progress', {})
  const [stopping, setStopping] = useState<string | null>(null)
  const now = useTick(progress.value !== null)
  const running = progress.value
  if (running === null) return null
  const share = running.stepsTotal === 0 ? 0 : (100 * running.stepsDone) / running.stepsTotal
  const current = running.steps.find((step) => step.startedAt !== null && step.endedAt === null)
  return (
    <section className="scan-bar" data-testid="scan-bar" aria-label="Scan in progress">
      <Tooltip label={`${Math.round(share)} % of the steps`}>
        <Progress value={share} size="sm" w={140} aria-label="Steps done" transitionDuration={0} />
      </Tooltip>
      <span className="tabular">{scanLine(running, now)}</span>
      {running.waitingFor !== null && <span>{sentence(running.waitingFor)}</span>}
      {running.waitingFor === null && current !== undefined && (
        <span className="quiet">
          {visibleString(current.connectionLabel, 60)}: {current.stepTitle}
        </span>
      )}
      <span className="scan-bar-end">
        <Button variant="subtle" color="gray" onClick={() => visit('coverage')}>
          What it sees
        </Button>
        <Button
          variant="default"
          data-testid="scan-cancel"
          loading={stopping === running.scanId}
          onClick={() => {
            setStopping(running.scanId)
            void cancelScan()
          }}
        >
          Stop
        </Button>
      </span>
      <span className="unseen" role="status">
        Scan: {countWords(running.stepsDone)} of {countWords(running.stepsTotal)} steps
      </span>
    </section>
  )
}

/** The time, once a second, while it is wanted. */
function useTick(wanted: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!wanted) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [wanted])
  return now
}
