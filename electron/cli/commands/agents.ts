import { Command } from 'commander'
import type { AgentFilter, AgentPage } from '../../../shared/contract/agents.ts'
import type { Decision } from '../../../shared/domain/decision.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { ExpectedFailure, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { keyValue } from '../options.ts'
import { sayJson, sayTable } from '../print.ts'

/** What `--where` understands, and the filter it becomes. Values may be several, separated by commas. */
export const whereKeys: Readonly<Record<string, keyof AgentFilter>> = {
  kind: 'kind',
  band: 'band',
  status: 'status',
  owner: 'ownerState',
  provider: 'provider',
  connection: 'connectionId',
  unit: 'businessUnit',
  environment: 'environment',
  autonomy: 'autonomy',
  certainty: 'certainty',
  can: 'can',
  gone: 'gone',
  text: 'text',
}

export function agentsCommand(): Command {
  return new Command('agents')
    .description('list the inventory, riskiest first')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--where <key=value>', `filter, repeatable; keys: ${Object.keys(whereKeys).join(', ')}`, keyValue)
    .option('--json', 'one JSON object a line')
    .action(async ({ workspace, where, json }: { workspace: string; where?: Readonly<Record<string, string>>; json?: boolean }) => {
      await withWorkspace(workspace, async (engine) => {
        const rows: (readonly string[])[] = []
        for await (const id of agentIds(engine, filterOf(where ?? {}))) {
          const line = await agentLine(engine, id)
          if (json === true) sayJson(line)
          else
            rows.push([
              line.name,
              line.kind,
              line.connectionLabel,
              line.owner ?? line.ownerState,
              `${line.risk} ${line.band}`,
              line.status,
              line.reasons.slice(0, 2).join('; '),
            ])
        }
        if (json !== true) sayTable(['Agent', 'Kind', 'Where', 'Owner', 'Risk', 'State', 'Why'], rows, 60)
      })
    })
}

/** The filter that `--where` says; refuses keys it does not know. */
export function filterOf(where: Readonly<Record<string, string>>): AgentFilter {
  const filter = Object.entries(where).map(([key, value]) => {
    const field = Object.hasOwn(whereKeys, key) ? whereKeys[key] : undefined
    if (field === undefined) {
      throw new ExpectedFailure({
        code: 'invalid-input',
        message: 'This cannot be filtered by.',
        subject: key,
        next: `Use one of: ${Object.keys(whereKeys).join(', ')}.`,
      })
    }
    if (field === 'gone') return [field, value === 'true']
    return [field, field === 'text' ? value : value.split(',')]
  })
  return Object.fromEntries(filter) as AgentFilter
}

/** The ids of every agent that matches, riskiest first. */
export async function* agentIds(engine: Engine, filter: AgentFilter): AsyncIterable<string> {
  let after: string | null = null
  do {
    const page: AgentPage = unwrap(
      await engine.invoke('agents.page', { filter, sort: { key: 'risk', direction: 'desc' }, after, limit: 500 }),
    )
    for (const row of page.rows) yield row.id
    after = page.next
  } while (after !== null)
}

/** The documented shape of one line of `rollcall agents --json`. */
async function agentLine(engine: Engine, id: string) {
  const { agent, row, score, findings } = unwrap(await engine.invoke('agents.get', { id }))
  const calls = unwrap(await engine.invoke('agents.calls', { id }))
  const latest = unwrap(await engine.invoke('agents.decisions', { id })).toSorted((a, b) => b.seq - a.seq)[0]
  return {
    id,
    name: agent.name,
    kind: agent.kind,
    certainty: agent.certainty,
    provider: agent.provider,
    connection: agent.connectionId,
    connectionLabel: row.connectionLabel,
    platform: agent.platform,
    owner: agent.owner.name,
    ownerState: agent.owner.state,
    status: agent.status,
    statusUntil: agent.statusUntil,
    autonomy: agent.autonomy.floor,
    autonomyCeiling: agent.autonomy.ceiling,
    danger: score.danger,
    governance: score.governance,
    risk: score.risk,
    band: score.band,
    reasons: score.reasons,
    factors: findings.map(({ factorId, family, points }) => ({ id: factorId, family, points })),
    nativeIds: agent.nativeIds.map(({ kind, value }) => ({ kind, value })),
    models: agent.models,
    tools: agent.tools?.map((tool) => tool.name) ?? null,
    capabilities: agent.capabilities.map(({ action, resource, sensitivity, reach, via, source, system }) => ({
      action,
      resource,
      sensitivity,
      reach,
      via,
      source,
      system,
    })),
    evidence: calls.map(({ id: call, method, subject, status, sha256, startedAt }) => ({
      call,
      method,
      subject,
      status,
      sha256,
      at: startedAt,
    })),
    decision: latest === undefined ? null : lastDecision(latest),
    factsHash: agent.factsHash,
    gone: agent.gone,
    partial: row.partial,
    firstSeen: agent.firstSeen,
    lastSeen: agent.lastSeen,
    lastActive: agent.lastActive,
  }
}

function lastDecision({ seq, action, at, actor, reason, until, conditions, policyId, owner }: Decision) {
  return { seq, action, at, actor, reason, until, conditions, policyId, owner }
}

/** An agent by id, or by a name or native id that only one agent bears. */
export async function findAgent(engine: Engine, wanted: string): Promise<string> {
  const byId = await engine.invoke('agents.get', { id: wanted })
  if (byId.ok) return byId.value.agent.id
  const matches: string[] = []
  for await (const id of agentIds(engine, { text: wanted })) {
    const { agent } = unwrap(await engine.invoke('agents.get', { id }))
    if (agent.name === wanted || agent.nativeIds.some((native) => native.value === wanted)) matches.push(id)
  }
  const [only] = matches
  if (only !== undefined && matches.length === 1) return only
  throw new ExpectedFailure({
    code: 'not-found',
    message: matches.length === 0 ? 'No agent has this id or name.' : `${matches.length} agents have this name.`,
    subject: wanted,
    next: 'Take the id from `rollcall agents --json`.',
  })
}
