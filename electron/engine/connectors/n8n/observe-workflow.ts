import { blankSubject, type NativeId, type Relation, type Subject } from '../../../../shared/domain/observation.ts'
import type { AgentKind, Environment, Trait } from '../../../../shared/domain/vocabulary.ts'
import { asksPerson, autonomyOf, changesWorkflows } from './autonomy.ts'
import { credentialsUsed, toCredential } from './credentials.ts'
import { errorHandlingOf } from './error-handling.ts'
import { handoffsOf } from './handoffs.ts'
import { plainCalls } from './http-nodes.ts'
import { instructionsHash, structureMark } from './instructions.ts'
import { isCommunityNode, shortType } from './node-powers.ts'
import { literal, own } from './record.ts'
import type { Workflow, WorkflowNode } from './schema.ts'
import { detect } from './signals.ts'
import { dataSourcesOf, type Step, stepsOf, toolsOf } from './tools.ts'
import { exposureOfAll, isPublicChat, type Trigger, triggersOf } from './triggers.ts'
import { toolNames, wiresOf } from './wires.ts'

/** What is known around a workflow besides its own record. */
export interface Surroundings {
  /** The id to use; `null` in the record of an export without ids. */
  readonly id: string
  readonly fallbackName: string
  /** Whether a called workflow exists; null: cannot be known. */
  readonly exists: (workflowId: string) => boolean | null
  /** Key of an earlier workflow that is built the same way. */
  readonly twin: (mark: string) => string | null
}

export const workflowKey = (id: string): string => `workflow/${id}`

/** A workflow in our words. With AI it is an agent; without, an identity that is only counted. */
export function observeWorkflow(workflow: Workflow, around: Surroundings): Subject {
  const { nodes, settings } = workflow
  const found = detect(nodes)
  const ai = found.signals.length > 0
  const published = workflow.isArchived ? false : publishedState(workflow)
  const triggers = triggersOf(nodes)
  const steps = stepsOf(nodes, toolNames(wiresOf(workflow.connections, nodes)))
  const hash = ai ? instructionsHash(nodes) : null
  const mark = ai ? structureMark(nodes, hash) : null
  const errorHandling = errorHandlingOf(nodes, settings)
  const handoffs = handoffsOf(nodes, workflow.id ?? null).map((id) => ({ id, exists: around.exists(id) }))
  const twin = mark === null ? null : around.twin(mark)
  const used = credentialsUsed(nodes)
  const relations: readonly Relation[] = [
    ...handoffs.map(({ id, exists }) => ({
      to: workflowKey(id),
      relation: 'hands-off-to' as const,
      ...(exists === false ? { broken: true } : {}),
    })),
    ...used.flatMap((use) => (use.id === null ? [] : [{ to: `credential/${use.id}`, relation: 'runs-as' as const }])),
    ...(twin === null ? [] : [{ to: twin, relation: 'same-workflow' as const }]),
  ]
  return {
    ...blankSubject,
    key: workflowKey(around.id),
    role: ai ? 'agent' : 'identity',
    name: nameOf(workflow, around.fallbackName),
    nativeIds: nativeIds(around.id),
    agentKind: kindOf(nodes, triggers),
    platform: 'n8n',
    autonomy: ai ? autonomyOf({ nodes, steps, triggers, published }) : null,
    signals: found.signals,
    purpose: workflow.description?.trim() ? workflow.description.trim().slice(0, 1_000) : null,
    environment: environmentOf(workflow.tags),
    enabled: published,
    createdAt: workflow.createdAt ?? null,
    changedAt: workflow.updatedAt ?? null,
    models: found.models,
    tools: ai ? toolsOf(steps) : null,
    dataSources: ai ? dataSourcesOf(steps) : [],
    credentials: used.map((use) => toCredential(use)),
    exposure: exposureOfAll(triggers, published),
    guardrails: ai ? guardrailsOf(nodes) : [],
    errorHandling,
    instructionsHash: hash,
    relations,
    traits: ai
      ? traitsOf({
          nodes,
          steps,
          triggers,
          published,
          errorHandling,
          plainModelCall: found.plainModelCall,
          broken: handoffs.some((one) => one.exists === false),
        })
      : published === false
        ? ['disabled']
        : [],
    details: detailsOf(workflow, triggers, mark),
  }
}

const nativeIds = (id: string): readonly NativeId[] => [{ kind: 'n8n-workflow-id', value: id, joins: false }]

function nameOf(workflow: Workflow, fallback: string): string {
  return workflow.name?.trim() ? workflow.name : fallback
}

/** Version 2 publishes a version; earlier ones switch `active`. Exports of a community template say neither. */
function publishedState(workflow: Workflow): boolean | null {
  if (workflow.activeVersionId !== undefined && workflow.activeVersionId !== null) return true
  return workflow.active ?? null
}

const agentNode = /\.(agent|agentTool|openAiAssistant|toolExecutor|messageAnAgent)$/

