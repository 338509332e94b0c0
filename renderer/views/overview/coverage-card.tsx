import { tallyWords } from '../../../shared/domain/coverage-words.ts'
import { go, home, visit } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { coverageLine } from '../../components/coverage-words.ts'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'
import { coverageBySource } from '../coverage/model.ts'

const most = 3

/** What we do not know, in words: the sources with the worst gaps first, and what each gap hides. */
export function CoverageCard() {
  const coverage = useAsk('scans.coverage', {})
  const absent = useAsk('scans.notConnected', {})
  const connections = useAsk('connections.list', {})
  const providers = useAsk('connections.providers', {})
  return (
    <section className="card" aria-labelledby="unseen">
      <h2 id="unseen">What we do not know</h2>
      <Answer of={coverage}>
        {(value) => {
          const sources = coverageBySource(value, connections.value ?? [], providers.value ?? [])
          const gaps = sources.filter((source) => source.worst !== 'seen')
          return (
            <>
              <p>
                <button type="button" className="link" onClick={() => visit('coverage')}>
                  {sentence(coverageLine(value, absent.value ?? []).words)}
                </button>
              </p>
              <ul className="lines">
                {gaps.slice(0, most).map((source) => (
                  <li key={source.connectionId}>
                    <button
                      type="button"
                      className="link"
                      onClick={() => go({ ...home, screen: 'coverage', part: `source ${source.connectionId}` })}
                    >
                      <Plain text={source.label} max={48} still />:
                    </button>{' '}
                    {tallyWords(source.tally)}. <span className="quiet">{sentence(source.steps[0]?.hides ?? '')}</span>
                  </li>
                ))}
              </ul>
              {gaps.length > most && <p className="quiet">and {many(gaps.length - most, 'source')} more</p>}
            </>
          )
        }}
      </Answer>
    </section>
  )
}
