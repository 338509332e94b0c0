import type { Revocation } from '../../../shared/domain/revocation.ts'
import { openAgent } from '../../app/routes.ts'
import { FailureLine } from '../failure-line.tsx'
import { Plain } from '../plain.tsx'
import { outcomeOf, outcomeWords } from './model.ts'

/** The plan as it will run: the exact calls, who else is hit, what stays, what a person must do by hand. */
export function PlanView({ revocation }: { readonly revocation: Revocation }) {
  const { plan } = revocation
  return (
    <div className="plan" data-testid="revoke-plan">
      {plan.calls.length === 0 ? (
        <p className="quiet">The plan holds no call.</p>
      ) : (
        <ol className="plan-calls">
          {plan.calls.map((call) => {
            const outcome = outcomeOf(revocation, call)
            return (
              <li key={call.id}>
                <p className="plan-title">
                  <b>
                    <Plain text={call.title} max={120} />
                  </b>
                  {outcome !== null && <span className={`outcome outcome-${outcome.state}`}>{outcomeWords[outcome.state]}</span>}
                </p>
                <code>
                  {call.method} <Plain text={call.path} max={200} />
                  {call.body !== null && (
                    <>
                      {' '}
                      <Plain text={call.body} max={200} />
                    </>
                  )}
                </code>
                <p className="quiet">
                  {call.effect}{' '}
                  {call.reversible ? (call.undoTitle === null ? 'Can be undone.' : `Undo: ${call.undoTitle}.`) : 'Cannot be undone.'}
                </p>
                <FailureLine failure={outcome?.failure ?? null} />
              </li>
            )
          })}
        </ol>
      )}
      {plan.alsoAffected.length > 0 && (
        <Block title="Also affected">
          {plan.alsoAffected.map((other) => (
            <li key={`${other.agentId} ${other.name}`}>
              {other.agentId === null ? (
                <Plain text={other.name} max={80} />
              ) : (
                <button type="button" className="link" onClick={() => other.agentId !== null && openAgent(other.agentId)}>
                  <Plain text={other.name} max={80} still />
                </button>
              )}{' '}
              <span className="quiet">{other.why}</span>
            </li>
          ))}
        </Block>
      )}
      {plan.peopleAffected.length > 0 && (
        <Block title="People affected">
          {plan.peopleAffected.slice(0, 8).map((name) => (
            <li key={name}>
              <Plain text={name} max={80} />
            </li>
          ))}
          {plan.peopleAffected.length > 8 && <li className="quiet">and {plan.peopleAffected.length - 8} more</li>}
        </Block>
      )}
      {plan.cannotBeUndone.length > 0 && (
        <Block title="What cannot be undone">
          {plan.cannotBeUndone.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </Block>
      )}
      {plan.permissionsWanted.length > 0 && (
        <Block title="Needs more than the scan’s own permissions">
          {plan.permissionsWanted.map((one) => (
            <li key={one}>
              <code>{one}</code>
            </li>
          ))}
        </Block>
      )}
      {plan.manual.map((step) => (
        <Block key={step.title} title={`By hand: ${step.title}`}>
          <li className="quiet">{step.where}</li>
          {step.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </Block>
      ))}
    </div>
  )
}

function Block({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="bullets">{children}</ul>
    </section>
  )
}
