import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { AgentRow } from '../../shared/domain/agent.ts'
import { openAgent } from '../app/routes.ts'
import { useAsk } from '../app/use-ask.ts'
import { bandWords, kindWords, ownerWords } from '../app/words.ts'
import { BandShape } from '../components/band.tsx'
import { visibleString } from '../components/visible-text.ts'
import { isPossible } from './command.ts'
import { Caps } from './keys-page.tsx'
import { commands, situationNow } from './registry.ts'
import './palette.css'

const found = (label: string, query: string): boolean => label.toLowerCase().includes(query.toLowerCase().trim())

/** What tells one agent from another of the same name: where, whose, how bad and why. */
const agentLine = (row: AgentRow): string =>
  [
    `${bandWords[row.band]} ${Math.round(row.risk)}`,
    `${kindWords[row.kind]} in ${visibleString(row.connectionLabel, 40)}`,
    row.ownerName === null ? ownerWords[row.ownerState] : visibleString(row.ownerName, 40),
    row.reasons[0] ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

/** One field for everything: the agents that match, and every command that is possible here. */
export function Palette() {
  const [query, setQuery] = useState('')
  const text = query.trim()
  const agents = useAsk('agents.page', text.length < 2 ? null : { filter: { text }, limit: 8 })
  const situation = situationNow()
  const possible = commands.filter((command) => command.id !== 'search' && isPossible(command, situation) && found(command.label, text))
  const rows = text.length < 2 ? [] : (agents.value?.rows ?? [])
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      tagsToIgnore={[]}
      clearQueryOnClose
      scrollable
      maxHeight={560}
      size={640}
      title="Search everything"
      classNames={{ header: 'unseen' }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Spotlight.Search
        placeholder="An agent, a screen, a command"
        leftSection={<IconSearch size={16} stroke={1.5} />}
        aria-label="Search everything"
        data-testid="palette-search"
      />
      <Spotlight.ActionsList>
        {rows.length > 0 && (
          <Spotlight.ActionsGroup label="Agents">
            {rows.map((row) => (
              <Spotlight.Action
                key={row.id}
                label={visibleString(row.name, 80)}
                description={agentLine(row)}
                leftSection={<BandShape band={row.band} />}
                onClick={() => openAgent(row.id)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {possible.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {possible.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                leftSection={<command.icon size={16} stroke={1.5} />}
                rightSection={command.shortcut === undefined ? null : <Caps shortcut={command.shortcut} />}
                onClick={() => command.perform(situationNow())}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {rows.length === 0 && possible.length === 0 && (
          <Spotlight.Empty>{agents.loading ? 'Searching' : 'Nothing by that name.'}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
