import { answer } from '../answer-key.ts'
import { guidAt } from '../ids.ts'
import { type AccountPlan, accountNamed, daysAgo, type Organisation, type Wire } from './organisation.ts'

interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: object
}

/** As the provider hands policies out: JSON, escaped for addresses. */
const document = (...Statement: readonly Statement[]): string => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }))

const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*'): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
})

const trust = (Service: string): string =>
  encodeURIComponent(
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] }),
  )

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
const logsOnly = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']
const invoke = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']

interface RolePlan {
  readonly name: string
  readonly path?: string
  readonly service?: string
  readonly statements?: readonly Statement[]
  readonly attached?: readonly string[]
  readonly boundary?: string
  readonly usedDaysAgo?: number
  /** Services it may use and never did. */
  readonly neverUsed?: readonly string[]
  readonly tags?: Readonly<Record<string, string>>
}

/** Whoever acts in the accounts: a role for each agent and function, people through single sign-on, users with keys. */
export function fillIdentities(organisation: Organisation): void {
  for (const account of organisation.accounts) {
    fillCommon(organisation, account)
    for (const place of account.places.values()) {
      for (const { agent } of place.agents) {
        const name = String(agent.agentResourceRoleArn).split('/').at(-1) ?? ''
        addRole(organisation, account, {
          name,
          path: '/service-role/',
          service: 'bedrock.amazonaws.com',
          statements: [allow(invoke)],
          usedDaysAgo: 1,
        })
      }
      for (const { configuration } of place.functions) {
        const name = String(configuration.Role).split('/').at(-1) ?? ''
        const wide = name === 'refund-payment-admin'
        addRole(organisation, account, {
          name,
          service: 'lambda.amazonaws.com',
          ...(wide ? { attached: [administrator] } : { statements: [allow(logsOnly)] }),
        })
      }
    }
  }
  fillNamed(organisation)
}

function fillCommon(organisation: Organisation, account: AccountPlan): void {
  const made = '2015-02-06T18:39:46Z'
  account.identities.policies.push({
    PolicyName: 'AdministratorAccess',
    PolicyId: 'ANPAESTATEADMINISTRAT',
    Arn: administrator,
    Path: '/',
    AttachmentCount: 1,
    IsAttachable: true,
    CreateDate: made,
    UpdateDate: made,
    DefaultVersionId: 'v1',
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, CreateDate: made, Document: document(allow('*')) }],
  })
  // People who may do everything may also call models; that makes none of them an agent.
  addRole(organisation, account, { name: 'AWSReservedSSO_Administrators_1a2b3c', attached: [administrator] })
  addRole(organisation, account, {
    name: 'AWSServiceRoleForSupport',
    path: '/aws-service-role/support.amazonaws.com/',
    statements: [allow('support:*')],
  })
  addRole(organisation, account, {
    name: 'network-monitor',
    service: 'ec2.amazonaws.com',
    statements: [allow(['ec2:Describe*', 'cloudwatch:PutMetricData'])],
  })
}

function fillNamed(organisation: Organisation): void {
  const { answers, people, seed } = organisation
  const care = accountNamed(organisation, 'Customer Care')
  const sandbox = accountNamed(organisation, 'Engineering Sandbox')
  const data = accountNamed(organisation, 'Data Platform')
  const core = 'bedrock-agentcore.amazonaws.com'
  addRole(organisation, care, {
    name: 'order-tools-gateway',
    service: core,
    statements: [allow(['lambda:InvokeFunction', 'dynamodb:*'])],
    usedDaysAgo: 0,
  })
  addRole(organisation, care, { name: 'handbook-tools-gateway', service: core, statements: [allow('execute-api:Invoke')], usedDaysAgo: 2 })
  addRole(organisation, care, {
    name: 'returns-agent-runtime',
    service: core,
    statements: [allow([...invoke, 'dynamodb:PutItem', 'ses:SendEmail'])],
    usedDaysAgo: 0,
    neverUsed: ['ses'],
  })
  addRole(organisation, sandbox, { name: 'search-tools-runtime', service: core, statements: [allow('s3:GetObject')], usedDaysAgo: 9 })
  addRole(organisation, sandbox, { name: 'research-helper-harness', service: core, statements: [allow(invoke)], usedDaysAgo: 3 })
  addRole(organisation, care, {
    name: 'AmazonBedrockExecutionRoleForFlows_1',
    path: '/service-role/',
    service: 'bedrock.amazonaws.com',
    statements: [allow([...invoke, 'bedrock:Retrieve'])],
    usedDaysAgo: 1,
  })

  // A program somewhere that may call models, and that no agent service knows.
  const batch = addRole(organisation, data, {
    name: 'nightly-classifier',
    service: 'ecs-tasks.amazonaws.com',
    statements: [allow([...invoke, 's3:GetObject'])],
    usedDaysAgo: 1,
    neverUsed: ['s3'],
    tags: { Owner: people.someone('Sales', 2).mail },
  })
  answers.push(
    answer({
      provider: 'aws',
      name: 'nightly-classifier',
      nativeId: { kind: 'aws-role-arn', value: String(batch.Arn) },
      isAgent: true,
      agentKind: 'automation-identity',
    }),
  )
  // What one statement gives another takes back: it may not call models.
  addRole(organisation, data, {
    name: 'report-builder',
    service: 'ecs-tasks.amazonaws.com',
    statements: [allow(['s3:Get*', ...invoke]), { Effect: 'Deny', Action: 'bedrock:*', Resource: '*' }],
  })
  data.identities.policies.push({
    PolicyName: 'StorageOnly',
    Arn: `arn:aws:iam::${data.id}:policy/StorageOnly`,
    PolicyId: 'ANPAESTATESTORAGEONLY',
    Path: '/',
    AttachmentCount: 0,
    IsAttachable: true,
    CreateDate: daysAgo(organisation, 200),
    UpdateDate: daysAgo(organisation, 90),
    DefaultVersionId: 'v2',
    PolicyVersionList: [
      { VersionId: 'v1', IsDefaultVersion: false, CreateDate: daysAgo(organisation, 200), Document: document(allow('*')) },
      { VersionId: 'v2', IsDefaultVersion: true, CreateDate: daysAgo(organisation, 90), Document: document(allow('s3:*')) },
    ],
  })
  addRole(organisation, data, {
    name: 'bounded-loader',
    service: 'ecs-tasks.amazonaws.com',
    statements: [allow(['s3:Get*', 'bedrock:*'])],
    boundary: `arn:aws:iam::${data.id}:policy/StorageOnly`,
  })

  const mark = (space: string) => guidAt(seed, `aws/${space}`, 1).replaceAll('-', '').toUpperCase()
  const keyUser = addUser(
    organisation,
    sandbox,
    'BedrockAPIKey-q7lw',
    [allow(['bedrock:InvokeModel*', 'bedrock:CallWithBearerToken'])],
    {
      Owner: people.someone('Engineering', 6).mail,
    },
    130,
  )
  sandbox.identities.bedrockKeys.push({
    UserName: 'BedrockAPIKey-q7lw',
    ServiceSpecificCredentialId: `ACCA${mark('bedrock-key').slice(0, 17)}`,
    ServiceName: 'bedrock.amazonaws.com',
    Status: 'Active',
    CreateDate: daysAgo(organisation, 410),
  })
  answers.push(userAnswer(keyUser, 'BedrockAPIKey-q7lw', ['credential-age', 'dormant']))
  const laptop = addUser(organisation, sandbox, 'notebook-prototype', [allow('bedrock:*')], {}, 4)
  sandbox.identities.accessKeys.push({
    UserName: 'notebook-prototype',
    AccessKeyId: `AKIA${mark('laptop-key').slice(0, 16)}`,
    Status: 'Active',
    CreateDate: daysAgo(organisation, 820),
    LastUsedDate: daysAgo(organisation, 4),
  })
  answers.push(userAnswer(laptop, 'notebook-prototype', ['credential-age']))
  addUser(organisation, sandbox, 'backup-writer', [allow('s3:PutObject')], {})
}

