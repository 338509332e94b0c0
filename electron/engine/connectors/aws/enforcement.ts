import type { Enforceable, EnforceableStatement, EnforcementMark, EnforcementPoint } from '../../../../shared/domain/enforcement.ts'

/** What an action on a class of resource is called here. What is not listed has no counterpart that is meant by it alone. */
const counterparts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  read: {
    files: ['s3:GetObject*', 's3:ListBucket'],
    database: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'],
    'audit-log': ['cloudtrail:LookupEvents', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
    code: ['codecommit:GitPull'],
    knowledge: ['bedrock:Retrieve', 'bedrock:RetrieveAndGenerate'],
  },
  write: {
    files: ['s3:PutObject*'],
    database: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
    code: ['codecommit:GitPush'],
  },
  delete: {
    files: ['s3:DeleteObject*', 's3:DeleteBucket'],
    database: ['dynamodb:DeleteItem', 'dynamodb:DeleteTable', 'rds:DeleteDB*'],
    'audit-log': ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging', 'logs:DeleteLogGroup', 'logs:DeleteLogStream'],
    infrastructure: ['ec2:TerminateInstances', 'cloudformation:DeleteStack'],
    identity: ['iam:DeleteRole', 'iam:DeleteUser'],
  },
  send: { mail: ['ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail'], chat: ['sns:Publish'] },
  execute: {
    shell: ['ssm:SendCommand', 'ssm:StartSession'],
    automation: ['lambda:InvokeFunction', 'states:StartExecution'],
    infrastructure: ['ec2:RunInstances', 'cloudformation:CreateStack', 'cloudformation:UpdateStack'],
  },
  administer: { identity: ['iam:*', 'sso:*'], infrastructure: ['organizations:*', 'account:*'], policy: ['iam:*Policy*'] },
  invoke: {
    model: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
    agent: ['bedrock:InvokeAgent', 'bedrock-agentcore:InvokeAgentRuntime'],
  },
  pay: { commerce: ['aws-marketplace:Subscribe'] },
}

/** Longest document that is taken, in characters without white space. */
const mostCharacters = { scp: 5_120, boundary: 6_144 }

export const awsScp: EnforcementPoint = {
  id: 'aws-scp',
  title: 'AWS service control policy',
  fileName: 'service-control-policy.json',
  howTo: 'Attach it to an organisational unit that holds these agents and nothing else: it denies to every principal in it.',
  write: (enforceable) => written(enforceable, 'scp'),
}

export const awsBoundary: EnforcementPoint = {
  id: 'aws-boundary',
  title: 'AWS permissions boundary',
  fileName: 'permissions-boundary.json',
  howTo: 'Set it as the permissions boundary of the roles these agents act as: it grants nothing, and is the most they may have.',
  write: (enforceable) => written(enforceable, 'boundary'),
}

interface Turned {
  readonly rule: {
    readonly Sid: string
    readonly Effect: 'Allow' | 'Deny'
    readonly Action: readonly string[]
    readonly Resource: '*'
  } | null
  readonly mark: EnforcementMark
}

function written(
  { statements }: Enforceable,
  form: 'scp' | 'boundary',
): { readonly text: string; readonly marks: readonly EnforcementMark[] } {
  const turned = statements.map((one, at) => (one.effect === 'forbid' ? denied(one, at) : allowed(one, at, form)))
  const rules = turned.flatMap(({ rule }) => rule ?? [])
  // A control policy only takes away: without this, everything would be denied.
  const base = form === 'scp' ? [{ Sid: 'Base', Effect: 'Allow', Action: ['*'], Resource: '*' }] : []
  const document = { Version: '2012-10-17', Statement: [...base, ...rules] }
  const marks = turned.map(({ mark }) => mark)
  const length = JSON.stringify(document).length
  if (length <= mostCharacters[form]) return { text: `${JSON.stringify(document, null, 2)}\n`, marks }
  const why = `The document would have ${length} characters, and ${mostCharacters[form]} is the most that is taken. Split the policy.`
  return { text: `${JSON.stringify(document, null, 2)}\n`, marks: marks.map((mark) => ({ ...mark, expressed: 'not', why })) }
}

function denied(statement: EnforceableStatement, at: number): Turned {
  const { actions, missing } = actionsOf(statement)
  if (actions.length === 0) return { rule: null, mark: not(statement, nothingMeans(statement)) }
  if (statement.dependsOn.length > 0)
    return {
      rule: null,
      mark: not(
        statement,
        `It depends on ${statement.dependsOn.join(', ')}, which is not known here; without it more would be denied than is meant.`,
      ),
    }
  return { rule: { Sid: `Deny${at}`, Effect: 'Deny', Action: actions, Resource: '*' }, mark: asFar(statement, missing) }
}

function allowed(statement: EnforceableStatement, at: number, form: 'scp' | 'boundary'): Turned {
  if (form === 'scp') return { rule: null, mark: not(statement, 'It permits; a control policy only takes away, and grants nothing.') }
  const { actions, missing } = actionsOf(statement)
  if (actions.length === 0) return { rule: null, mark: not(statement, nothingMeans(statement)) }
  const rule = { Sid: `Allow${at}`, Effect: 'Allow', Action: actions, Resource: '*' } as const
  if (statement.dependsOn.length === 0) return { rule, mark: asFar(statement, missing) }
  const why = `It allows wider than the policy: ${statement.dependsOn.join(', ')} is not known here. Name buckets, tables and models in Resource.`
  return { rule, mark: { statement: statement.id, expressed: 'partly', why } }
}

function actionsOf({ actions, classes }: EnforceableStatement): {
  readonly actions: readonly string[]
  readonly missing: readonly string[]
} {
  const found = new Set<string>()
  const missing: string[] = []
  for (const action of actions) {
    const known = counterparts[action] ?? {}
    for (const kind of classes ?? Object.keys(known)) {
      const names = Object.hasOwn(known, kind) ? known[kind] : undefined
      if (names === undefined) missing.push(`${action} ${kind}`)
      for (const name of names ?? []) found.add(name)
    }
    if (Object.keys(known).length === 0) missing.push(action)
  }
  return { actions: [...found].sort(), missing: [...new Set(missing)] }
}

/** Even where nothing is missing the list is one of known services, so it is never said to be the whole. */
function asFar({ id }: EnforceableStatement, missing: readonly string[]): EnforcementMark {
  const without = missing.length === 0 ? '' : ` Nothing here means: ${missing.join(', ')}.`
  return { statement: id, expressed: 'partly', why: `It holds for the services that are listed in it, whatever their data.${without}` }
}

function not({ id }: EnforceableStatement, why: string): EnforcementMark {
  return { statement: id, expressed: 'not', why }
}

function nothingMeans({ actions, classes }: EnforceableStatement): string {
  if (actions.every((action) => action === 'operate')) return 'It is about the agent as a whole, which has no counterpart here.'
  return `Nothing here means ${actions.join(', ')}${classes === null ? '' : ` on ${classes.join(', ')}`}.`
}
