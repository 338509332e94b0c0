/** A management event by which a thing was made or changed, and where it names the thing. */
export interface ChangeEvent {
  readonly name: string
  /** One name is used by several services. */
  readonly source: string
  readonly does: 'made' | 'changed'
  /** Where the thing's id stands in the event; the first place that holds one counts. */
  readonly where: readonly (readonly [part: 'requestParameters' | 'responseElements', ...members: string[]])[]
}

const bedrock = 'bedrock.amazonaws.com'
const core = 'bedrock-agentcore.amazonaws.com'
const iam = 'iam.amazonaws.com'

const made = (name: string, source: string, ...where: ChangeEvent['where']): ChangeEvent => ({ name, source, does: 'made', where })
const changed = (name: string, source: string, ...where: ChangeEvent['where']): ChangeEvent => ({ name, source, does: 'changed', where })

const functionName: ChangeEvent['where'] = [
  ['responseElements', 'functionName'],
  ['requestParameters', 'functionName'],
]

/**
 * By the first word of a thing's key: its events. Source: the provider's guides to logging of each service and the members of the requests
 * and replies in its own service descriptions, 2026-11. Calls that make or change things are logged everywhere without anybody's doing;
 * so are calls of models. Calls of agents, flows, runtimes and gateways are data events, which are not.
 */
export const changeEvents: Readonly<Record<string, readonly ChangeEvent[]>> = {
  agent: [
    made('CreateAgent', bedrock, ['responseElements', 'agent', 'agentId']),
    changed('UpdateAgent', bedrock, ['requestParameters', 'agentId']),
    changed('UpdateAgentActionGroup', bedrock, ['requestParameters', 'agentId']),
  ],
  flow: [
    made('CreateFlow', bedrock, ['responseElements', 'id']),
    changed('UpdateFlow', bedrock, ['requestParameters', 'flowIdentifier'], ['responseElements', 'id']),
  ],
  runtime: [
    made('CreateAgentRuntime', core, ['responseElements', 'agentRuntimeId']),
    changed('UpdateAgentRuntime', core, ['requestParameters', 'agentRuntimeId']),
  ],
  gateway: [
    made('CreateGateway', core, ['responseElements', 'gatewayId']),
    changed('UpdateGateway', core, ['requestParameters', 'gatewayIdentifier']),
  ],
  harness: [
    made('CreateHarness', core, ['responseElements', 'harness', 'harnessId']),
    changed('UpdateHarness', core, ['requestParameters', 'harnessId']),
  ],
  workload: [made('CreateWorkloadIdentity', core, ['requestParameters', 'name'])],
  application: [
    made('CreateApplication', 'qbusiness.amazonaws.com', ['responseElements', 'applicationId']),
    changed('UpdateApplication', 'qbusiness.amazonaws.com', ['requestParameters', 'applicationId']),
  ],
  endpoint: [
    made('CreateEndpoint', 'sagemaker.amazonaws.com', ['requestParameters', 'endpointName']),
    changed('UpdateEndpoint', 'sagemaker.amazonaws.com', ['requestParameters', 'endpointName']),
  ],
  // The version of the call is part of the event's name, and stays what it was when the call is renewed.
  function: [
    made('CreateFunction20150331', 'lambda.amazonaws.com', ...functionName),
    changed('UpdateFunctionConfiguration20150331v2', 'lambda.amazonaws.com', ...functionName),
    changed('UpdateFunctionCode20150331v2', 'lambda.amazonaws.com', ...functionName),
  ],
  role: [
    made('CreateRole', iam, ['requestParameters', 'roleName']),
    changed('PutRolePolicy', iam, ['requestParameters', 'roleName']),
    changed('AttachRolePolicy', iam, ['requestParameters', 'roleName']),
  ],
  user: [
    made('CreateUser', iam, ['requestParameters', 'userName']),
    changed('PutUserPolicy', iam, ['requestParameters', 'userName']),
    changed('AttachUserPolicy', iam, ['requestParameters', 'userName']),
  ],
}

/** Events of a model being called, by whichever of the ways there are. The model is named in them; what was said is not. */
export const modelCalls: readonly string[] = ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream']
export const modelSource = bedrock
