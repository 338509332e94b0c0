import type { Revocation } from '../../../shared/domain/revocation.ts'
import { openAgent } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { blastOf } from './model.ts'

const shownAtOnce = 12

/** What else is hit: agents outside the batch, people, what stops working, what stays. */
export function BlastRadius({ revocations }: { readonly revocations: readonly Revocation[] }) {
  const { others, people, stops, final } = blastOf(revocations)
  return (
    <Section
      title="What else is hit"
      aside={`${many(others.length, 'other agent')}, ${many(people.length, 'person', 'people')} as far as the last scan saw`}
    >
      <div className="batch-blast" data-testid="batch-blast">
        <Part title="Other agents" none="No other agent acts as one of these, uses one, hands work to one or gets work from one.">
          {others.slice(0, shownAtOnce).map((other) => (
            <li key={other.agentId ?? other.name}>
              {other.agentId === null ? (
                <Plain text={other.name} max={80} still />
              ) : (
                <button type="button" className="link" onClick={() => other.agentId !== null && openAgent(other.agentId)}>
                  <Plain text={other.name} max={80} still />
                </button>
              )}{' '}
              <span className="quiet">
                {other.why}: <Plain text={other.through.join(', ')} max={120} still />
              </span>
            </li>
          ))}
          {others.length > shownAtOnce && <li className="quiet">and {(others.length - shownAtOnce).toLocaleString()} more</li>}
        </Part>
        <Part title="People" none="The last scan names nobody who uses them.">
          {people.slice(0, shownAtOnce).map((name) => (
            <li key={name}>
              <Plain text={name} max={80} still />
            </li>
          ))}
          {people.length > shownAtOnce && <li className="quiet">and {(people.length - shownAtOnce).toLocaleString()} more</li>}
        </Part>
        <Part title="What stops working" none="Nothing is switched off by a call.">
          {stops.slice(0, shownAtOnce).map((one) => (
            <li key={one}>
              <Plain text={one} max={240} />
            </li>
          ))}
          {stops.length > shownAtOnce && <li className="quiet">and {(stops.length - shownAtOnce).toLocaleString()} more</li>}
        </Part>
        <Part title="What cannot be undone" none="Every call has a way back.">
          {final.map((one) => (
            <li key={one}>
              <Plain text={one} max={240} />
            </li>
          ))}
        </Part>
      </div>
    </Section>
  )
}

function Part({
  title,
  none,
  children,
}: {
  readonly title: string
  readonly none: string
  readonly children: React.ReactNode[] | React.ReactNode
}) {
  const empty = Array.isArray(children) && children.flat().filter((child) => child !== false).length === 0
  return (
    <div>
      <h3>{title}</h3>
      {empty ? <p className="quiet">{none}</p> : <ul className="bullets">{children}</ul>}
    </div>
  )
}
