import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import { agentColumns, cellCounts, cellValues } from './agent-columns.ts'
import { keepLinks, linksOf } from './agent-links.ts'
import { indexText, searchText } from './agent-text.ts'
import { type CellCounts, type Tally, tally } from './cells.ts'
import { keepFindings } from './findings.ts'
import { stands } from './members.ts'
import type { Db, Value } from './open.ts'
import { digest } from './place.ts'
import { keepSelection } from './selections.ts'
import type { AgentStore, AgentWrite } from './store.ts'
import { keepViolations } from './violations.ts'

type Context = Parameters<AgentStore['put']>[1]

interface Before extends CellCounts {
  readonly nr: number
  readonly cell: number
  readonly hidden: number
  readonly gone: number
  readonly facts_hash: string
  readonly appeared_in: number
  readonly changed_in: number
  readonly gone_in: number
  readonly words: Buffer
  readonly can: string
  readonly links: string
  readonly finding_set: number
}

const ofBody = (column: string) => `(SELECT b.${column} FROM agent_body b WHERE b.agent = a.nr) AS ${column}`
const ofCell = (column: string) => `(SELECT c.${column} FROM cell c WHERE c.id = a.cell) AS ${column}`
const findBefore = `SELECT a.nr, a.cell, 1 AS n, a.tools_known, a.activity_known, a.handles_errors, a.facts_hash, a.appeared_in, a.changed_in,
    a.gone_in, ${['hidden', 'gone'].map(ofCell).join(', ')}, ${['words', 'can', 'links', 'finding_set'].map(ofBody).join(', ')}
  FROM agent a WHERE a.id = ?`

/** Keeps resolved agents with everything that is derived from them: roll-ups, search, links, findings, violations. */
export function putAgents(db: Db, writes: readonly AgentWrite[], context: Context): void {
  db.transaction(() => {
    const scan = scanOf(db, context.scanId)
    const counts = tally(db)
    for (const write of writes) putAgent(db, write, context, scan, counts)
    counts.write()
    db.changed()
  })
}

/** The scan a change belongs to; outside a scan, the last one that began. */
function scanOf(db: Db, scanId: string | null): number {
  const known = scanId === null ? undefined : db.one<{ nr: number }>('SELECT nr FROM scan WHERE id = ?', scanId)?.nr
  return known ?? db.one<{ nr: number }>('SELECT coalesce(max(nr), 0) AS nr FROM scan')?.nr ?? 0
}

function putAgent(db: Db, write: AgentWrite, context: Context, scan: number, counts: Tally): void {
  const before = db.one<Before>(findBefore, write.agent.id)
  const cell = counts.cellOf(cellValues(write, hiddenNow(db, write.agent.id, before)))
  const nr = putRow(db, write, cell, scan, before)
  if (before !== undefined) counts.add(before.cell, before, -1)
  counts.add(cell, cellCounts(write), 1)

  const can = JSON.stringify([...new Set(write.can)])
  if (before?.can !== can || before.cell !== cell) keepCapabilities(db, counts, nr, cell, can, before)
  const links = linksOf(write)
  const linkText = JSON.stringify(links)
  if ((before?.links ?? '[]') !== linkText) keepLinks(db, nr, links)
  const text = searchText(write)
  const words = digest(canonicalJson(text))
  if (!before?.words.equals(words)) indexText(db, nr, text)
  const findingSet = keepFindings(db, nr, write, context, before?.finding_set ?? null)
  keepViolations(db, nr, write.violations, before !== undefined)
  keepSelection(db, nr, write.agent, before !== undefined)
  const upsert = `INSERT INTO agent_body (agent, body, can, links, words, finding_set) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    body = excluded.body, can = excluded.can, links = excluded.links, words = excluded.words, finding_set = excluded.finding_set`
  db.run(upsert, nr, JSON.stringify(write.agent), can, linkText, words, findingSet)
}

function hiddenNow(db: Db, agentId: string, before: Before | undefined): number {
  const standing = stands(db, agentId)
  if (standing === null) return before?.hidden ?? 0
  return standing ? 0 : 1
}

function putRow(db: Db, write: AgentWrite, cell: number, scan: number, before: Before | undefined): number {
  const { agent } = write
  const isGone = agent.gone ? 1 : 0
  const row: Readonly<Record<string, Value>> = {
    ...agentColumns(write),
    cell,
    appeared_in: before?.appeared_in ?? scan,
    changed_in: before === undefined || before.facts_hash !== agent.factsHash ? scan : before.changed_in,
    gone_in: isGone === 1 && before?.gone !== 1 ? scan : (before?.gone_in ?? 0),
  }
  const names = Object.keys(row)
  const values = Object.values(row)
  if (before === undefined) {
    return db.run(`INSERT INTO agent (id, ${names.join(', ')}) VALUES (?${', ?'.repeat(names.length)})`, agent.id, ...values).id
  }
  db.run(`UPDATE agent SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE nr = ?`, ...values, before.nr)
  return before.nr
}

function keepCapabilities(db: Db, counts: Tally, agent: number, cell: number, can: string, before: Before | undefined): void {
  const past = JSON.parse(before?.can ?? '[]') as readonly string[]
  const present = JSON.parse(can) as readonly string[]
  for (const capability of past) if (before !== undefined) counts.addCapability(capability, before.cell, -1)
  for (const capability of present) counts.addCapability(capability, cell, 1)
  if (before?.can === can) return
  if (past.length > 0) db.run('DELETE FROM agent_can WHERE agent = ?', agent)
  for (const capability of present) db.run('INSERT INTO agent_can (capability, agent) VALUES (?, ?)', capability, agent)
}
