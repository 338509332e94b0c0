import type { Relation } from '../../../shared/domain/observation.ts'
import type { Db } from './open.ts'
import type { AgentWrite } from './store.ts'

type Link = readonly [link: string, why: string]

const words: Readonly<Record<Relation['relation'], readonly [group: string, why: string]>> = {
  'runs-as': ['identity', 'acts as the same identity'],
  'instance-of': ['identity', 'is of the same blueprint'],
  'same-workflow': ['workflow', 'belongs to the same workflow'],
  'hands-off-to': ['workflow', 'hands work over'],
  'uses-server': ['server', 'uses the same MCP server'],
}

const answerable: ReadonlySet<string> = new Set(['owner', 'sponsor'])

/** What an agent may share with others, each as one text: equal texts make two agents related. */
export function linksOf({ agent }: AgentWrite): readonly Link[] {
  const links = new Map<string, string>()
  const add = (parts: readonly string[], why: string) => {
    links.set(JSON.stringify(parts), why)
  }
  const places = agent.sources.map((source) => source.connectionId)
  for (const { connectionId, subjectKey } of agent.sources) {
    for (const [group, why] of Object.values(words))
      if (!links.has(JSON.stringify([group, connectionId, subjectKey]))) add([group, connectionId, subjectKey], why)
  }
  for (const relation of agent.relations) {
    const [group, why] = words[relation.relation]
    for (const connectionId of new Set(places)) add([group, connectionId, relation.to], why)
  }
  for (const id of agent.nativeIds) add(['native', id.kind, id.value], `shares the same ${id.kind}`)
  for (const person of agent.owner.people) {
    if (answerable.has(person.role))
      for (const connectionId of new Set(places)) add(['owner', connectionId, person.key], `same owner: ${person.name}`)
  }
  if (agent.owner.declared && agent.owner.name !== null) add(['declared-owner', agent.owner.name], `same owner: ${agent.owner.name}`)
  return [...links]
}

/** What the others are to a subject that they point at. */
const pointing: Readonly<Record<string, string>> = {
  'acts as the same identity': 'acts as this identity',
  'is of the same blueprint': 'is made from this blueprint',
  'hands work over': 'hands work to this agent',
  'uses the same MCP server': 'uses this server',
}

/** Agents that point at one of these subjects: what becomes of the subject becomes of them. Sharing a third thing is not enough. */
export function dependentAgents(
  db: Db,
  agentId: string,
  subjects: readonly { readonly connectionId: string; readonly subjectKey: string }[],
): readonly { readonly agentId: string; readonly name: string; readonly why: string }[] {
  const groups = [...new Set(Object.values(words).map(([group]) => group))]
  const own = subjects.flatMap(({ connectionId, subjectKey }) => groups.map((group) => JSON.stringify([group, connectionId, subjectKey])))
  const sql = `SELECT o.id AS agentId, o.name, min(theirs.why) AS why FROM agent_link theirs
      JOIN agent o ON o.nr = theirs.agent JOIN cell c ON c.id = o.cell
    WHERE theirs.link IN (SELECT value FROM json_each(?)) AND o.id <> ? AND c.hidden = 0 GROUP BY o.id ORDER BY o.name, o.id LIMIT ?`
  return db
    .all<{ agentId: string; name: string; why: string }>(sql, JSON.stringify(own), agentId, mostRelated)
    .map((row) => ({ ...row, why: pointing[row.why] ?? row.why }))
}

/** Replaces an agent's links. */
export function keepLinks(db: Db, agent: number, links: readonly Link[]): void {
  db.run('DELETE FROM agent_link WHERE agent = ?', agent)
  for (const [link, why] of links) db.run('INSERT INTO agent_link (link, agent, why) VALUES (?, ?, ?)', link, agent, why)
}

const mostRelated = 100

/** Agents that bear one of this agent's links, each once, by name. */
export function relatedAgents(
  db: Db,
  agentId: string,
): readonly { readonly agentId: string; readonly name: string; readonly why: string }[] {
  // Links that very many share say little; each gives a bounded number, so that one busy owner cannot fill the list slowly.
  const sql = `SELECT o.id AS agentId, o.name, mine.why FROM agent a
      JOIN agent_link mine ON mine.agent = a.nr
      JOIN agent_link theirs ON theirs.link = mine.link AND theirs.agent <> a.nr
      JOIN agent o ON o.nr = theirs.agent JOIN cell c ON c.id = o.cell
    WHERE a.id = ? AND c.hidden = 0 LIMIT 1000`
  const found = new Map<string, { readonly agentId: string; readonly name: string; readonly why: string }>()
  for (const row of db.all<{ agentId: string; name: string; why: string }>(sql, agentId))
    if (!found.has(row.agentId)) found.set(row.agentId, row)
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)).slice(0, mostRelated)
}
