import { createHash } from 'node:crypto'
import {
  blankSubject,
  type Model,
  type Observation,
  type Relation,
  type Subject,
  type Tool,
} from '../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { keyIn, lastWord, modelName, parseArn, principalOf } from './names.ts'
import { environmentOf, ownersByTags, type Tags } from './owner-tags.ts'
import type { ActionGroup, Alias, BedrockAgent, Collaborator, KnowledgeBase } from './schema.ts'

const platform = 'Amazon Bedrock'

/** All that was read of one agent. A null list was not read. */
export interface AgentSeen {
  readonly account: string
  readonly region: string
  readonly agent: BedrockAgent
  readonly aliases: readonly Alias[] | null
  readonly groups: readonly ActionGroup[] | null
  /** Role of each function that a tool runs, by the function's full name; null where it could not be read. */
  readonly functionRoles: ReadonlyMap<string, string | null>
  readonly collaborators: readonly Collaborator[] | null
  readonly knowledge: readonly KnowledgeBase[] | null
  readonly tags: Tags | null
}

/** Tools that the provider itself offers. Source: the provider's reference of `parentActionSignature`. */
const builtIn: Readonly<Record<string, Tool['powers']>> = {
  'AMAZON.UserInput': [],
  'AMAZON.CodeInterpreter': [{ action: 'execute', resource: 'code', sensitivity: 'internal' }],
  'ANTHROPIC.Computer': [{ action: 'execute', resource: 'browser', sensitivity: 'internal' }],
  'ANTHROPIC.Bash': [{ action: 'execute', resource: 'shell', sensitivity: 'internal' }],
  'ANTHROPIC.TextEditor': [{ action: 'write', resource: 'files', sensitivity: 'internal' }],
}

/** What a function does is in its code, which is not read: what its role may do is told beside it. */
const runsCode: Tool['powers'] = [{ action: 'execute', resource: 'automation', sensitivity: 'unknown' }]
const runsElsewhere: Tool['powers'] = [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }]

export function observeAgent(seen: AgentSeen): readonly Observation[] {
  const { account, region, agent, tags } = seen
  const key = keyIn('agent', account, region, agent.agentId)
  const active = seen.groups?.filter((group) => group.actionGroupState !== 'DISABLED') ?? null
  const accepting = seen.aliases?.some((alias) => alias.aliasInvocationState !== 'REJECT_INVOCATIONS') ?? null
  const acts = (active ?? []).some((group) => group.parentActionSignature !== 'AMAZON.UserInput')
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'agent',
    name: agent.agentName || agent.agentId,
    nativeIds: [{ kind: 'aws-arn', value: agent.agentArn, joins: true }],
    agentKind: acts ? 'autonomous-agent' : 'assistant',
    platform,
    autonomy: acts
      ? { floor: 'A3', ceiling: 'A4', because: 'it runs its tools by itself; whether a person or a program asks is not visible here' }
      : { floor: 'A0', ceiling: 'A1', because: 'it has no tool that acts' },
    signals: [{ by: 'provider', value: 'bedrock agent', certainty: 'certain', vendor: 'Amazon' }],
    purpose: agent.description || null,
    environment: environmentOf(tags),
    enabled: accepting,
    createdAt: agent.createdAt ?? null,
    changedAt: agent.updatedAt ?? null,
    models: modelsOf(agent.foundationModel, region),
    tools: active === null ? null : active.map(toolOf),
    dataSources: (seen.knowledge ?? []).map(({ knowledgeBaseId, name }) => ({
      name: name || knowledgeBaseId,
      resource: 'knowledge',
      sensitivity: 'unknown',
    })),
    credentials: [],
    exposure: 'named',
    guardrails: agent.guardrailConfiguration?.guardrailIdentifier ? [lastWord(agent.guardrailConfiguration.guardrailIdentifier)] : [],
    instructionsHash: agent.instruction ? createHash('sha256').update(agent.instruction).digest('hex') : null,
    relations: relationsOf(seen),
    traits: accepting === false ? ['disabled'] : [],
    details: detailsOf(seen),
  }
  return [subject, ...ownersByTags(key, tags)]
}

function modelsOf(model: string | null | undefined, region: string): readonly Model[] {
  if (!model) return []
  const name = modelName(model)
  return [{ vendor: vendorOfModel(name), name, region }]
}

function toolOf(group: ActionGroup): Tool {
  const powers = builtIn[group.parentActionSignature ?? ''] ?? (group.actionGroupExecutor?.lambda ? runsCode : runsElsewhere)
  return { name: group.actionGroupName || group.actionGroupId, ...(group.description ? { description: group.description } : {}), powers }
}

function relationsOf({ account, agent, collaborators, functionRoles }: AgentSeen): readonly Relation[] {
  const roles = [agent.agentResourceRoleArn, ...functionRoles.values()].flatMap((arn) => principalOf(arn) ?? [])
  const others = (collaborators ?? []).flatMap(({ agentDescriptor }) => {
    // arn:aws:bedrock:REGION:ACCOUNT:agent-alias/AGENT/ALIAS
    const arn = parseArn(agentDescriptor?.aliasArn)
    const [kind, id] = arn?.resource.split('/') ?? []
    return kind === 'agent-alias' && id ? [keyIn('agent', arn?.account || account, arn?.region ?? '', id)] : []
  })
  return [
    ...[...new Set(roles)].map((to): Relation => ({ to, relation: 'runs-as' })),
    ...[...new Set(others)].map((to): Relation => ({ to, relation: 'hands-off-to' })),
  ]
}

function detailsOf({ account, region, agent, aliases, functionRoles }: AgentSeen): Readonly<Record<string, string>> {
  const functions = [...functionRoles].map(([name, role]): [string, string] => [
    `Function ${lastWord(name)}`,
    role === null ? 'its role could not be read' : `runs as ${lastWord(role)}`,
  ])
  return {
    Account: account,
    Region: region,
    Status: agent.agentStatus ?? 'unknown',
    ...(aliases === null ? {} : { Aliases: aliases.map((alias) => alias.agentAliasName || alias.agentAliasId).join(', ') }),
    ...Object.fromEntries(functions),
  }
}
