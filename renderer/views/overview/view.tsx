import { Button } from '@mantine/core'
import type { Overview } from '../../../shared/contract/workspace.ts'
import { shadowStatuses } from '../../../shared/domain/vocabulary.ts'
import { go, home, openAgent, openRows, visit } from '../../app/routes.ts'
import { countWords, dateWords, many, momentWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Verdict } from '../../components/band.tsx'
import { NothingFound } from '../../components/nothing-found.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import { CoverageCard } from './coverage-card.tsx'
import { Heat } from './heat.tsx'
import { changes, decisionsDue, headline } from './model.ts'
import { OverTime } from './over-time.tsx'
import './overview.css'

export function OverviewView() {
  const overview = useAsk('workspace.overview', {})
  return (
    <Screen title="Overview" lead>
      <Answer of={overview} what="Counting">
        {(value) => (value.agents === 0 ? <NothingFound /> : <Board overview={value} />)}
      </Answer>
    </Screen>
  )
}

function Board({ overview }: { readonly overview: Overview }) {
  const told = changes(overview)
  return (
    <>
      <p className="headline" data-testid="overview-headline">
        <button type="button" className="link" onClick={() => openRows({ status: [...shadowStatuses] })}>
          {headline(overview)}
        </button>
      </p>
      <p className="quiet headline-of">
        {many(overview.agents, 'agent')}
        {/* What came with a bundle was seen elsewhere. */}
        {overview.identitiesSeen >= overview.agents && ` among ${many(overview.identitiesSeen, 'identity', 'identities')} seen`} ·{' '}
        {countWords(overview.governed)} governed
      </p>
      <div className="board">
        <Worst />
        <ToDecide overview={overview} />
        <section className="card board-wide" aria-labelledby="heat">
          <h2 id="heat">Risk by business unit</h2>
          <Heat overview={overview} />
        </section>
        <CoverageCard />
        <section className="card board-wide" aria-labelledby="over-time">
          <h2 id="over-time">Shadow and governed</h2>
          <OverTime overview={overview} />
        </section>
        <section className="card" aria-labelledby="changed">
          <h2 id="changed">What changed{overview.changed.since === null ? '' : ` since ${sinceWords(overview.changed.since)}`}</h2>
          {told.length === 0 ? (
            <p className="quiet">
              {overview.changed.since === null ? 'There is one scan so far; the next one is compared with it.' : 'Nothing.'}
            </p>
          ) : (
            <ul className="lines">
              {told.map((change) => (
                <li key={change.id}>
                  <button type="button" className="link" onClick={() => openChange(change.id)}>
                    {change.words}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  )
}

/** What is the reader's to decide now, the worst first; nothing that is nothing. */
function ToDecide({ overview }: { readonly overview: Overview }) {
  const duty = useAsk('duty.now', { limit: 0 })
  return (
    <section className="card" aria-labelledby="to-decide">
      <h2 id="to-decide">To decide now</h2>
      <ul className="lines">
        {decisionsDue(overview).map((due) => (
          <li key={due.words}>
            <button type="button" className="link" onClick={() => (due.rows === null ? visit('triage') : openRows(due.rows))}>
              {due.words}
            </button>
          </li>
        ))}
        {duty.value !== null && duty.value.soon > 0 && (
          <li>
            <button type="button" className="link" onClick={() => visit('triage')}>
              {many(duty.value.soon, 'decision')} due within {many(duty.value.levels.remindDays, 'day')}
            </button>
          </li>
        )}
        {(duty.value?.tell ?? []).map(({ who, agents }) => (
          <li key={who} className="quiet">
            Tell <Plain text={who} max={60} still />: {many(agents, 'decision')} overdue
          </li>
        ))}
      </ul>
      {overview.undecided === 0 && overview.overdue === 0 ? (
        <p className="quiet">Nothing waits for you.</p>
      ) : (
        <Button className="card-action" onClick={() => visit('triage')} data-testid="overview-triage">
          Decide, the most dangerous first
        </Button>
      )}
    </section>
  )
}

/** A day, or the hour where the day is today. */
const sinceWords = (at: string): string => (new Date(at).toDateString() === new Date().toDateString() ? momentWords(at) : dateWords(at))

function openChange(id: string): void {
  if (id === 'lapsed') openRows({ status: ['lapsed'] })
  else if (id === 'gone') openRows({ gone: true })
  else go({ ...home, screen: 'inventory', sort: { key: 'firstSeen', direction: 'desc' } })
}

/** The five that matter most now, each with its reasons. */
function Worst() {
  const page = useAsk('agents.page', { filter: { status: [...shadowStatuses] }, limit: 5 })
  return (
    <section className="card board-wide" aria-labelledby="worst">
      <h2 id="worst">Most dangerous, and nobody decided</h2>
      <Answer of={page}>
        {(value) =>
          value.rows.length === 0 ? (
            <p className="quiet">Everything found is decided.</p>
          ) : (
            <ul className="worst">
              {value.rows.map((row) => (
                <li key={row.id}>
                  <button type="button" className="worst-row" onClick={() => openAgent(row.id)}>
                    <b className="worst-name">
                      <Plain text={row.name} max={80} still />
                    </b>
                    <Verdict band={row.band} risk={row.risk} reasons={row.reasons} />
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}
