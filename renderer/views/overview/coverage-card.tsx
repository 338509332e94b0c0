import { visit } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { coverageLine } from '../../components/coverage-chip.tsx'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'
import { byConnection } from '../coverage/model.ts'

const most = 3

/** What we do not know, in words: the sources with the most gaps first, and what each gap hides. */
export function CoverageCard() {
  const coverage = useAsk('scans.coverage', {})
  return (
    <section className="card" aria-labelledby="unseen">
      <h2 id="unseen">What we do not know</h2>
      <Answer of={coverage}>
        {(value) => {
          const gaps = byConnection(value.steps).filter((group) => group.unseen > 0)
          return (
            <>
              <p>
                <button type="button" className="link" onClick={() => visit('coverage')}>
                  {coverageLine(value).words}
                </button>
              </p>
              <ul className="lines">
                {gaps.slice(0, most).map((group) => {
                  const hidden = group.steps.filter((step) => step.incomplete)
                  return (
                    <li key={group.connectionId}>
                      <Plain text={group.label} max={48} still />: {many(hidden.length, 'step')} of {group.steps.length} did not see
                      everything. <span className="quiet">{sentence(hidden[0]?.hides ?? '')}</span>
                      {hidden.length > 1 && <span className="quiet"> And {hidden.length - 1} more.</span>}
                    </li>
                  )
                })}
              </ul>
              {gaps.length > most && <p className="quiet">and {many(gaps.length - most, 'source')} more</p>}
            </>
          )
        }}
      </Answer>
    </section>
  )
}
