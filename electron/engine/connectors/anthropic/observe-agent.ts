import { createHash } from 'node:crypto'
import { blankSubject, type Credential, type Power, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { keep } from '../keep.ts'
import { agentTools } from './classify.ts'
import { type Deployment, type ManagedAgent, serverSchema, type Toolset, toolsetSchema } from './schema.ts'

const unknownPower: Power = { action: 'execute', resource: 'unknown', sensitivity: 'unknown' }
const acting = new Set(['write', 'send', 'delete', 'execute', 'pay', 'administer'])

/** A tool the agent has, and whether it is used without asking a person. Null: what is asked is decided elsewhere. */
interface Held {
  readonly tool: Tool
  readonly asks: boolean | null
}

/** An agent that runs at the provider, and the role of another system it acts as; deployments null: could not be looked up. */
export function observeAgent(agent: ManagedAgent, workspace: string, deployments: readonly Deployment[] | null): readonly Subject[] {
  const role = agent.execution_identity?.role_arn
  const subject = agentSubject(agent, workspace, deployments)
  return role ? [{ ...subject, relations: [{ to: roleKey(role), relation: 'runs-as' }] }, roleSubject(role)] : [subject]
}

/** An agent belongs to its workspace, whose key alone shows it. */
export const agentKey = (workspace: string, id: string): string => `agent/${workspace}/${id}`

const roleKey = (arn: string): string => `aws-role/${arn.slice(0, 400)}`

/** An identity only: it is joined with what the other system knows of the same role. */
const roleSubject = (arn: string): Subject => ({
  ...blankSubject,
  key: roleKey(arn),
  role: 'identity',
  name: arn.slice(0, 400),
  nativeIds: [{ kind: 'aws-role-arn', value: arn.slice(0, 400), joins: true }],
  agentKind: 'automation-identity',
  platform: 'AWS IAM',
})

function agentSubject(agent: ManagedAgent, workspace: string, deployments: readonly Deployment[] | null): Subject {
  const servers = keep(serverSchema, agent.mcp_servers).kept
  const held = keep(toolsetSchema, agent.tools).kept.flatMap((set) => toolsOf(set, servers))
  const live = deployments?.filter((one) => !one.archived_at) ?? []
  const running = live.filter((one) => one.status === 'active')
  return {
    ...blankSubject,
    key: agentKey(workspace, agent.id),
    role: 'agent',
    name: (agent.name || `Agent ${agent.id}`).slice(0, 20_000),
    nativeIds: [{ kind: 'anthropic-agent-id', value: agent.id, joins: true }],
    agentKind: 'autonomous-agent',
    platform: 'Claude Managed Agents',
    autonomy: autonomyOf(held, running, deployments !== null),
    signals: [{ by: 'provider', value: 'managed agent', certainty: 'certain', vendor: 'Anthropic' }],
    purpose: agent.description?.slice(0, 2_000) || null,
    enabled: deployments === null ? null : live.length === 0 || running.length > 0,
    createdAt: agent.created_at ?? null,
    changedAt: agent.updated_at ?? null,
    models: agent.model?.id ? [modelOf(agent.model.id, agent.model.inference_geo ?? null)] : [],
    tools: held.map(({ tool }) => tool),
    credentials: deployments === null ? null : vaultsOf(live),
    instructionsHash: agent.system ? createHash('sha256').update(agent.system).digest('hex') : null,
    traits: traitsOf(
      held,
      servers.map((server) => server.url),
      live.length > 0 && running.length === 0,
    ),
    details: {
      ...(agent.version ? { Version: String(agent.version) } : {}),
      ...(live.length > 0 ? { Deployments: live.map(wordsOf).slice(0, 20).join('; ') } : {}),
    },
  }
}

const wordsOf = (one: Deployment): string =>
  `${(one.name ?? one.id).slice(0, 100)} (${one.status ?? 'state not told'}${one.schedule?.expression ? `, ${one.schedule.expression.slice(0, 100)}` : ''})`

function modelOf(name: string, region: string | null): Subject['models'][number] {
  return { vendor: vendorOfModel(name) ?? 'Anthropic', name: name.slice(0, 200), ...(region ? { region: region.slice(0, 60) } : {}) }
}

const vaultsOf = (live: readonly Deployment[]): readonly Credential[] =>
  [...new Set(live.flatMap((one) => one.vault_ids))].slice(0, 50).map((vault) => ({
    kind: 'stored',
    name: `vault ${vault}`,
    createdAt: null,
    expiresAt: null,
  }))

function toolsOf(set: Toolset, servers: readonly { readonly name: string; readonly url: string }[]): readonly Held[] {
  const configs = (set.configs ?? []).flatMap((config) => (config?.name ? [{ ...config, name: config.name }] : []))
  const asks = (policy: string | null | undefined) => (policy === 'always_ask' ? true : policy === 'always_allow' ? false : null)
  const ofAll = asks(set.default_config?.permission_policy?.type)
  if (set.type.startsWith('agent_toolset')) {
    const names = new Set([...Object.keys(agentTools), ...configs.map((config) => config.name)])
    return [...names].flatMap((name) => {
      const config = configs.find((one) => one.name === name)
      if (!(config?.enabled ?? set.default_config?.enabled ?? true)) return []
      const powers = Object.hasOwn(agentTools, name) ? agentTools[name] : undefined
      return [
        { tool: { name: name.slice(0, 300), powers: powers ?? [unknownPower] }, asks: asks(config?.permission_policy?.type) ?? ofAll },
      ]
    })
  }
  if (set.type === 'mcp_toolset') {
    const server = servers.find((one) => one.name === set.mcp_server_name)
    const name = `MCP server ${set.mcp_server_name ?? 'without a name'}`.slice(0, 300)
    return [{ tool: { name, ...(server ? { description: hostOf(server.url) } : {}), powers: [unknownPower] }, asks: ofAll }]
  }
  return [{ tool: { name: `${set.type} ${set.name ?? ''}`.trim().slice(0, 300), powers: [unknownPower] }, asks: null }]
}

/** Where a server is, without a path that might carry a token. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'an address that is none')

function autonomyOf(held: readonly Held[], running: readonly Deployment[], looked: boolean): NonNullable<Subject['autonomy']> {
  const acts = held.filter(({ tool }) => tool.powers.some((power) => acting.has(power.action)))
  const waits = acts.length > 0 && acts.every(({ asks }) => asks === true)
  const scheduled = running.find((one) => one.schedule?.expression)
  const most = acts.length === 0 ? 'A1' : waits ? 'A2' : 'A4'
  if (scheduled) return { floor: most, ceiling: most, because: `a schedule starts it${waits ? '; a person is asked before it acts' : ''}` }
  const least = acts.length === 0 ? 'A0' : waits ? 'A2' : 'A3'
  if (!looked) return { floor: least, ceiling: most, because: 'what starts it was not looked up' }
  return { floor: least, ceiling: most, because: 'a program starts it; whether a person is present is not visible here' }
}

function traitsOf(held: readonly Held[], servers: readonly string[], paused: boolean): readonly Trait[] {
  const has = (name: string) => held.some(({ tool }) => tool.name === name)
  const allowed = held.some(({ tool, asks }) => asks === false && tool.powers.some((power) => acting.has(power.action)))
  return [
    ...(has('web_fetch') || has('web_search') ? (['untrusted-input'] as const) : []),
    ...(has('web_fetch') || has('bash') ? (['outbound-channel'] as const) : []),
    ...(allowed ? (['auto-approve'] as const) : []),
    ...(servers.some((url) => /^http:/i.test(url)) ? (['plain-http'] as const) : []),
    ...(paused ? (['disabled'] as const) : []),
  ]
}
