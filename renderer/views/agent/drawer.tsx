import { useAsk } from '../../app/use-ask.ts'
import { DecisionBar } from '../../components/decision-bar.tsx'
import { Answer } from '../../components/states.tsx'
import { Suggested } from '../../components/suggested.tsx'
import { useCanRevoke } from './can-revoke.ts'
import { AgentHeader } from './header.tsx'
import { Since } from './since.tsx'
import { AgentTabs } from './tabs.tsx'
import './agent.css'

/** One agent beside the list that stays in view. */
export function AgentDrawer({ id }: { readonly id: string }) {
  const detail = useAsk('agents.get', { id })
  const canRevoke = useCanRevoke(detail.value?.agent.provider ?? null)
  return (
    <aside className="drawer" data-testid="agent-drawer" aria-label="Agent">
      <Answer of={detail}>
        {(value) => (
          <>
            <AgentHeader detail={value} page={false} />
            <div className="drawer-decide">
              <Suggested agentId={value.agent.id} />
              <DecisionBar agent={value.agent} canRevoke={canRevoke} />
            </div>
            <Since detail={value} />
            <AgentTabs detail={value} />
          </>
        )}
      </Answer>
    </aside>
  )
}
