import { blankSubject, type Ownership, type Signal, type Subject, type Tool } from '../../../../../shared/domain/observation.ts'
import { instant } from '../directory.ts'
import { isAiConnector } from './component.ts'
import { aiSignals, isInbound, toolOfUse } from './connector-powers.ts'
import type { FlowDefinition } from './flow-definition.ts'
import { cloudFlowType } from './inventory.ts'
import type { Surroundings } from './observe-bot.ts'
import { observeInventoryOwners, usesOf } from './observe-inventory-agent.ts'
import type { ResourceRow, Workflow } from './schema.ts'
import { reachTraits } from './traits.ts'

const agentFlow = 1
const agentFlowSignal: Signal = { by: 'provider', value: 'agent flow', certainty: 'certain' }

/** A flow of an environment's tables; null: it is an ordinary flow without a step of AI. `built` null: its definition could not be read. */
export function observeWorkflow(flow: Workflow, built: FlowDefinition | null, { environment, guardrails }: Surroundings): Subject | null {
  const byAgents = flow.modernflowtype === agentFlow
  const signals = [...(byAgents ? [agentFlowSignal] : []), ...(built?.signals ?? [])]
  if (!signals.some(({ certainty }) => certainty === 'certain')) return null
  const tools = built?.tools ?? null
  const off = flow.statecode === null || flow.statecode === undefined ? null : flow.statecode !== 1
  return {
    ...blankSubject,
    key: `flow:${environment.id}/${flow.workflowid}`,
    role: 'agent',
    name: flow.name ?? flow.workflowid,
    nativeIds: flowIds(flow.workflowid, environment.id),
    agentKind: 'workflow',
    platform: 'Power Automate',
    autonomy: autonomyOf(built?.unattended ?? null),
    signals,
    purpose: flow.description || null,
    environment: environment.standing,
    enabled: off === null ? null : !off,
    createdAt: instant(flow.createdon),
    changedAt: instant(flow.modifiedon),
    tools,
    credentials: built && built.makerConnections.length > 0 ? built.makerConnections.map(makerConnection) : null,
    guardrails,
    errorHandling: { retry: null, escalation: built?.handlesFailure ?? null, rollback: null },
    traits: [
      ...reachTraits({ powers: powersIn(tools), knowledge: [], inbound: built?.inbound ?? false }),
      ...(built?.plainModelCall ? (['plain-http-model-call'] as const) : []),
      ...(built !== null && !built.handlesFailure ? (['missing-error-handling'] as const) : []),
      ...(off === true ? (['disabled'] as const) : []),
    ],
    details: { Environment: environment.name, 'Kind of flow': byAgents ? 'agent flow' : 'cloud flow with AI steps' },
  }
}

const makerConnection = (connector: string) => ({
  kind: 'stored' as const,
  name: `its maker’s connection: ${connector}`.slice(0, 200),
  createdAt: null,
  expiresAt: null,
})

/** A flow of the tenant-wide inventory; empty: an ordinary flow without a step of AI. */
export function observeInventoryFlow(row: ResourceRow, surroundings: Surroundings | null): readonly (Subject | Ownership)[] {
  const { properties } = row
  const byAgents = row.type.toLowerCase() !== cloudFlowType
  const uses = usesOf(properties.powerPlatformConnectors ?? [])
  if (!byAgents && !uses.some(({ connector, operation }) => isAiConnector(connector, operation))) return []
  const prefix = byAgents ? 'studio-flow' : 'studio-cloud'
  const key = `${prefix}:${properties.environmentId}/${row.name}`
  const trigger = properties.trigger ? toolOfUse(properties.trigger, properties.triggerOperation ?? null) : null
  const tools = [...(trigger ? [trigger] : []), ...uses.map(({ connector, operation }) => toolOfUse(connector, operation))]
  const inbound = uses.some(({ connector }) => isInbound(connector)) || (properties.trigger ? isInbound(properties.trigger) : false)
  return [
    {
      ...blankSubject,
      key,
      role: 'agent',
      name: properties.displayName ?? row.name,
      nativeIds: flowIds(properties.workflowEntityId || row.name, properties.environmentId),
      agentKind: 'workflow',
      platform: 'Power Automate',
      autonomy: autonomyOf(properties.trigger ? true : null),
      signals: [...(byAgents ? [agentFlowSignal] : []), ...uses.flatMap(({ connector, operation }) => aiSignals(connector, operation))],
      purpose: properties.description || null,
      environment: surroundings?.environment.standing ?? 'unknown',
      createdAt: instant(properties.createdAt),
      changedAt: instant(properties.lastModifiedAt),
      // Steps that are no connectors, e.g. plain HTTP, are not in the inventory.
      tools,
      guardrails: surroundings?.guardrails ?? [],
      traits: reachTraits({ powers: powersIn(tools), knowledge: [], inbound }),
      details: {
        Environment: surroundings?.environment.name ?? properties.environmentId,
        'Kind of flow': byAgents ? 'agent flow' : 'cloud flow with AI steps',
      },
    },
    ...observeInventoryOwners(key, `${prefix}-owner`, properties),
  ]
}

function flowIds(id: string, environment: string) {
  return [
    { kind: 'power-automate-flow', value: id, joins: true },
    { kind: 'power-platform-environment', value: environment, joins: false },
  ]
}

const powersIn = (tools: readonly Tool[] | null) => (tools ?? []).flatMap(({ powers }) => powers)

function autonomyOf(unattended: boolean | null): Subject['autonomy'] {
  if (unattended === null)
    return { floor: 'A2', ceiling: 'A4', because: 'by hand, by an agent or on a schedule: what starts it is not told' }
  return unattended
    ? { floor: 'A4', ceiling: 'A4', because: 'an event or a schedule starts it' }
    : { floor: 'A2', ceiling: 'A3', because: 'a person, an app or an agent starts it' }
}
