import { Button } from '@mantine/core'
import { startScan } from '../actions/operate.ts'
import { visit } from '../app/routes.ts'
import { useAsk } from '../app/use-ask.ts'
import { nothingFound } from './coverage-words.ts'
import { Empty, Waiting } from './states.tsx'

/** Where no agent is known: whether nobody looked, somebody is looking, something kept us from seeing, or there is none. */
export function NothingFound() {
  const coverage = useAsk('scans.coverage', {})
  const running = useAsk('scans.progress', {})
  if (coverage.value === null) return <Waiting />
  const told = nothingFound(coverage.value, running.value !== null)
  return (
    <Empty title={told.title} testId={`nothing-found-${told.kind}`}>
      {told.kind === 'unscanned' && (
        <Button data-testid="scan-now" onClick={() => void startScan()}>
          Scan now
        </Button>
      )}
      {told.kind === 'unseen' && <Button onClick={() => visit('coverage')}>See what was not seen, and what would help</Button>}
      {told.kind === 'none' && (
        <Button variant="default" onClick={() => visit('sources')}>
          Connect another source
        </Button>
      )}
    </Empty>
  )
}