const userAnswer = (user: Wire, name: string, expectedFactors: readonly string[]) =>
  answer({
    provider: 'aws',
    name,
    nativeId: { kind: 'aws-user-arn', value: String(user.Arn) },
    isAgent: true,
    agentKind: 'automation-identity',
    expectedFactors,
  })

const pairs = (tags: Readonly<Record<string, string>> = {}) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
const inline = (statements: readonly Statement[] | undefined) =>
  statements === undefined ? [] : [{ PolicyName: 'inline', PolicyDocument: document(...statements) }]

function addRole(organisation: Organisation, account: AccountPlan, plan: RolePlan): Wire {
  const { name, path = '/' } = plan
  const known = account.identities.roles.find(({ RoleName }) => RoleName === name)
  if (known !== undefined) return known
  const role: Wire = {
    Path: path,
    RoleName: name,
    RoleId: `AROA${guidAt(organisation.seed, 'aws/role', account.identities.roles.length).replaceAll('-', '').toUpperCase().slice(0, 17)}`,
    Arn: `arn:aws:iam::${account.id}:role${path}${name}`,
    CreateDate: daysAgo(organisation, 130),
    AssumeRolePolicyDocument: trust(plan.service ?? 'sso.amazonaws.com'),
    InstanceProfileList: [],
    RolePolicyList: inline(plan.statements),
    AttachedManagedPolicies: (plan.attached ?? []).map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn })),
    ...(plan.boundary ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: plan.boundary } } : {}),
    Tags: pairs(plan.tags),
    RoleLastUsed: plan.usedDaysAgo === undefined ? {} : { LastUsedDate: daysAgo(organisation, plan.usedDaysAgo), Region: 'eu-west-1' },
  }
  account.identities.roles.push(role)
  const at = plan.usedDaysAgo === undefined ? null : daysAgo(organisation, plan.usedDaysAgo)
  const services = plan.attached?.includes(administrator) ? everyService : servicesOf(plan.statements)
  account.identities.access.set(String(role.Arn), new Map(services.map((one) => [one, plan.neverUsed?.includes(one) ? null : at])))
  return role
}

/** What a report lists for somebody who may do everything; shortened. */
const everyService = ['bedrock', 'dynamodb', 'ec2', 'iam', 'kms', 'lambda', 'logs', 's3', 'sagemaker', 'sns', 'sqs', 'sts']

const servicesOf = (statements: readonly Statement[] = []): readonly string[] => [
  ...new Set(statements.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? [Action].flat().map((one) => one.split(':')[0] ?? '') : []))),
]

function addUser(
  organisation: Organisation,
  account: AccountPlan,
  name: string,
  statements: readonly Statement[],
  tags: Readonly<Record<string, string>>,
  usedDaysAgo?: number,
): Wire {
  const user: Wire = {
    Path: '/',
    UserName: name,
    UserId: `AIDA${guidAt(organisation.seed, 'aws/user', account.identities.users.length).replaceAll('-', '').toUpperCase().slice(0, 17)}`,
    Arn: `arn:aws:iam::${account.id}:user/${name}`,
    CreateDate: daysAgo(organisation, 430),
    UserPolicyList: inline(statements),
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: pairs(tags),
  }
  account.identities.users.push(user)
  const at = usedDaysAgo === undefined ? null : daysAgo(organisation, usedDaysAgo)
  account.identities.access.set(String(user.Arn), new Map(servicesOf(statements).map((one) => [one, at])))
  return user
}
