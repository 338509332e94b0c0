import { answer } from '../answer-key.ts'
import { hostileNames } from '../hostile-names.ts'
import { functionAnswer, makeFunction } from './make-function.ts'
import { type AccountPlan, accountNamed, daysAgo, type Organisation, placeIn, shortId, type Wire } from './organisation.ts'

/** What lives beside the agents of the first generation: runtimes, gateways, harnesses, assistants, endpoints and functions. */
export function fillResources(organisation: Organisation): void {
  const { people, answers, seed } = organisation
  const care = accountNamed(organisation, 'Customer Care')
  const sandbox = accountNamed(organisation, 'Engineering Sandbox')
  const data = accountNamed(organisation, 'Data Platform')
  const far = secondRegion(sandbox)
  const known = (name: string, value: string, agentKind: string, more = {}) =>
    answers.push(answer({ provider: 'aws', name, nativeId: { kind: 'aws-arn', value }, isAgent: true, agentKind, ...more }))

  // 19: anybody who finds the address can call its tools.
  const open = gateway(organisation, care, 'order-tools', 1, { authorizerType: 'NONE', role: 'order-tools-gateway', target: 'LAMBDA' })
  known('order-tools', open, 'mcp-server', { archetype: 19, expected: 'critical', expectedFactors: ['exposure'] })
  known(
    'handbook-tools',
    gateway(organisation, care, 'handbook-tools', 2, {
      authorizerType: 'CUSTOM_JWT',
      role: 'handbook-tools-gateway',
      target: 'OPEN_API_SCHEMA',
    }),
    'mcp-server',
  )

  known('returns_agent', runtime(organisation, care, 'returns_agent', 1, 'returns-agent-runtime', 'HTTP'), 'autonomous-agent')
  known('search_tools', runtime(organisation, sandbox, 'search_tools', 2, 'search-tools-runtime', 'MCP'), 'mcp-server')

  const place = placeIn(sandbox, far)
  const harnessArn = `arn:aws:bedrock-agentcore:${far}:${sandbox.id}:harness/research-helper-${shortId(seed, 'harness', 1)}`
  place.harnesses.push({
    harnessId: lastOf(harnessArn),
    harnessName: 'research_helper',
    arn: harnessArn,
    status: 'READY',
    executionRoleArn: `arn:aws:iam::${sandbox.id}:role/research-helper-harness`,
    createdAt: daysAgo(organisation, 30),
    updatedAt: daysAgo(organisation, 3),
    model: { bedrockModelConfig: { modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0' } },
    systemPrompt: [{ text: 'Find sources.' }],
    tools: [
      { type: 'agentcore_browser', name: 'browser' },
      { type: 'agentcore_code_interpreter', name: 'python' },
    ],
    skills: [],
    allowedTools: ['*'],
    truncation: { strategy: 'sliding_window' },
    environment: {
      agentCoreRuntimeEnvironment: {
        agentRuntimeArn: harnessArn.replace(':harness/', ':runtime/harness_'),
        agentRuntimeName: 'harness_research_helper',
        agentRuntimeId: `harness_${lastOf(harnessArn)}`,
        lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
        networkConfiguration: { networkMode: 'PUBLIC' },
      },
    },
    harnessVersion: '1',
  })
  place.tags.set(harnessArn, { Owner: people.someone('Engineering', 4).mail })
  known('research_helper', harnessArn, 'autonomous-agent')

  const lone = `arn:aws:bedrock-agentcore:${far}:${sandbox.id}:workload-identity-directory/default/workload-identity/on-premises-planner`
  place.workloads.push({ name: 'on-premises-planner', workloadIdentityArn: lone })
  answers.push(
    answer({
      provider: 'aws',
      name: 'on-premises-planner',
      nativeId: { kind: 'aws-workload-identity', value: lone },
      isAgent: true,
      agentKind: 'automation-identity',
    }),
  )
  // Other than the rest of this service, its vault tells time in seconds.
  const kept = Date.parse(daysAgo(organisation, 25)) / 1_000
  const vault = `arn:aws:bedrock-agentcore:${far}:${sandbox.id}:token-vault/default`
  place.oauthProviders.push({
    name: 'team-chat',
    credentialProviderVendor: 'SlackOauth2',
    credentialProviderArn: `${vault}/oauth2credentialprovider/team-chat`,
    createdTime: kept,
    lastUpdatedTime: kept,
  })
  place.keyProviders.push({
    name: 'weather-service',
    credentialProviderArn: `${vault}/apikeycredentialprovider/weather-service`,
    createdTime: kept,
    lastUpdatedTime: kept,
  })

  known('company-assistant', application(organisation, data, 'company-assistant', 1), 'assistant')

  for (const [index, name] of ['churn-score', 'demand-llm'].entries()) {
    const EndpointArn = `arn:aws:sagemaker:eu-west-1:${data.id}:endpoint/${name}`
    placeIn(data, 'eu-west-1').endpoints.push({
      EndpointName: name,
      EndpointArn,
      EndpointStatus: 'InService',
      CreationTime: Date.parse(daysAgo(organisation, 90 + index)) / 1_000,
      LastModifiedTime: Date.parse(daysAgo(organisation, 12)) / 1_000,
    })
    placeIn(data, 'eu-west-1').tags.set(EndpointArn, { Owner: people.someone('Sales', 3).mail })
    known(name, EndpointArn, 'model-endpoint')
  }

  const flowArn = `arn:aws:bedrock:eu-west-1:${care.id}:flow/${shortId(seed, 'flow', 1)}`
  placeIn(care, 'eu-west-1').flows.push({
    id: lastOf(flowArn),
    arn: flowArn,
    name: 'complaint-triage',
    description: 'Sorts complaints and answers the simple ones',
    status: 'Prepared',
    version: 'DRAFT',
    createdAt: daysAgo(organisation, 80),
    updatedAt: daysAgo(organisation, 8),
    executionRoleArn: `arn:aws:iam::${care.id}:role/service-role/AmazonBedrockExecutionRoleForFlows_1`,
    definition: {
      nodes: [
        { name: 'In', type: 'Input', configuration: { input: {} } },
        { name: 'Sort', type: 'Prompt', configuration: { prompt: { sourceConfiguration: {} } } },
        { name: 'Look up', type: 'KnowledgeBase', configuration: { knowledgeBase: { knowledgeBaseId: 'KBHANDBOOK' } } },
        { name: 'Out', type: 'Output', configuration: { output: {} } },
      ],
      connections: [],
    },
  })
  placeIn(care, 'eu-west-1').tags.set(flowArn, { Owner: people.someone('Customer Care', 3).mail })
  known('complaint-triage', flowArn, 'workflow')

  // 20: found by the name of a setting; what stands in it is nobody's business. It is planted here so that a test can look for it.
  const keyed = makeFunction(organisation, sandbox, {
    name: 'nightly-summary',
    region: 'eu-west-1',
    role: 'nightly-summary-role',
    variables: { OPENAI_API_KEY: plantedValue, TABLE: 'notes' },
    openUrl: true,
  })
  answers.push(functionAnswer(keyed, { archetype: 20, expected: 'critical', expectedFactors: ['exposure', 'credential-age'] }))
  const layered = makeFunction(organisation, sandbox, {
    name: 'ticket-router',
    region: far,
    role: 'ticket-router-role',
    variables: { QUEUE: 'tickets' },
    layers: ['langchain-py313'],
  })
  answers.push(functionAnswer(layered))
  // Programs that call no model, as nearly all do.
  for (const name of ['resize-images', 'enrollment-export', 'fulfillment-events', 'rotate-logs'])
    makeFunction(organisation, sandbox, {
      name,
      region: 'eu-west-1',
      role: `${name}-role`,
      variables: { API_KEY_NAME: 'partner', STAGE: 'prod' },
    })

  // 40: what people may write into a description, somebody will.
  for (const [index, text] of hostileNames.entries()) {
    const hostile = makeFunction(organisation, sandbox, {
      name: `sample-${index}`,
      region: far,
      role: 'sample-role',
      description: text.slice(0, 256),
      variables: { ANTHROPIC_API_KEY: plantedValue },
      tags: { Owner: text.slice(0, 200) },
    })
    answers.push(functionAnswer(hostile, { archetype: 40 }))
  }
}

/** Stands in settings of functions: no scan may keep it. */
const plantedValue = 'planted-value-that-nobody-may-keep-7f3a'

/** Where builders go for what is new. */
const secondRegion = ({ regions }: AccountPlan): string => (regions.includes('us-east-1') ? 'us-east-1' : 'eu-west-1')

const lastOf = (arn: string): string => arn.split('/').at(-1) ?? ''

interface GatewayPlan {
  readonly authorizerType: string
  readonly role: string
  readonly target: string
}

function gateway(organisation: Organisation, account: AccountPlan, name: string, index: number, plan: GatewayPlan): string {
  const region = 'eu-west-1'
  const gatewayId = `${name}-${shortId(organisation.seed, 'gateway', index).toLowerCase()}`
  const gatewayArn = `arn:aws:bedrock-agentcore:${region}:${account.id}:gateway/${gatewayId}`
  const workload = `arn:aws:bedrock-agentcore:${region}:${account.id}:workload-identity-directory/default/workload-identity/${gatewayId}`
  const place = placeIn(account, region)
  const at = daysAgo(organisation, 60)
  place.gateways.push({
    gateway: {
      gatewayId,
      gatewayArn,
      name,
      description: 'Tools for the agents of this team',
      status: 'READY',
      authorizerType: plan.authorizerType,
      protocolType: 'MCP',
      gatewayUrl: `https://${gatewayId}.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
      roleArn: `arn:aws:iam::${account.id}:role/${plan.role}`,
      workloadIdentityDetails: { workloadIdentityArn: workload },
      createdAt: at,
      updatedAt: at,
      ...(plan.authorizerType === 'CUSTOM_JWT'
        ? {
            authorizerConfiguration: {
              customJWTAuthorizer: { discoveryUrl: 'https://login.meridian.example/.well-known/openid-configuration' },
            },
          }
        : {}),
    },
    targets: [{ targetId: 'TARGET0001', name: `${name}-api`, status: 'READY', targetType: plan.target, createdAt: at, updatedAt: at }],
  })
  place.workloads.push({ name: gatewayId, workloadIdentityArn: workload })
  place.tags.set(gatewayArn, {})
  return gatewayArn
}

function runtime(organisation: Organisation, account: AccountPlan, name: string, index: number, role: string, protocol: string): string {
  const region = secondRegion(account)
  const agentRuntimeId = `${name}-${shortId(organisation.seed, 'runtime', index)}`
  const agentRuntimeArn = `arn:aws:bedrock-agentcore:${region}:${account.id}:runtime/${agentRuntimeId}`
  const workload = `arn:aws:bedrock-agentcore:${region}:${account.id}:workload-identity-directory/default/workload-identity/${agentRuntimeId}`
  const place = placeIn(account, region)
  const record: Wire = {
    agentRuntimeArn,
    agentRuntimeId,
    agentRuntimeVersion: '3',
    agentRuntimeName: name,
    description: 'Handles returns from letter to refund',
    status: 'READY',
    roleArn: `arn:aws:iam::${account.id}:role/${role}`,
    createdAt: daysAgo(organisation, 50),
    lastUpdatedAt: daysAgo(organisation, 5),
    networkConfiguration: { networkMode: 'PUBLIC' },
    protocolConfiguration: { serverProtocol: protocol },
    environmentVariables: { LOG_LEVEL: 'info', ANTHROPIC_API_KEY: plantedValue },
    workloadIdentityDetails: { workloadIdentityArn: workload },
    agentRuntimeArtifact: { containerConfiguration: { containerUri: `${account.id}.dkr.ecr.${region}.amazonaws.com/${name}:3` } },
    lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
  }
  place.runtimes.push(record)
  place.workloads.push({ name: agentRuntimeId, workloadIdentityArn: workload })
  place.tags.set(agentRuntimeArn, { Owner: organisation.people.someone('Customer Care', 5).mail })
  return agentRuntimeArn
}

function application(organisation: Organisation, account: AccountPlan, name: string, index: number): string {
  const region = 'eu-west-1'
  const applicationId = `00000000-0000-4000-8000-${String(organisation.seed * 1_000 + index).padStart(12, '0')}`
  const arn = `arn:aws:qbusiness:${region}:${account.id}:application/${applicationId}`
  const at = Date.parse(daysAgo(organisation, 210)) / 1_000
  const place = placeIn(account, region)
  place.applications.push({
    application: { applicationId, displayName: name, status: 'ACTIVE', identityType: 'AWS_IAM_IDC', createdAt: at, updatedAt: at },
    plugins: [
      {
        pluginId: 'plugin-1',
        displayName: 'Tickets',
        type: 'SERVICE_NOW',
        serverUrl: 'https://meridian.service.example',
        state: 'ENABLED',
        buildStatus: 'READY',
        createdAt: at,
        updatedAt: at,
      },
    ],
    accessors: [
      {
        dataAccessorId: 'accessor-1',
        displayName: 'Deck writer',
        principal: 'arn:aws:iam::999900001111:role/deck-writer',
        createdAt: at,
        updatedAt: at,
      },
    ],
  })
  place.tags.set(arn, { Owner: organisation.people.someone('Sales', 1).mail })
  return arn
}
