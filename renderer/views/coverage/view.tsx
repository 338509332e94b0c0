import { Button } from '@mantine/core'
import { startScan } from '../../actions/operate.ts'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { coverageState } from '../../app/words.ts'
import { coverageLine } from '../../components/coverage-chip.tsx'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen, Section } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import { visibleString } from '../../components/visible-text.ts'
import { byConnection, unseenWords, whyWords } from './model.ts'
import './coverage.css'

/** What each source let us see, step by step; words first. */
export function CoverageView() {
  const coverage = useAsk('scans.coverage', {})
  const connections = useAsk('connections.list', {})
  const label = (id: string) => connections.value?.find((one) => one.id === id)?.label ?? id
  return (
    <Screen
      title="Coverage"
      says={
        coverage.value === null
          ? 'What was seen, what was not, and why.'
          : `${coverageLine(coverage.value).words}. What was not seen may hold agents; nothing here counts as clean.`
      }
      actions={<Button onClick={() => void startScan()}>Scan again</Button>}
    >
      <Answer of={coverage}>
        {(value) => (
          <>
            {value.neverScanned.length > 0 && (
              <Section title="Never scanned">
                <ul className="bullets">
                  {value.neverScanned.map((id) => (
                    <li key={id}>
                      <Plain text={label(id)} max={80} still />{' '}
                      <button type="button" className="link" onClick={() => void startScan([id])}>
                        Scan it
                      </button>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {value.steps.length === 0 && value.neverScanned.length === 0 && <Empty title="Nothing is connected yet, so nothing is seen." />}
            {byConnection(value.steps).map((group) => (
              <Section
                key={group.connectionId}
                title={visibleString(group.label, 80)}
                aside={
                  group.unseen === 0
                    ? 'everything asked for was seen'
                    : `${many(group.unseen, 'step')} of ${group.steps.length} did not see everything`
                }
              >
                <table className="table coverage-table">
                  <thead>
                    <tr>
                      <th>Step</th>
                      <th>Result</th>
                      <th>Why</th>
                      <th>What stays unseen</th>
                      <th className="number">Objects</th>
                      <th className="number">Calls</th>
                    </tr>
                  </thead>
                  <tbody>
                    {group.steps.map((step) => {
                      const { why, next } = whyWords(step)
                      return (
                        <tr key={step.stepId}>
                          <td>{step.stepTitle}</td>
                          <td>
                            <CoverageMark state={coverageState(step)} />
                          </td>
                          <td>
                            <Plain text={why} max={220} />
                            {next !== null && (
                              <p className="quiet">
                                <Plain text={next} max={220} />
                              </p>
                            )}
                          </td>
                          <td className="quiet">
                            <Plain text={unseenWords(step)} max={200} />
                          </td>
                          <td className="number">{countWords(step.objects)}</td>
                          <td className="number">{countWords(step.calls)}</td>
                        </tr>
                      )
                    })}
                  </tbody>
                </table>
              </Section>
            ))}
          </>
        )}
      </Answer>
    </Screen>
  )
}
