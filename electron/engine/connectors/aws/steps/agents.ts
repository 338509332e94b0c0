import type { Step } from '../../connector.ts'
import { everyPlace, type Looked, type Place, problemOf, type Seen, whereToLook } from '../every-place.ts'
import { functionRole } from '../function-role.ts'
import { type AgentSeen, observeAgent } from '../observe-agent.ts'
import { listPages, readList } from '../read-list.ts'
import { readOne } from '../read-one.ts'
import { thingsAtOnce } from '../resource-step.ts'
import {
  type ActionGroup,
  type AgentSummary,
  type Alias,
  actionGroupSchema,
  actionGroupSummarySchema,
  agentKnowledgeSchema,
  agentSchema,
  agentSummarySchema,
  aliasSchema,
  collaboratorSchema,
  type KnowledgeBase,
  knowledgeBaseSchema,
} from '../schema.ts'
import type { Asker } from '../send.ts'
import { sideBySide } from '../side-by-side.ts'
import { readTags } from '../tags.ts'

type Problems = Looked['problems'][number][]

/** Versions that aliases lead to and that are read; an agent has rarely more than one. */
const mostVersions = 3

export const agents: Step = {
  id: 'agents',
  title: 'Bedrock agents',
  yields: 'agents with their aliases, tools, functions, knowledge bases, collaborators and guardrails',
  after: [],
  calls: [
    ...whereToLook,
    'agents',
    'agent',
    'aliases',
    'action-groups',
    'action-group',
    'collaborators',
    'agent-knowledge',
    'knowledge-base',
    'tags',
    'function',
  ],
  hides: 'agents, and what their tools may do',
  owns: [
    { kind: 'subject', keyPrefix: 'agent/' },
    { kind: 'ownership', keyPrefix: 'agent/' },
  ],
  run: (context) =>
    everyPlace(context, {
      regional: true,
      service: 'bedrock-agent',
      owns: ({ account, region }) => [
        { kind: 'subject', keyPrefix: `agent/${account.id}/${region}/` },
        { kind: 'ownership', keyPrefix: `agent/${account.id}/${region}/` },
      ],
      look,
    }),
}

async function look(asker: Asker, place: Place): Promise<Looked> {
  const pages: Seen[] = []
  const problems: Problems = []
  const list = { call: 'agents', input: { maxResults: 100 }, items: 'agentSummaries', token: ['nextToken', 'nextToken'] } as const
  for await (const page of listPages(asker, { ...list, schema: agentSummarySchema })) {
    if (!page.ok) {
      problems.push(page)
      break
    }
    pages.push({ observations: [], call: page.value.call, keptAside: page.value.keptAside })
    pages.push(...(await sideBySide(page.value.items, thingsAtOnce, (summary) => readAgent(asker, place, summary, problems))))
  }
  return { pages, problems }
}

/** One agent with what hangs on it. What is refused of it is named; the agent is there all the same. */
async function readAgent(asker: Asker, place: Place, summary: AgentSummary, problems: Problems): Promise<Seen> {
  const { agentId } = summary
  const read = await readOne(asker, 'agent', { agentId }, agentSchema)
  if (!read.ok) {
    problems.push(read)
    return { observations: observeAgent(fromSummary(place, summary)), call: null, keptAside: 0 }
  }
  const { agent } = read.value.item
  const aliases = await part(problems, readList(asker, lists.aliases(agentId)))
  const versions = versionsOf(aliases)
  const groups = await part(problems, ...versions.map((version) => groupsOf(asker, agentId, version)))
  const functionRoles = new Map<string, string | null>()
  for (const arn of new Set((groups ?? []).flatMap((group) => group.actionGroupExecutor?.lambda ?? []))) {
    const role = await functionRole(asker, arn)
    problems.push(...problemOf(role))
    functionRoles.set(arn, role.ok ? role.value : null)
  }
  const gathers = agent.agentCollaboration === 'SUPERVISOR' || agent.agentCollaboration === 'SUPERVISOR_ROUTER'
  const collaborators = gathers
    ? await part(problems, ...versions.map((version) => readList(asker, lists.collaborators(agentId, version))))
    : []
  const knowledge = await part(problems, ...versions.map((version) => knowledgeOf(asker, agentId, version)))
  const tags = await readTags(asker, 'tags', agent.agentArn)
  problems.push(...problemOf(tags))
  const seen: AgentSeen = {
    account: place.account.id,
    region: place.region,
    agent,
    aliases,
    groups,
    functionRoles,
    collaborators,
    knowledge,
    tags: tags.ok ? tags.value : null,
  }
  return { observations: observeAgent(seen), call: read.value.call, keptAside: 0 }
}

