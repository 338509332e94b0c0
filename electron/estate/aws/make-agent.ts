import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { type AccountPlan, type AgentRecord, daysAgo, type Organisation, placeIn, shortId, type Wire } from './organisation.ts'

export interface AgentPlan {
  readonly name: string
  readonly index: number
  readonly region: string
  readonly description?: string
  readonly model?: string
  readonly role?: string
  readonly guardrail?: boolean
  /** Functions its tools run, by name. */
  readonly functions?: readonly string[]
  readonly knowledge?: readonly string[]
  readonly collaborators?: readonly AgentRecord[]
  readonly tags?: Readonly<Record<string, string>>
  readonly ageDays?: number
}

/** An agent as its builder leaves it: prepared, one version, one alias. */
export function makeAgent(organisation: Organisation, account: AccountPlan, plan: AgentPlan): AgentRecord {
  const { region, index } = plan
  const agentId = shortId(organisation.seed, 'agent', index)
  const created = daysAgo(organisation, plan.ageDays ?? 120)
  const record: AgentRecord = {
    agent: {
      agentId,
      agentName: plan.name,
      agentArn: `arn:aws:bedrock:${region}:${account.id}:agent/${agentId}`,
      agentVersion: 'DRAFT',
      agentStatus: 'PREPARED',
      idleSessionTTLInSeconds: 600,
      agentResourceRoleArn: `arn:aws:iam::${account.id}:role/service-role/${plan.role ?? `AmazonBedrockExecutionRoleForAgents_${agentId}`}`,
      instruction: `You are ${plan.name}. Answer briefly.`,
      foundationModel: plan.model ?? 'anthropic.claude-sonnet-4-20250514-v1:0',
      ...(plan.description === undefined ? {} : { description: plan.description }),
      ...(plan.guardrail ? { guardrailConfiguration: { guardrailIdentifier: `gr${agentId.toLowerCase()}`, guardrailVersion: '1' } } : {}),
      agentCollaboration: plan.collaborators ? 'SUPERVISOR' : 'DISABLED',
      createdAt: created,
      updatedAt: daysAgo(organisation, 10),
      preparedAt: daysAgo(organisation, 10),
    },
    aliases: [
      alias('TSTALIASID', 'AgentTestAlias', 'DRAFT', created),
      alias(shortId(organisation.seed, 'alias', index), 'live', '1', created),
    ],
    groups: (plan.functions ?? []).map((name, nth) => group(account, region, agentId, name, nth, created)),
    collaborators: (plan.collaborators ?? []).map(({ agent, aliases }, nth) => ({
      agentId,
      agentVersion: '1',
      collaboratorId: `COLLAB${String(nth).padStart(4, '0')}`,
      collaboratorName: agent.agentName,
      collaborationInstruction: 'Ask it for its part.',
      agentDescriptor: { aliasArn: `${agent.agentArn.replace(':agent/', ':agent-alias/')}/${String(aliases[1]?.agentAliasId)}` },
      relayConversationHistory: 'DISABLED',
      createdAt: created,
      lastUpdatedAt: created,
    })),
    knowledge: plan.knowledge ?? [],
    tags: plan.tags ?? {},
  }
  placeIn(account, region).agents.push(record)
  return record
}

const alias = (agentAliasId: string, agentAliasName: string, agentVersion: string, at: string): Wire => ({
  agentAliasId,
  agentAliasName,
  agentAliasStatus: 'PREPARED',
  aliasInvocationState: 'ACCEPT_INVOCATIONS',
  routingConfiguration: [{ agentVersion }],
  createdAt: at,
  updatedAt: at,
})

function group(account: AccountPlan, region: string, agentId: string, name: string, nth: number, at: string): Wire {
  return {
    agentId,
    agentVersion: '1',
    actionGroupId: `GROUP${String(nth).padStart(5, '0')}`,
    actionGroupName: name,
    actionGroupState: 'ENABLED',
    actionGroupExecutor: { lambda: `arn:aws:lambda:${region}:${account.id}:function:${name}` },
    createdAt: at,
    updatedAt: at,
  }
}

export function agentAnswer(record: AgentRecord, more: Partial<AnswerKeyEntry> = {}): AnswerKeyEntry {
  return answer({
    provider: 'aws',
    name: record.agent.agentName,
    nativeId: { kind: 'aws-arn', value: record.agent.agentArn },
    isAgent: true,
    agentKind: record.groups.length > 0 ? 'autonomous-agent' : 'assistant',
    ...more,
  })
}

/** An agent that cannot be seen is given away by its role, which may call models and serves nothing that was found. */
export function roleAnswer({ agent }: AgentRecord, more: Partial<AnswerKeyEntry> = {}): AnswerKeyEntry {
  const arn = String(agent.agentResourceRoleArn)
  return answer({
    provider: 'aws',
    name: arn.slice(arn.lastIndexOf('/') + 1),
    nativeId: { kind: 'aws-role-arn', value: arn },
    isAgent: true,
    agentKind: 'automation-identity',
    ...more,
  })
}
