import type { Power, Subject, Tool } from '../../../../shared/domain/observation.ts'
import { powerOf } from '../agent-files/powers.ts'
import { traitsOfPowers } from '../agent-files/tool-traits.ts'

/** The short names of tools in a custom agent's head. Source: docs.github.com, custom agents configuration, 2026-11. */
const aliases: Readonly<Record<string, readonly Power[]>> = {
  execute: [powerOf('execute shell internal')],
  shell: [powerOf('execute shell internal')],
  read: [powerOf('read code confidential')],
  edit: [powerOf('write code confidential')],
  search: [powerOf('read code confidential')],
  agent: [powerOf('execute agent internal')],
  web: [powerOf('read web public')],
  todo: [powerOf('write tasks internal')],
}

/** The same agent with its tools read by GitHub's short names: `search` looks through files, not the web. */
export function withAliases(agent: Subject): Subject {
  if (agent.tools === null) return agent
  const tools = agent.tools.map((tool): Tool => {
    const name = tool.name.toLowerCase()
    return Object.hasOwn(aliases, name) ? { ...tool, powers: aliases[name] ?? tool.powers } : tool
  })
  return { ...agent, tools, traits: traitsOfPowers(tools.flatMap((tool) => tool.powers)) }
}