const paging = { input: { maxResults: 100 }, token: ['nextToken', 'nextToken'] } as const

const lists = {
  aliases: (agentId: string) => ({
    ...paging,
    call: 'aliases',
    input: { ...paging.input, agentId },
    items: 'agentAliasSummaries',
    schema: aliasSchema,
  }),
  groups: (agentId: string, agentVersion: string) => ({
    ...paging,
    call: 'action-groups',
    input: { ...paging.input, agentId, agentVersion },
    items: 'actionGroupSummaries',
    schema: actionGroupSummarySchema,
  }),
  collaborators: (agentId: string, agentVersion: string) => ({
    ...paging,
    call: 'collaborators',
    input: { ...paging.input, agentId, agentVersion },
    items: 'agentCollaboratorSummaries',
    schema: collaboratorSchema,
  }),
  knowledge: (agentId: string, agentVersion: string) => ({
    ...paging,
    call: 'agent-knowledge',
    input: { ...paging.input, agentId, agentVersion },
    items: 'agentKnowledgeBaseSummaries',
    schema: agentKnowledgeSchema,
  }),
}

interface Part<T> {
  readonly items: readonly T[]
  readonly problem: Problems[number] | null
}

/** What parts hold together; null when none could be read at all. */
async function part<T>(problems: Problems, ...parts: readonly Promise<Part<T>>[]): Promise<readonly T[] | null> {
  const read = await Promise.all(parts)
  for (const { problem } of read) if (problem !== null) problems.push(problem)
  const items = read.flatMap((one) => one.items)
  return items.length === 0 && read.some(({ problem }) => problem !== null) ? null : items
}

/** The versions that callers reach; the draft where no alias leads to another. */
function versionsOf(aliases: readonly Alias[] | null): readonly string[] {
  const routed = (aliases ?? []).flatMap((alias) => alias.routingConfiguration ?? []).flatMap(({ agentVersion }) => agentVersion ?? [])
  const live = [...new Set(routed)].filter((version) => version !== 'DRAFT')
  return live.length === 0 ? ['DRAFT'] : live.toSorted((a, b) => Number(b) - Number(a)).slice(0, mostVersions)
}

async function groupsOf(asker: Asker, agentId: string, agentVersion: string): Promise<Part<ActionGroup>> {
  const list = await readList(asker, lists.groups(agentId, agentVersion))
  const items: ActionGroup[] = []
  for (const { actionGroupId } of list.items) {
    const group = await readOne(asker, 'action-group', { agentId, agentVersion, actionGroupId }, actionGroupSchema)
    if (!group.ok) return { items, problem: list.problem ?? group }
    items.push(group.value.item.agentActionGroup)
  }
  return { items, problem: list.problem }
}

async function knowledgeOf(asker: Asker, agentId: string, agentVersion: string): Promise<Part<KnowledgeBase>> {
  const list = await readList(asker, lists.knowledge(agentId, agentVersion))
  const items: KnowledgeBase[] = []
  for (const { knowledgeBaseId, knowledgeBaseState, description } of list.items) {
    if (knowledgeBaseState === 'DISABLED') continue
    const base = await readOne(asker, 'knowledge-base', { knowledgeBaseId }, knowledgeBaseSchema)
    if (base.ok) items.push(base.value.item.knowledgeBase)
    else if (base.failure.code === 'not-found')
      items.push({ knowledgeBaseId, name: null, description, roleArn: null, storageConfiguration: null })
    else return { items, problem: list.problem ?? base }
  }
  return { items, problem: list.problem }
}

function fromSummary({ account, region }: Place, summary: AgentSummary): AgentSeen {
  const nothing = { aliases: null, groups: null, functionRoles: new Map(), collaborators: null, knowledge: null, tags: null }
  const { agentId, agentName, agentStatus, description, updatedAt } = summary
  const agent = {
    agentId,
    agentName,
    agentStatus,
    description,
    updatedAt,
    agentArn: `arn:aws:bedrock:${region}:${account.id}:agent/${agentId}`,
  }
  return { ...nothing, account: account.id, region, agent: { ...unread, ...agent } }
}

const unread = {
  agentResourceRoleArn: null,
  foundationModel: null,
  instruction: null,
  agentCollaboration: null,
  orchestrationType: null,
  createdAt: null,
  guardrailConfiguration: null,
  memoryConfiguration: null,
}
