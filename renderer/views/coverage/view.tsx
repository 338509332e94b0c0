import { Button } from '@mantine/core'
import { startScan } from '../../actions/operate.ts'
import { go, useRoute } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { CoverageStrip } from '../../components/coverage-strip.tsx'
import { coverageSentence } from '../../components/coverage-words.ts'
import { Screen, Section } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import { FigureRows } from './figure-rows.tsx'
import { Figures } from './figures.tsx'
import { Mends } from './mends.tsx'
import { coverageBySource, figuresOf, mendsOf } from './model.ts'
import { SourceCoverageRow } from './source-row.tsx'
import './coverage.css'

/** What was seen, what was not, what that may hide and what would open it. What is open stands in the address. */
export function CoverageView() {
  const coverage = useAsk('scans.coverage', {})
  const absent = useAsk('scans.notConnected', {})
  const connections = useAsk('connections.list', {})
  const providers = useAsk('connections.providers', {})
  const running = useAsk('scans.progress', {})
  const part = useRoute((router) => router.route.part)
  const missing = absent.value ?? []
  const open = part?.startsWith('source ') === true ? part.slice('source '.length) : null
  return (
    <Screen
      title="Coverage"
      says={coverage.value === null ? 'What was seen, what was not, and why.' : coverageSentence(coverage.value, missing)}
      actions={
        <Button disabled={running.value !== null} onClick={() => void startScan()}>
          Scan again
        </Button>
      }
    >
      <Answer of={coverage}>
        {(value) => {
          const known = providers.value ?? []
          const figures = figuresOf(value, missing)
          const sources = coverageBySource(value, connections.value ?? [], known)
          const mends = mendsOf(value, known)
          const figure = figures.find((one) => one.id === part) ?? null
          if (sources.length === 0) return <Empty title="Nothing is connected yet, so nothing is seen." />
          return (
            <>
              {running.value !== null && (
                <p className="stale" role="status">
                  A scan is running. The figures are those of the last one that ended.
                </p>
              )}
              <div className="cover-all">
                <CoverageStrip tally={value.tally} />
              </div>
              <Figures figures={figures} chosen={figure?.id ?? null} choose={(id) => go({ part: id })} />
              {figure !== null ? (
                <FigureRows figure={figure} summary={value} sources={sources} absent={missing} connectors={known} />
              ) : (
                <>
                  {open === null && <Mends mends={mends} />}
                  <Section title="By source" aside="the widest gaps first">
                    <div className="cover-list">
                      {sources.map((source) => (
                        <SourceCoverageRow
                          key={source.connectionId}
                          source={source}
                          connector={known.find((one) => one.id === source.provider) ?? null}
                          open={open === source.connectionId}
                        />
                      ))}
                    </div>
                  </Section>
                </>
              )}
            </>
          )
        }}
      </Answer>
    </Screen>
  )
}
