import { Button } from '@mantine/core'
import type { ConnectorInfo } from '../../../shared/domain/connection.ts'
import { outcomeOf } from '../../../shared/domain/coverage-tally.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { whyOf } from '../../components/fix-of.ts'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'
import { placeName } from './place-model.ts'

/** `narrow` null: the whole row, only what was not seen there. */
export interface PlaceChoice {
  readonly wide: string
  readonly narrow: string | null
}

const most = 200

/** The steps of one place, or the gaps of a whole row: what is missing there, how to grant it, and what it hides. */
export function PlaceSteps({
  connectionId,
  connector,
  place,
  close,
}: {
  readonly connectionId: string
  readonly connector: ConnectorInfo | null
  readonly place: PlaceChoice
  readonly close: () => void
}) {
  const steps = useAsk('scans.places', { connectionId, within: place, incompleteOnly: place.narrow === null, limit: most })
  const name = placeName(place.wide, place.narrow ?? '')
  return (
    <section className="place-steps" aria-label={`Steps in ${name}`} data-testid="coverage-place">
      <header>
        <h3>
          <Plain text={name} max={120} still />
        </h3>
        <Button variant="subtle" color="gray" onClick={close}>
          Close
        </Button>
      </header>
      <Answer of={steps}>
        {(value) => (
          <>
            {value.length === 0 && <p>Everything that was asked for here was seen.</p>}
            <ul className="mends">
              {value
                .toSorted((a, b) => Number(b.incomplete) - Number(a.incomplete))
                .map((step) => {
                  const { why, next } = whyOf(step.end, connector)
                  return (
                    <li key={`${step.narrow} ${step.stepId}`}>
                      <CoverageMark outcome={outcomeOf(step.end)} />
                      <div>
                        <p>
                          <b>{step.stepTitle}</b>
                          {place.narrow === null && step.narrow !== '' && <span className="quiet"> {step.narrow}</span>}
                        </p>
                        <p>
                          <Plain text={why} max={240} />
                        </p>
                        {step.incomplete && <p className="quiet">It hides: {sentence(step.hides)}</p>}
                        {next !== null && (
                          <p className="mend">
                            <Plain text={next} max={320} />
                          </p>
                        )}
                      </div>
                    </li>
                  )
                })}
            </ul>
            {value.length === most && <p className="quiet">The first {many(most, 'step')}; choose one place of the row for the rest.</p>}
          </>
        )}
      </Answer>
    </section>
  )
}
