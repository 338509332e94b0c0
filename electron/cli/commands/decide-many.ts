import type { Input } from '../../../shared/contract/contract.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { DecisionAction } from '../../../shared/domain/decision.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { plain, say, sayJson, sayTable } from '../print.ts'
import { writeRequest } from '../write-request.ts'
import { agentIds, filterOf, findAgent } from './agents.ts'

/** What a decision says besides who is meant, as the command line's options hold it. */
export interface DecisionWords {
  readonly reason: string
  readonly until?: string
  readonly policy?: string
  readonly owner?: string
  readonly conditions?: string
  readonly control?: string
  readonly controlBy?: string
  readonly controlUntil?: string
}

interface Options extends DecisionWords {
  readonly where?: Readonly<Record<string, string>>
  readonly view?: string
  readonly request?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** At most this many are asked for at once; each is decided for itself anyway. */
const chunk = 1_000

export const isMany = (wanted: readonly string[], { where, view }: Options): boolean =>
  wanted.length > 1 || where !== undefined || view !== undefined

export function decisionFrom(agentIds: readonly string[], action: DecisionAction, words: DecisionWords) {
  return {
    agentIds: [...agentIds],
    action,
    reason: words.reason,
    until: words.until ?? null,
    conditions: words.conditions ?? null,
    policyId: words.policy ?? null,
    owner: words.owner ?? null,
    control:
      words.control === undefined && words.controlBy === undefined
        ? null
        : { what: words.control ?? '', by: words.controlBy ?? '', ends: words.controlUntil ?? null },
  } satisfies Input<'governance.decide'>
}

/** One decision with one reason on everybody who is meant, each for itself: what cannot be decided is told and never loses the others. */
export async function decideMany(engine: Engine, wanted: readonly string[], action: DecisionAction, options: Options): Promise<number> {
  if (action === 'revoke' || action === 'undo-revoke')
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'Several agents are revoked by one plan that is looked at first.',
      subject: action,
      next: 'Use `rollcall revoke plan` with their ids.',
    })
  const meant = await idsOf(engine, wanted, options)
  if (meant.length === 0) {
    if (options.json !== true) say('Nobody matches: nothing was decided.')
    return exitCodes.complete
  }
  if (options.request !== undefined) return request(engine, meant, action, options, options.request)
  let left = 0
  let taken = 0
  for (let at = 0; at < meant.length; at += chunk) {
    const ids = meant.slice(at, at + chunk)
    const decision = decisionFrom(ids, action, options)
    const before = options.dryRun === true ? await rowsOf(engine, ids) : []
    const decided = unwrap(await engine.invoke('governance.decideEach', { ...decision, dryRun: options.dryRun === true }))
    const failures = new Map(decided.left.map((one) => [one.agentId, one]))
    left += failures.size
    taken += ids.length - failures.size
    if (options.dryRun === true) preview(before, action, failures, options.json)
    else if (options.json === true) for (const one of decided.taken) sayJson(one)
    for (const { agentId, agentName, failure } of decided.left) {
      if (options.json === true && options.dryRun !== true) sayJson({ agentId, agentName, failure })
      else if (options.json !== true)
        say(`Left: ${plain(agentName ?? agentId)}: ${plain(failure.message)}${failure.next === undefined ? '' : ` ${plain(failure.next)}`}`)
    }
  }
  if (options.json !== true)
    say(
      options.dryRun === true
        ? `Would record “${action}” on ${taken} of ${meant.length} agents. Nothing was written.`
        : `Recorded “${action}” on ${taken} of ${meant.length} agents.`,
    )
  if (left === 0) return exitCodes.complete
  return taken === 0 ? exitCodes.failed : exitCodes.incomplete
}

/** Who is meant: those named, and those that a filter or a saved view finds, each once. */
async function idsOf(engine: Engine, wanted: readonly string[], { where, view }: Options): Promise<readonly string[]> {
  const ids = new Set<string>()
  for (const one of wanted) ids.add(await findAgent(engine, one))
  if (where === undefined && view === undefined) return [...ids]
  const saved = view === undefined ? {} : await filterOfView(engine, view)
  for await (const id of agentIds(engine, { ...saved, ...filterOf(where ?? {}) })) ids.add(id)
  return [...ids]
}

async function filterOfView(engine: Engine, name: string) {
  const views = unwrap(await engine.invoke('agents.views', {}))
  const found = views.find((one) => one.name === name)
  if (found !== undefined) return found.filter
  throw new ExpectedFailure({
    code: 'not-found',
    message: 'There is no saved view of this name.',
    subject: name,
    next: views.length === 0 ? 'Save one in the inventory, or give --where.' : `Choose one of: ${views.map((one) => one.name).join(', ')}.`,
  })
}

async function rowsOf(engine: Engine, ids: readonly string[]): Promise<readonly AgentRow[]> {
  const rows: AgentRow[] = []
  for (const id of ids) rows.push(unwrap(await engine.invoke('agents.get', { id })).row)
  return rows
}

function preview(
  rows: readonly AgentRow[],
  action: DecisionAction,
  failures: ReadonlyMap<string, { readonly failure: { readonly message: string } }>,
  json?: boolean,
) {
  if (json === true) {
    for (const { id, name, status } of rows) {
      const failure = failures.get(id)?.failure
      sayJson({ dryRun: true, action, agentId: id, agentName: name, status, ...(failure === undefined ? {} : { failure }) })
    }
    return
  }
  const cells = rows.map((row) => [row.name, row.platform, `${row.risk} ${row.band}`, row.status, failures.has(row.id) ? 'no' : action])
  sayTable(['Agent', 'Where', 'Risk', 'State', 'Would be'], cells)
}

/** Asks a second key about all of them at once; the answer counts for exactly these agents and words. */
async function request(engine: Engine, ids: readonly string[], action: DecisionAction, options: Options, file: string): Promise<number> {
  if (ids.length > chunk)
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'A second key is asked about at most 1,000 agents at once.',
      next: 'Narrow what is meant.',
    })
  writeRequest(
    unwrap(await engine.invoke('people.ask', { for: { kind: 'decision', decision: decisionFrom(ids, action, options) } })),
    file,
    options.json,
  )
  return exitCodes.complete
}
