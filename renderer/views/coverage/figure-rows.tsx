import { Button } from '@mantine/core'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { ConnectorInfo } from '../../../shared/domain/connection.ts'
import type { NotConnected } from '../../../shared/domain/not-connected.ts'
import { startScan } from '../../actions/operate.ts'
import { go, visit } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { listed } from '../../components/coverage-words.ts'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { Empty } from '../../components/states.tsx'
import { visibleString } from '../../components/visible-text.ts'
import { useWizard } from '../sources/wizard/store.ts'
import { type Figure, type SourceCoverage, stepOutcome } from './model.ts'
import { StepTable } from './step-table.tsx'

/** The rows that a figure counts. */
export function FigureRows({
  figure,
  summary,
  sources,
  absent,
  connectors,
}: {
  readonly figure: Figure
  readonly summary: CoverageSummary
  readonly sources: readonly SourceCoverage[]
  readonly absent: readonly NotConnected[]
  readonly connectors: readonly ConnectorInfo[]
}) {
  const all = (
    <button type="button" className="link" onClick={() => go({ part: null })}>
      Show all sources
    </button>
  )
  if (figure.id === 'absent')
    return (
      <Section title={`${countWords(figure.count)} not connected`} aside={all}>
        <ul className="plain-rows">
          {absent.map((one) => (
            <li key={one.provider}>
              <b>{one.title}</b>
              <span className="quiet">
                {many(one.count, 'application, key or account', 'applications, keys or accounts')} of it {one.count === 1 ? 'is' : 'are'}{' '}
                named by {listed(one.namedBy.map((label) => visibleString(label, 60)))}. What else it holds nobody has looked at.
              </span>
              <Button
                variant="default"
                onClick={() => {
                  const connector = connectors.find((known) => known.id === one.provider)
                  useWizard.getState().open()
                  if (connector !== undefined) useWizard.getState().choose(connector)
                  visit('sources')
                }}
              >
                Connect it
              </Button>
            </li>
          ))}
        </ul>
      </Section>
    )
  if (figure.id === 'unscanned')
    return (
      <Section title={`${many(figure.count, 'source')} never scanned`} aside={all}>
        <ul className="plain-rows">
          {sources
            .filter((source) => source.worst === 'unscanned')
            .map((source) => (
              <li key={source.connectionId}>
                <b>
                  <Plain text={source.label} max={80} still />
                </b>
                <span className="quiet">{many(source.tally.counts.unscanned, 'step')} that nobody has looked through.</span>
                <Button variant="default" onClick={() => void startScan([source.connectionId])}>
                  Scan it
                </Button>
              </li>
            ))}
        </ul>
      </Section>
    )
  const steps = summary.steps.filter((step) => stepOutcome(step) === figure.id)
  return (
    <Section title={`${many(steps.length, 'step')} ${figure.word}`} aside={all}>
      {steps.length === 0 ? <Empty title="There are none." /> : <StepTable steps={steps} connectors={connectors} withSource />}
    </Section>
  )
}
