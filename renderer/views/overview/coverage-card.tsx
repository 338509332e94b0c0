import { visit } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { coverageWords, sentence } from '../../app/words.ts'
import { coverageLine } from '../../components/coverage-chip.tsx'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'

/** What we do not know, in words, worst first. */
export function CoverageCard() {
  const coverage = useAsk('scans.coverage', {})
  return (
    <section className="card" aria-labelledby="unseen">
      <h2 id="unseen">What we do not know</h2>
      <Answer of={coverage}>
        {(value) => {
          const gaps = value.steps.filter((step) => step.incomplete)
          return (
            <>
              <p>
                <button type="button" className="link" onClick={() => visit('coverage')}>
                  {coverageLine(value).words}
                </button>
              </p>
              <ul className="lines">
                {gaps.slice(0, 3).map((step) => (
                  <li key={`${step.connectionId} ${step.stepId}`}>
                    {coverageWords[step.end?.state ?? 'waiting']}: <Plain text={step.connectionLabel} max={40} still />,{' '}
                    {step.stepTitle.toLowerCase()}. <span className="quiet">{sentence(step.hides)}</span>
                  </li>
                ))}
              </ul>
              {gaps.length > 3 && <p className="quiet">and {gaps.length - 3} more</p>}
            </>
          )
        }}
      </Answer>
    </section>
  )
}
