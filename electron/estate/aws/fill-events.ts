import { type Actor, addEvent } from './make-event.ts'
import { type AccountPlan, daysAgo, type Organisation, type PlaceContent, type Wire } from './organisation.ts'

const bedrock = 'bedrock.amazonaws.com'
const core = 'bedrock-agentcore.amazonaws.com'
const lambda = 'lambda.amazonaws.com'
const keptDays = 90
const waysToCall = ['InvokeModel', 'Converse', 'ConverseStream', 'InvokeModelWithResponseStream']
/** Where the events of identities are kept, and calls of programs outside the agent services are made. */
const home = 'us-east-1'

/** What the event history keeps: who made and changed things in the last ninety days, and which identities had models work. */
export function fillEvents(organisation: Organisation): void {
  for (const account of organisation.accounts) {
    const actors = actorsOf(organisation, account)
    const add = (plan: Parameters<typeof addEvent>[2]) => addEvent(organisation, account, plan)
    for (const [region, content] of [...account.places]) {
      const change = (made: Made, changed: Made, created: unknown, updated: unknown, index: number) => {
        if (isKept(organisation, created)) add({ ...made, region, at: String(created), by: actors.maker(index) })
        if (isKept(organisation, updated)) add({ ...changed, region, at: String(updated), by: actors.changer(index) })
      }
      for (const [index, { agent }] of content.agents.entries()) {
        const { agentId, agentName, createdAt, updatedAt } = agent
        change(
          { name: 'CreateAgent', source: bedrock, request: { agentName }, response: { agent: { agentId, agentName } } },
          { name: 'UpdateAgent', source: bedrock, request: { agentId, agentName } },
          createdAt,
          updatedAt,
          index,
        )
      }
      for (const [index, { agentRuntimeId, agentRuntimeName, createdAt, lastUpdatedAt }] of content.runtimes.entries())
        change(
          { name: 'CreateAgentRuntime', source: core, request: { agentRuntimeName }, response: { agentRuntimeId } },
          { name: 'UpdateAgentRuntime', source: core, request: { agentRuntimeId } },
          createdAt,
          lastUpdatedAt,
          index,
        )
      for (const [index, { gateway }] of content.gateways.entries())
        change(
          { name: 'CreateGateway', source: core, request: { name: gateway.name }, response: { gatewayId: gateway.gatewayId } },
          { name: 'UpdateGateway', source: core, request: { gatewayIdentifier: gateway.gatewayId } },
          gateway.createdAt,
          null,
          index,
        )
      for (const [index, { configuration }] of content.functions.entries()) {
        const { FunctionName: functionName, LastModified } = configuration
        change(
          { name: 'CreateFunction20150331', source: lambda, request: { functionName }, response: { functionName } },
          { name: 'UpdateFunctionConfiguration20150331v2', source: lambda, request: { functionName }, response: { functionName } },
          null,
          String(LastModified).replace('+0000', 'Z'),
          index,
        )
      }
      // Somebody tried and was refused: that changed nothing.
      const [first] = content.agents
      if (first !== undefined)
        add({
          region,
          name: 'UpdateAgent',
          source: bedrock,
          at: daysAgo(organisation, 1),
          by: { kind: 'person', mail: organisation.people.leaver(2).mail },
          request: { agentId: first.agent.agentId },
          errorCode: 'AccessDenied',
        })
      fillCalls(organisation, account, region, content)
    }
    for (const { UserName, LastUsedDate } of account.identities.accessKeys)
      add({
        region: home,
        name: 'InvokeModel',
        source: bedrock,
        at: String(LastUsedDate),
        by: { kind: 'user', name: UserName },
        readOnly: true,
      })
    fillIdentityEvents(organisation, account, actors)
  }
}

interface Made {
  readonly name: string
  readonly source: string
  readonly request: Wire
  readonly response?: Wire
}

interface Actors {
  maker(index: number): Actor
  changer(index: number): Actor
}

/** People of the unit make things; every third change comes from a program that delivers software. */
const actorsOf = ({ people }: Organisation, { id, unit }: AccountPlan): Actors => ({
  maker: (index) => ({ kind: 'person', mail: people.someone(unit, index % 20).mail }),
  changer: (index) =>
    index % 3 === 1
      ? { kind: 'role', arn: `arn:aws:iam::${id}:role/deploy-pipeline`, session: 'run-4711' }
      : { kind: 'person', mail: people.someone(unit, (index + 1) % 20).mail },
})

function isKept({ now }: Organisation, at: unknown): boolean {
  return typeof at === 'string' && Date.parse(at) > now - keptDays * 86_400_000
}

/** One call of a model for each identity that acts here, by each of the ways in turn. */
function fillCalls(organisation: Organisation, account: AccountPlan, region: string, content: PlaceContent): void {
  const acting = [
    ...content.agents.map(({ agent }) => agent.agentResourceRoleArn),
    ...content.runtimes.map(({ roleArn }) => roleArn),
    ...content.harnesses.map(({ executionRoleArn }) => executionRoleArn),
    ...content.flows.map(({ executionRoleArn }) => executionRoleArn),
  ]
  for (const [index, arn] of [...new Set(acting.map(String))].entries()) {
    const at = account.identities.access.get(arn)?.get('bedrock')
    if (typeof at !== 'string') continue
    addEvent(organisation, account, {
      region,
      name: waysToCall[index % waysToCall.length] ?? 'InvokeModel',
      source: bedrock,
      at,
      by: { kind: 'role', arn, session: 'BedrockAgents' },
      request: { modelId: 'anthropic.claude-sonnet-4-20250514-v1:0' },
      readOnly: true,
    })
  }
}

function fillIdentityEvents(organisation: Organisation, account: AccountPlan, actors: Actors): void {
  const { roles, users } = account.identities
  for (const [index, { RoleName: roleName }] of roles.entries())
    if (index % 2 === 0)
      addEvent(organisation, account, {
        region: home,
        name: 'PutRolePolicy',
        source: 'iam.amazonaws.com',
        at: daysAgo(organisation, 40),
        by: actors.maker(index),
        request: { roleName, policyName: 'inline' },
      })
  for (const [index, { UserName: userName }] of users.entries())
    addEvent(organisation, account, {
      region: home,
      name: 'PutUserPolicy',
      source: 'iam.amazonaws.com',
      at: daysAgo(organisation, 60),
      by: actors.maker(index),
      request: { userName, policyName: 'inline' },
    })
}