function kindOf(nodes: readonly WorkflowNode[], triggers: readonly Trigger[]): AgentKind {
  if (triggers.some((trigger) => trigger.kind === 'mcp')) return 'mcp-server'
  if (triggers.some((trigger) => trigger.kind === 'chat')) return 'chatbot'
  return nodes.some((node) => !node.disabled && (agentNode.test(node.type) || isAssistantCall(node))) ? 'autonomous-agent' : 'workflow'
}

/** The vendor's own node can run one of the vendor's assistants. */
function isAssistantCall(node: WorkflowNode): boolean {
  return node.type === '@n8n/n8n-nodes-langchain.openAi' && literal(own(node.parameters, 'resource')) === 'assistant'
}

const environments: readonly (readonly [RegExp, Environment])[] = [
  [/^(prod|production|live)$/i, 'production'],
  [/^(test|testing|staging|uat|qa)$/i, 'test'],
  [/^(dev|development|sandbox)$/i, 'development'],
]

function environmentOf(tags: readonly unknown[]): Environment {
  const names = tags.flatMap((tag) => {
    const name = typeof tag === 'string' ? tag : own(tag, 'name')
    return typeof name === 'string' ? [name.trim()] : []
  })
  return environments.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? 'unknown'
}

function guardrailsOf(nodes: readonly WorkflowNode[]): readonly string[] {
  const enabled = nodes.filter((node) => !node.disabled)
  return [
    ...(enabled.some((node) => node.type.endsWith('.guardrails')) ? ['Guardrails node'] : []),
    ...(enabled.some(asksPerson) ? ['A person approves'] : []),
  ]
}

const secretive = new Set(['confidential', 'restricted'])
const carriers = new Set(['mail', 'chat', 'web', 'social', 'shell', 'sites'])

function traitsOf(facts: {
  readonly nodes: readonly WorkflowNode[]
  readonly steps: readonly Step[]
  readonly triggers: readonly Trigger[]
  readonly published: boolean | null
  readonly errorHandling: Subject['errorHandling']
  readonly plainModelCall: boolean
  readonly broken: boolean
}): readonly Trait[] {
  const { nodes, steps, triggers, errorHandling } = facts
  const open = triggers.some((trigger) => trigger.authenticated === false)
  const states: readonly (readonly [Trait, boolean])[] = [
    [
      'untrusted-input',
      steps.some((step) => step.inbound && step.by !== 'workflow') || triggers.some((trigger) => trigger.exposure === 'public'),
    ],
    ['private-data', steps.some((step) => step.powers.some((power) => power.action === 'read' && secretive.has(power.sensitivity)))],
    [
      'outbound-channel',
      steps.some((step) =>
        step.powers.some((power) => ['send', 'write', 'execute'].includes(power.action) && carriers.has(power.resource)),
      ),
    ],
    ['no-authentication', open && facts.published !== false],
    ['public-chat', nodes.some((node) => !node.disabled && isPublicChat(node)) && facts.published !== false],
    ['plain-http', nodes.some((node) => !node.disabled && plainCalls(node, []).plainHttp)],
    ['plain-http-model-call', facts.plainModelCall],
    ['self-modifying', changesWorkflows(nodes)],
    ['missing-error-handling', !errorHandling.retry && !errorHandling.escalation],
    ['broken-handoff', facts.broken],
    ['disabled', facts.published === false],
  ]
  return states.flatMap(([trait, holds]) => (holds ? [trait] : []))
}

function detailsOf(workflow: Workflow, triggers: readonly Trigger[], mark: string | null): Readonly<Record<string, string>> {
  const community = [...new Set(workflow.nodes.map((node) => node.type).filter(isCommunityNode))].slice(0, 20)
  const servers = [...new Set(workflow.nodes.flatMap(mcpHost))].slice(0, 20)
  const owner = workflow.shared.find((share) => share.role === 'workflow:owner') ?? workflow.shared[0]
  const rows: readonly (readonly [string, string | null])[] = [
    ['Starts by', triggers.length === 0 ? 'a person' : [...new Set(triggers.map((trigger) => shortType(trigger.node.type)))].join(', ')],
    ['Nodes', String(workflow.nodes.length)],
    ['Published version', workflow.activeVersionId ?? null],
    ['Archived', workflow.isArchived ? 'yes' : null],
    ['Project', owner?.project?.name ?? null],
    ['Project id', owner?.projectId ?? owner?.project?.id ?? null],
    ['Offered to MCP clients', own(workflow.settings, 'availableInMCP') === true ? 'yes' : null],
    ['May be called by', literal(own(workflow.settings, 'callerPolicy'))],
    ['Nodes from other publishers', community.length === 0 ? null : community.join(', ')],
    ['MCP servers used', servers.length === 0 ? null : servers.join(', ')],
    ['Structure', mark],
  ]
  return Object.fromEntries(rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value.slice(0, 1_000)]])))
}

function mcpHost(node: WorkflowNode): readonly string[] {
  if (!/\.mcpClient(Tool)?$/.test(node.type)) return []
  const address = literal(own(node.parameters, 'endpointUrl') ?? own(node.parameters, 'sseEndpoint'))
  return address !== null && URL.canParse(address) ? [new URL(address).host] : []
}
