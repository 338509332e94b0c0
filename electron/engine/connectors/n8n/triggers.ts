import type { Exposure } from '../../../../shared/domain/vocabulary.ts'
import { baseName, shortType } from './node-powers.ts'
import { literal, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

/** How a workflow starts. `event` is something that happens in another system; `call` is another workflow. */
export type TriggerKind = 'schedule' | 'event' | 'webhook' | 'form' | 'chat' | 'mcp' | 'call' | 'manual'

export interface Trigger {
  readonly node: WorkflowNode
  readonly kind: TriggerKind
  /** Whether it asks who calls; null where the question makes no sense. */
  readonly authenticated: boolean | null
  readonly exposure: Exposure
}

const kinds: Readonly<Record<string, TriggerKind>> = {
  manualTrigger: 'manual',
  start: 'manual',
  manualChatTrigger: 'chat',
  chatTrigger: 'chat',
  microsoftAgent365Trigger: 'chat',
  mcpTrigger: 'mcp',
  webhook: 'webhook',
  sseTrigger: 'event',
  formTrigger: 'form',
  scheduleTrigger: 'schedule',
  cron: 'schedule',
  interval: 'schedule',
  executeWorkflowTrigger: 'call',
  workflowTrigger: 'event',
  n8nTrigger: 'event',
  errorTrigger: 'event',
  emailReadImap: 'event',
  evaluationTrigger: 'manual',
  e2eTestPollingTrigger: 'manual',
}

/** Messengers and forms that anybody can write to, against those of one's own organisation. */
const publicSystems = new Set([
  'telegram',
  'whatsApp',
  'twilio',
  'line',
  'facebook',
  'typeform',
  'jotForm',
  'wufoo',
  'formstack',
  'surveyMonkey',
])
const tenantSystems = new Set(['slack', 'microsoftTeams', 'googleChat', 'ciscoWebex', 'mattermost'])

function kindOf(type: string): TriggerKind | null {
  const short = shortType(type)
  if (Object.hasOwn(kinds, short)) return kinds[short] ?? null
  return short.endsWith('Trigger') ? 'event' : null
}

export function isTrigger(type: string): boolean {
  return kindOf(type) !== null
}

/** The enabled triggers, with who may reach them once the workflow is published. */
export function triggersOf(nodes: readonly WorkflowNode[]): readonly Trigger[] {
  return nodes.flatMap((node) => {
    const kind = node.disabled ? null : kindOf(node.type)
    if (kind === null) return []
    const authenticated = asksWho(node, kind)
    return [{ node, kind, authenticated, exposure: exposureOf(node, kind, authenticated) }]
  })
}

function asksWho(node: WorkflowNode, kind: TriggerKind): boolean | null {
  if (kind === 'chat' && !isPublicChat(node)) return true
  if (!['webhook', 'form', 'chat', 'mcp'].includes(kind)) return null
  const authentication = literal(own(node.parameters, 'authentication'))
  return authentication !== null && authentication !== 'none'
}

/** A chat page that is open on the internet, not only in the editor. */
export function isPublicChat(node: WorkflowNode): boolean {
  return shortType(node.type) === 'chatTrigger' && own(node.parameters, 'public') === true
}

function exposureOf(node: WorkflowNode, kind: TriggerKind, authenticated: boolean | null): Exposure {
  const system = baseName(node.type)
  if (system === 'microsoftAgent365') return 'tenant'
  if (kind === 'chat' && !isPublicChat(node)) return 'owner'
  if (kind === 'webhook' || kind === 'form' || kind === 'chat' || kind === 'mcp') return authenticated === true ? 'named' : 'public'
  if (publicSystems.has(system)) return 'public'
  if (tenantSystems.has(system)) return 'tenant'
  return 'owner'
}

const widest: readonly Exposure[] = ['public', 'guest', 'tenant', 'group', 'named', 'owner', 'local']

/** The widest exposure of a published workflow; one that is not published only its editors can start. */
export function exposureOfAll(triggers: readonly Trigger[], published: boolean | null): Exposure {
  if (published === null) return triggers.length === 0 ? 'owner' : 'unknown'
  if (!published) return 'owner'
  return widest.find((exposure) => triggers.some((trigger) => trigger.exposure === exposure)) ?? 'owner'
}
