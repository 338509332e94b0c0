import { Fragment } from 'react'
import type { AgentDetail, Fact } from '../../../shared/domain/agent.ts'
import { CallLink } from '../../components/call.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

function Value({ fact }: { readonly fact: Fact }) {
  if (fact.state === 'unknown')
    return (
      <span className="quiet">
        Not looked up: <Plain text={fact.why} max={160} />
      </span>
    )
  if (fact.state === 'none')
    return (
      <CallLink callId={fact.callId}>
        <span className="quiet">{fact.field === 'owner' || fact.field === 'owners' ? 'Nobody' : 'None'}</span>
      </CallLink>
    )
  return fact.values.map((value, index) => (
    <Fragment key={value}>
      {index > 0 && <br />}
      <CallLink callId={fact.callId}>
        {instant.test(value) ? <Moment at={value} /> : <Plain text={value} max={200} still={fact.callId !== null} />}
      </CallLink>
    </Fragment>
  ))
}

/** All facts; each value opens its call, and an empty one says why it is empty. */
export function Facts({ detail }: { readonly detail: AgentDetail }) {
  return (
    <>
      <Section title="Facts" aside="a value opens the call that brought it">
        <dl className="facts">
          {detail.facts.map((fact) => (
            <div key={fact.field}>
              <dt>{fact.label}</dt>
              <dd>
                <Value fact={fact} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Seen as">
        <table className="table">
          <thead>
            <tr>
              <th>Name there</th>
              <th>Where</th>
              <th>Last seen</th>
            </tr>
          </thead>
          <tbody>
            {detail.agent.sources.map((source) => (
              <tr key={`${source.connectionId} ${source.subjectKey}`}>
                <td>
                  <CallLink callId={source.callId}>
                    <Plain text={source.name} max={80} still />
                  </CallLink>
                </td>
                <td>
                  <Plain text={source.connectionLabel} max={60} still />
                </td>
                <td>
                  <Moment at={source.lastSeen} />
                  {source.gone && <span className="tag">gone</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}
