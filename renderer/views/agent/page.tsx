import { useAsk } from '../../app/use-ask.ts'
import { DecisionBar } from '../../components/decision-bar.tsx'
import { Answer } from '../../components/states.tsx'
import { Suggested } from '../../components/suggested.tsx'
import { Can } from './can.tsx'
import { useCanRevoke } from './can-revoke.ts'
import { DecisionsAndHistory } from './decisions.tsx'
import { Evidence } from './evidence.tsx'
import { Facts } from './facts.tsx'
import { AgentHeader } from './header.tsx'
import { Since } from './since.tsx'
import { Who } from './who.tsx'
import { Why } from './why.tsx'
import './agent.css'

/** The same agent over the whole window: verdict and decision left, everything behind it right. */
export function AgentPage({ id }: { readonly id: string }) {
  const detail = useAsk('agents.get', { id })
  const canRevoke = useCanRevoke(detail.value?.agent.provider ?? null)
  return (
    <section className="agent-page" aria-label="Agent">
      <Answer of={detail}>
        {(value) => (
          <>
            <AgentHeader detail={value} page />
            <div className="drawer-decide">
              <Suggested agentId={value.agent.id} />
              <DecisionBar agent={value.agent} canRevoke={canRevoke} />
            </div>
            <Since detail={value} />
            <div className="agent-columns">
              <div>
                <Why detail={value} />
                <DecisionsAndHistory id={id} />
              </div>
              <div>
                <Can detail={value} />
                <Who detail={value} />
                <Facts detail={value} />
                <Evidence id={id} />
              </div>
            </div>
          </>
        )}
      </Answer>
    </section>
  )
}
