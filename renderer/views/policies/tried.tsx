import type { SimulatedAgent, Simulation } from '../../../shared/domain/policy.ts'
import { openAgent } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'

const mostShown = 20

/** Who a draft would hit or free, now and at each sealed audit. */
export function Tried({ simulation: { sides, unread, onEveryAgent, stopped } }: { readonly simulation: Simulation }) {
  const [now] = sides
  return (
    <section aria-label="Who would be hit" data-testid="policy-tried" className="policy-part">
      <h3>{onEveryAgent ? 'If it were in force, on every agent' : 'If it were in force'}</h3>
      {stopped !== null && <Stopped stopped={stopped} />}
      {sides.length > 0 && (
        <table className="table policy-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col" className="number">
                Agents
              </th>
              <th scope="col" className="number">
                It applies to
              </th>
              <th scope="col" className="number">
                Violations
              </th>
              <th scope="col" className="number">
                Newly hit
              </th>
              <th scope="col" className="number">
                Freed
              </th>
            </tr>
          </thead>
          <tbody>
            {sides.map((side) => (
              <tr key={side.audit.id}>
                <td>
                  {side.audit.id === 'now' ? 'Now' : <Plain text={side.audit.name} max={80} still />}
                  {side.audit.id !== 'now' && (
                    <span className="quiet">
                      {' '}
                      sealed <Moment at={side.audit.at} />
                    </span>
                  )}
                </td>
                <td className="number">{countWords(side.agents)}</td>
                <td className="number">{moved(side.boundBefore, side.boundAfter)}</td>
                <td className="number">{moved(side.violationsBefore, side.violationsAfter)}</td>
                <td className="number">{countWords(side.hitCount)}</td>
                <td className="number">{countWords(side.freedCount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sides.length === 1 && unread.length === 0 && stopped === null && (
        <p className="quiet">No audit was sealed yet, so there is only now to try it on.</p>
      )}
      {unread.map(({ audit, why }) => (
        <p key={audit} role="alert" className="decision-failed">
          <Plain text={audit} max={80} still /> was not read: <Plain text={why} max={300} still />
        </p>
      ))}
      {now !== undefined && <List title="Newly hit now" agents={now.hit} count={now.hitCount} />}
      {now !== undefined && <List title="Freed now" agents={now.freed} count={now.freedCount} />}
    </section>
  )
}

/** What a trial that was cancelled had looked at, and nothing beyond it. */
function Stopped({ stopped: { side, of, notTried } }: { readonly stopped: NonNullable<Simulation['stopped']> }) {
  return (
    <div className="policy-note" role="status" data-testid="policy-trial-stopped">
      <p>
        <b>Cancelled.</b> It had looked at {countWords(side.agents)} of {many(of, 'agent')}{' '}
        {side.audit.id === 'now' ? (
          'as they are now'
        ) : (
          <>
            of <Plain text={side.audit.name} max={80} still />
          </>
        )}
        : {countWords(side.hitCount)} of these would be hit, {countWords(side.freedCount)} freed. Nothing is known of the others.
      </p>
      {notTried.length > 0 && (
        <p>
          Not looked at: <Plain text={notTried.join(', ')} max={400} still />.
        </p>
      )}
    </div>
  )
}

const moved = (before: number, after: number): string =>
  before === after ? countWords(after) : `${countWords(before)} → ${countWords(after)}`

function List({ title, agents, count }: { readonly title: string; readonly agents: readonly SimulatedAgent[]; readonly count: number }) {
  const shown = agents.slice(0, mostShown)
  const rest = agents.slice(mostShown)
  if (count === 0) return <p className="quiet">{title}: nobody.</p>
  return (
    <>
      <h4>
        {title}: {many(count, 'agent')}
      </h4>
      <Agents agents={shown} />
      {rest.length > 0 && (
        <details>
          <summary>{many(rest.length, 'more agent')}</summary>
          <Agents agents={rest} />
        </details>
      )}
      {count > agents.length && <p className="quiet">And {many(count - agents.length, 'agent')} more, counted above.</p>}
    </>
  )
}

function Agents({ agents }: { readonly agents: readonly SimulatedAgent[] }) {
  return (
    <ul className="bullets">
      {agents.map((agent) => (
        <li key={agent.agentId}>
          <button type="button" className="link" onClick={() => openAgent(agent.agentId)}>
            <Plain text={agent.name} max={80} still />
          </button>{' '}
          <span className="quiet">
            <Plain text={agent.because.join(' ')} max={300} still />
          </span>
        </li>
      ))}
    </ul>
  )
}
