import { openRows } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { bandWords } from '../../app/words.ts'
import { BandShape } from '../../components/band.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import { Bound } from './bound.tsx'
import './policies.css'

/** The policy packs in plain words, with their exact statements behind them and the agents they bind. */
export function PoliciesView() {
  const policies = useAsk('governance.policies', {})
  const violations = useAsk('governance.violations', { agentId: null })
  return (
    <Screen title="Policies" says="What an agent may do. Anything beyond it is shown as a violation, with the rule that says no.">
      <Answer of={policies}>
        {(packs) =>
          packs.length === 0 ? (
            <Empty title="No policy is installed." />
          ) : (
            packs.map((pack) => {
              const broken = (violations.value ?? []).filter((violation) => violation.policyId === pack.id)
              const agents = new Set(broken.map((violation) => violation.agentId)).size
              return (
                <article key={pack.id} className="card policy">
                  <header>
                    <h2>{pack.title}</h2>
                    <p className="prose quiet">{pack.summary}</p>
                    <p className="policy-line">
                      <span className={`band band-${pack.severity}`}>
                        <BandShape band={pack.severity} />
                        {bandWords[pack.severity]} when broken
                      </span>
                      <span>Answer within {many(pack.responseDays, 'day')}</span>
                      <span className="quiet">Version {pack.version}</span>
                      <button type="button" className="link" onClick={() => openRows({ status: ['under-policy'] })}>
                        {broken.length === 0 ? 'No violation known' : `${many(broken.length, 'violation')} by ${many(agents, 'agent')}`}
                      </button>
                    </p>
                  </header>
                  <h3>In words</h3>
                  <ul className="bullets prose">
                    {pack.explains.map((one) => (
                      <li key={one.statement}>{one.words}</li>
                    ))}
                  </ul>
                  <Bound policyId={pack.id} violations={broken} />
                  <details className="cedar">
                    <summary>The exact statements (Cedar)</summary>
                    <pre>{pack.cedar}</pre>
                  </details>
                </article>
              )
            })
          )
        }
      </Answer>
    </Screen>
  )
}
