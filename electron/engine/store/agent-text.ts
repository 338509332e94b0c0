import type { Db } from './open.ts'
import type { AgentWrite } from './store.ts'

const columns = ['name', 'purpose', 'publisher', 'owner', 'platform', 'tools', 'models', 'can', 'native_ids'] as const

const longestField = 20_000
const mostTokens = 12
const longestToken = 64

/** The words an agent is found by, in the order of the search index's columns. */
export function searchText({ agent, can }: AgentWrite): readonly string[] {
  const people = agent.owner.people.map((person) => person.name)
  return [
    agent.name,
    agent.purpose ?? '',
    agent.publisher?.name ?? '',
    [agent.owner.name ?? '', ...people].join(' \n'),
    agent.platform,
    (agent.tools ?? []).map((tool) => tool.name).join(' \n'),
    agent.models.map((model) => `${model.vendor ?? ''} ${model.name ?? ''}`).join(' \n'),
    can.join(' \n'),
    agent.nativeIds.map((id) => id.value).join(' \n'),
  ].map((text) => tokensOf(text.slice(0, longestField)).join(' '))
}

/**
 * Runs of letters and digits. Texts and queries are cut by this one rule before SQLite sees them: its own tables are of an
 * older Unicode and take newer invisible characters for letters.
 */
function tokensOf(text: string): readonly string[] {
  const runs = text.toWellFormed().match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
  return runs.filter((run) => /[\p{L}\p{N}\p{Co}]/u.test(run))
}

/** Replaces an agent's words in the search index. */
export function indexText(db: Db, agent: number, words: readonly string[]): void {
  db.run(`INSERT OR REPLACE INTO agent_text (rowid, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, agent, ...words)
}

/**
 * Any text as a safe query: each run of letters and digits becomes a quoted prefix, and all of them must occur. Operators,
 * quotes and columns of the query language are never passed on. Null: nothing but white space, so no filter. An empty
 * text: there is nothing in it that can be searched for, so nothing matches.
 */
export function textQuery(text: string): string | null {
  if (text.trim() === '') return null
  return tokensOf(text)
    .slice(0, mostTokens)
    .map((token) => `"${Array.from(token).slice(0, longestToken).join('')}"*`)
    .join(' ')
}
