import { Tabs } from '@mantine/core'
import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { Can } from './can.tsx'
import { DecisionsAndHistory } from './decisions.tsx'
import { Evidence } from './evidence.tsx'
import { Facts } from './facts.tsx'
import { tabCount } from './model.ts'
import { useAgentTab } from './store.ts'
import { Who } from './who.tsx'
import { Why } from './why.tsx'

const tabs = [
  { id: 'why', title: 'Why' },
  { id: 'can', title: 'Can do' },
  { id: 'facts', title: 'Facts' },
  { id: 'who', title: 'Who else' },
  { id: 'decisions', title: 'Decisions' },
  { id: 'evidence', title: 'Evidence' },
] as const

/** What is known of an agent, one question at a time; the chosen question stays while agents change. */
export function AgentTabs({ detail }: { readonly detail: AgentDetail }) {
  const { tab, choose } = useAgentTab()
  return (
    <Tabs value={tab} onChange={(value) => choose(tabs.find((one) => one.id === value)?.id ?? 'why')} keepMounted={false}>
      <Tabs.List className="agent-tabs">
        {tabs.map(({ id, title }) => {
          const count = tabCount(id, detail)
          return (
            <Tabs.Tab key={id} value={id} data-testid={`tab-${id}`}>
              {title}
              {count !== null && count > 0 && <span className="quiet tabular"> {count}</span>}
            </Tabs.Tab>
          )
        })}
      </Tabs.List>
      <Tabs.Panel value="why">
        <Why detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="can">
        <Can detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="facts">
        <Facts detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="who">
        <Who detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="decisions">
        <DecisionsAndHistory id={detail.agent.id} />
      </Tabs.Panel>
      <Tabs.Panel value="evidence">
        <Evidence id={detail.agent.id} />
      </Tabs.Panel>
    </Tabs>
  )
}
