import { createHash } from 'node:crypto'
import { blankSubject, type Credential, type NativeId, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import type { AgentKind, Trait } from '../../../../shared/domain/vocabulary.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { type Held, toolsOf } from './agent-tools.ts'
import { agentAutonomy } from './autonomy.ts'
import { type ActsAs, observeIdentity, runsAs } from './identities.ts'
import { observeOwners } from './owners.ts'
import type { FoundProject } from './projects.ts'
import { keyOf, type ResourceId } from './resource-id.ts'
import { type Agent, type Connection, instant, type Routine } from './schema.ts'

/** What is known of an agent besides its own record. Null: not looked up. */
export interface AgentFacts {
  readonly project: FoundProject
  readonly routines: readonly Routine[] | null
  readonly connections: readonly Connection[] | null
  /** How many agents of the project act as each identity: a shared one says nothing of the single agent. */
  readonly sharing: ReadonlyMap<string, number>
  /** Whether its identity's roles let it make agents. */
  readonly mayMakeAgents: boolean | null
}

export const agentKey = (project: ResourceId, name: string): string => `${keyOf('agent', project)}/${name.toLowerCase()}`

const kinds: Readonly<Record<string, AgentKind>> = {
  prompt: 'assistant',
  workflow: 'workflow',
  hosted: 'autonomous-agent',
  external: 'autonomous-agent',
}

/** One agent of a project: its latest version is what answers. */
export function observeAgent(agent: Agent, facts: AgentFacts): readonly Observation[] {
  const { project } = facts
  const identity = identityOf(agent)
  const subject = subjectOf(agent, facts, identity)
  const metadata = agent.versions.latest.metadata
  return [
    subject,
    // One thing has one name, whichever of its agents was read last.
    ...(identity === null || isOwn(identity, facts) ? [] : [observeIdentity({ ...identity, name: `identity shared in ${project.name}` })]),
    ...observeOwners(subject.key, [metadata, project.project.tags, project.of.account.tags], null),
  ]
}

function subjectOf(agent: Agent, facts: AgentFacts, identity: ActsAs | null): Subject {
  const { project, routines, mayMakeAgents } = facts
  const { definition, ...latest } = agent.versions.latest
  const tools = definition.tools === null || definition.tools === undefined ? null : toolsOf(definition.tools)
  const held = tools?.held ?? []
  const own = (routines ?? []).filter(({ action }) => action?.agent_name?.toLowerCase() === agent.name.toLowerCase())
  const makes = held.some((one) => one.makesAgents) || mayMakeAgents === true
  const text = definition.instructions ?? definition.workflow
  const region = project.project.location ?? project.of.account.location
  return {
    ...blankSubject,
    key: agentKey(project.id, agent.name),
    role: 'agent',
    name: agent.name,
    nativeIds: nativeIds(agent, facts, identity),
    agentKind:
      own.some(({ enabled }) => enabled === true) && definition.kind === 'prompt'
        ? 'autonomous-agent'
        : (kinds[definition.kind] ?? 'assistant'),
    platform: 'Microsoft Foundry',
    autonomy: agentAutonomy({ held, routines: routines === null ? null : own, makes, mayMakeAgents, kind: definition.kind }),
    signals: [{ by: 'provider', value: `Foundry ${definition.kind.slice(0, 40)} agent`, certainty: 'certain', vendor: 'Microsoft' }],
    purpose: latest.description?.trim().slice(0, 2_000) || null,
    enabled: latest.status === undefined || latest.status === null ? null : latest.status === 'active',
    createdAt: null,
    changedAt: instant(latest.created_at),
    models: definition.model
      ? [
          {
            vendor: vendorOfModel(definition.model) ?? null,
            name: definition.model.slice(0, 200),
            ...(region ? { region: region.slice(0, 60) } : {}),
          },
        ]
      : [],
    tools: tools === null ? (definition.kind === 'prompt' ? [] : null) : held.map(({ tool }) => tool),
    credentials: credentialsOf(held, facts.connections),
    exposure: agent.agent_endpoint ? 'tenant' : 'named',
    endpoint:
      `https://${project.host ?? project.of.account.name}.services.ai.azure.com/api/projects/${project.name}/agents/${agent.name}`.slice(
        0,
        500,
      ),
    guardrails: definition.rai_config?.rai_policy_name ? [definition.rai_config.rai_policy_name.slice(0, 200)] : [],
    instructionsHash: text ? createHash('sha256').update(text).digest('hex') : null,
    relations: [
      ...(identity === null ? [] : isOwn(identity, facts) ? [] : runsAs([identity])),
      ...held.flatMap(({ type, address }) => (type === 'a2a_preview' && address !== null ? handsOff(address, project) : [])),
    ],
    traits: traitsOf(held, makes, latest.status),
    details: detailsOf(agent, facts, own, held),
  }
}

/** To another agent of the same project; elsewhere it is told in words only. */
function handsOff(address: string, { id }: FoundProject): Subject['relations'] {
  const name = /\/agents\/([^/?]+)/.exec(new URL(address).pathname)?.[1]
  return name === undefined ? [] : [{ to: agentKey(id, decodeURIComponent(name)), relation: 'hands-off-to' }]
}

function identityOf({ instance_identity: identity, name }: Agent): ActsAs | null {
  if (!identity) return null
  return {
    principalId: identity.principal_id.toLowerCase(),
    clientId: identity.client_id?.toLowerCase() ?? null,
    name: `identity of ${name}`,
  }
}

/** Agents that are not published share their project's identity; joining by it would make one agent of many. */
const isOwn = ({ principalId }: ActsAs, { sharing }: AgentFacts): boolean => (sharing.get(principalId) ?? 0) < 2

function nativeIds(agent: Agent, facts: AgentFacts, identity: ActsAs | null): readonly NativeId[] {
  const { project } = facts
  return [
    { kind: 'foundry-agent', value: `${project.of.account.name}/${project.name}/${agent.name}`.toLowerCase(), joins: true },
    ...(identity === null
      ? []
      : isOwn(identity, facts)
        ? [
            { kind: 'entra-object-id', value: identity.principalId, joins: false },
            { kind: 'entra-agent-id', value: identity.principalId, joins: true },
            ...(identity.clientId === null ? [] : [{ kind: 'entra-app-id', value: identity.clientId, joins: true }]),
          ]
        : []),
  ]
}

/** Credentials behind the connections that its tools name; what they are is never asked for. */
function credentialsOf(held: readonly Held[], connections: readonly Connection[] | null): readonly Credential[] | null {
  const named = [...new Set(held.flatMap(({ connection }) => (connection === null ? [] : [connection])))]
  if (named.length === 0) return []
  if (connections === null) return null
  return named.flatMap((name) => {
    const found = connections.find((one) => one.name.toLowerCase() === name)
    if (found === undefined) return []
    const { authType, category, expiryTime } = found.properties
    const kind: Credential['kind'] =
      authType === 'OAuth2'
        ? 'oauth'
        : authType === 'AAD' || authType === 'ManagedIdentity'
          ? 'federated'
          : authType === 'None'
            ? 'none'
            : 'stored'
    return [
      {
        kind,
        name: `${found.name} (${[category, authType].filter(Boolean).join(', ')})`.slice(0, 300),
        createdAt: instant(found.systemData?.createdAt),
        expiresAt: instant(expiryTime),
      },
    ]
  })
}

const confidential: ReadonlySet<string> = new Set(['confidential', 'restricted'])

function traitsOf(held: readonly Held[], makes: boolean, status: string | null | undefined): readonly Trait[] {
  const types = new Set(held.map(({ type }) => type))
  const powers = held.flatMap(({ tool }) => tool.powers)
  const can = (action: string, resource: string) => powers.some((power) => power.action === action && power.resource === resource)
  const states: readonly (readonly [Trait, boolean])[] = [
    ['untrusted-input', can('read', 'web') || can('execute', 'browser')],
    ['private-data', powers.some(({ action, sensitivity }) => action === 'read' && confidential.has(sensitivity))],
    ['outbound-channel', can('execute', 'browser') || can('execute', 'shell')],
    ['auto-approve', held.some(({ asks }) => asks === false)],
    ['plain-http', held.some(({ origin }) => origin?.startsWith('http:') === true)],
    ['self-modifying', makes || types.has('apply_patch')],
    ['disabled', status === 'deleting' || status === 'deleted' || status === 'failed'],
  ]
  return states.flatMap(([trait, holds]) => (holds ? [trait] : []))
}

function detailsOf(
  agent: Agent,
  { project, sharing }: AgentFacts,
  own: readonly Routine[],
  held: readonly Held[],
): Readonly<Record<string, string>> {
  const { definition, version } = agent.versions.latest
  const shared = agent.instance_identity ? (sharing.get(agent.instance_identity.principal_id.toLowerCase()) ?? 0) : 0
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['Project', project.project.properties.displayName || project.name],
    ['Account', project.of.account.name],
    ['Version', version === null || version === undefined ? null : String(version)],
    ['Kind', definition.kind],
    ['Runs elsewhere as', definition.otel_agent_id],
    ['Starts by itself', own.map(routineWords).join('; ')],
    ['Identity', shared > 1 ? `shared by ${shared} agents of the project` : null],
    ['Servers it uses', [...new Set(held.flatMap(({ origin }) => (origin === null ? [] : [origin])))].slice(0, 20).join(', ')],
    ['Answers by', agent.agent_endpoint?.protocols.slice(0, 10).join(', ')],
  ]
  return Object.fromEntries(rows.flatMap(([label, value]) => (value ? [[label, value.slice(0, 1_000)]] : [])))
}

function routineWords({ name, enabled, triggers }: Routine): string {
  const starts = Object.values(triggers)
    .slice(0, 5)
    .map(({ type, cron_expression: cron }) => (cron ? `${type} ${cron.slice(0, 60)}` : type))
  return `${name.slice(0, 100)}${enabled === false ? ' (switched off)' : ''}: ${starts.join(', ') || 'no trigger'}`
}
