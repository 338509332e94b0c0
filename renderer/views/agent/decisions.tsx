import type { Decision } from '../../../shared/domain/decision.ts'
import { dateWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { actionWords } from '../../app/words.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

/** The decisions with their reasons, then everything that happened to it. */
export function DecisionsAndHistory({ id }: { readonly id: string }) {
  const decisions = useAsk('agents.decisions', { id })
  const history = useAsk('agents.history', { id })
  return (
    <>
      <Section title="Decisions">
        <Answer of={decisions}>
          {(list) =>
            list.length === 0 ? (
              <p className="quiet">Nobody has decided about it yet.</p>
            ) : (
              <ol className="timeline">
                {[...list]
                  .sort((a, b) => b.seq - a.seq)
                  .map((decision) => (
                    <DecisionItem key={decision.seq} decision={decision} />
                  ))}
              </ol>
            )
          }
        </Answer>
      </Section>
      <Section title="History">
        <Answer of={history}>
          {(list) => (
            <ol className="timeline">
              {list.map((item) => (
                <li key={`${item.at} ${item.kind} ${item.text}`}>
                  <span className="timeline-at">
                    <Moment at={item.at} />
                  </span>
                  <Plain text={item.text} max={240} />
                </li>
              ))}
            </ol>
          )}
        </Answer>
      </Section>
    </>
  )
}

function DecisionItem({ decision }: { readonly decision: Decision }) {
  return (
    <li>
      <span className="timeline-at">
        <Moment at={decision.at} />
      </span>
      <div>
        <p>
          <b>{actionWords[decision.action]}</b>
          {decision.owner !== null && (
            <>
              {': '}
              <Plain text={decision.owner} max={80} />
            </>
          )}
          {decision.until !== null && ` until ${dateWords(decision.until)}`}{' '}
          <span className="quiet">
            by <Plain text={decision.actor} max={60} still /> · entry {decision.seq}
          </span>
        </p>
        <p>
          <Plain text={decision.reason} max={400} />
        </p>
        {decision.control !== undefined && (
          <p className="quiet">
            Compensating control until {dateWords(decision.control.ends)}, by <Plain text={decision.control.by} max={80} still />:{' '}
            <Plain text={decision.control.what} max={300} />
          </p>
        )}
        {decision.conditions !== null && (
          <p className="quiet">
            Conditions: <Plain text={decision.conditions} max={300} />
          </p>
        )}
      </div>
    </li>
  )
}
