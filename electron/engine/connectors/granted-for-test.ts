import { parse } from 'yaml'
import { z } from 'zod'
import type { GrantDocument } from '../../../shared/domain/grant-document.ts'
import { privilegeOfScope } from './google-workspace/grant.ts'
import { graphPermissionIds } from './microsoft-365/graph-permission-ids.ts'

// What a document grants, read back from its text the way the provider would: by the published grammar of its form, strictly,
// so that a member the provider does not know fails too.

const action = z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/)
const policySchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z
    .array(
      z.strictObject({
        Sid: z.string().regex(/^[A-Za-z0-9]+$/),
        Effect: z.literal('Allow'),
        Action: z.array(action).min(1),
        Resource: z.string().regex(/^(\*|arn:.+)$/),
      }),
    )
    .min(1),
})
const trustSchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.tuple([
    z.strictObject({
      Sid: z.string().regex(/^[A-Za-z0-9]+$/),
      Effect: z.literal('Allow'),
      Principal: z.strictObject({ AWS: z.unknown() }),
      Action: z.literal('sts:AssumeRole'),
      Condition: z.strictObject({ StringEquals: z.strictObject({ 'sts:ExternalId': z.unknown() }) }),
    }),
  ]),
})
const parameter = z.strictObject({
  Type: z.literal('String'),
  Description: z.string(),
  MinLength: z.number().optional(),
  NoEcho: z.boolean().optional(),
})
const stackSchema = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Description: z.string().max(1_024),
  Parameters: z.strictObject({ Principal: parameter, ExternalId: parameter }),
  Resources: z.strictObject({
    Role: z.strictObject({
      Type: z.literal('AWS::IAM::Role'),
      Properties: z.strictObject({
        RoleName: z.string().regex(/^[\w+=,.@-]{1,64}$/),
        AssumeRolePolicyDocument: trustSchema,
        Policies: z.tuple([z.strictObject({ PolicyName: z.string(), PolicyDocument: policySchema })]),
      }),
    }),
  }),
})
const azureSchema = z.strictObject({
  properties: z.strictObject({
    roleName: z.string().min(1).max(512),
    description: z.string().max(2_048),
    assignableScopes: z.array(z.string().regex(/^\/(subscriptions\/|providers\/Microsoft\.Management\/managementGroups\/)/)).min(1),
    permissions: z.tuple([
      z.strictObject({
        actions: z.array(z.string().regex(/^[\w.]+(\/[\w.-]+)+$/)),
        notActions: z.array(z.never()),
        dataActions: z.array(z.string().regex(/^[\w.]+(\/[\w.-]+)+$/)),
        notDataActions: z.array(z.never()),
      }),
    ]),
  }),
})
const googleRoleSchema = z.strictObject({
  title: z.string().min(1).max(100),
  description: z.string().max(256),
  stage: z.enum(['ALPHA', 'BETA', 'GA']),
  includedPermissions: z.array(z.string().regex(/^[a-z][\w]*(\.[A-Za-z]\w*)+$/)).min(1),
})
const graphSchema = (type: 'Role' | 'Scope') =>
  z.strictObject({
    requiredResourceAccess: z.tuple([
      z.strictObject({
        resourceAppId: z.literal('00000003-0000-0000-c000-000000000000'),
        resourceAccess: z.array(z.strictObject({ id: z.uuid(), type: z.literal(type) })).min(1),
      }),
    ]),
  })
const gitHubSchema = z.strictObject({
  name: z.string().min(1).max(34),
  url: z.url(),
  public: z.literal(false),
  default_events: z.array(z.never()),
  default_permissions: z.record(z.string().regex(/^[a-z_]+$/), z.enum(['read', 'write', 'admin'])),
})
const slackSchema = z.strictObject({
  display_information: z.strictObject({ name: z.string().min(1).max(35) }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ user: z.array(z.string().regex(/^[a-z][\w.:]*$/)).min(1) }) }),
  settings: z.strictObject({
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
})

type Read = (text: string) => readonly string[]

const json = (text: string): unknown => JSON.parse(text)
const lines: Read = (text) => text.split('\n').slice(0, -1)
const actionsOf = (policy: z.infer<typeof policySchema>) => policy.Statement.flatMap((statement) => statement.Action)
const nameOf = (kind: 'role' | 'scope', id: string): string =>
  Object.entries(graphPermissionIds).find(([, ids]) => ids[kind] === id)?.[0] ?? `unknown id ${id}`
const azureRole = (text: string) => azureSchema.parse(json(text)).properties.permissions[0]
/** Members of the link that are settings of the app. */
const settings = new Set(['name', 'url', 'public', 'webhook_active'])

const readers: Readonly<Record<string, Read>> = {
  'microsoft-365/application': (text) =>
    graphSchema('Role')
      .parse(json(text))
      .requiredResourceAccess[0].resourceAccess.map(({ id }) => nameOf('role', id)),
  'microsoft-365/delegated': (text) =>
    graphSchema('Scope')
      .parse(json(text))
      .requiredResourceAccess[0].resourceAccess.map(({ id }) => nameOf('scope', id)),
  'microsoft-365/dataverse-role': (text) =>
    lines(text).map((line) => line.replace(/^(\w+): (\w+), access level Organization$/, 'Dataverse: $2 on $1')),
  'microsoft-365/power-platform-scopes': (text) => lines(text).map((line) => `Power Platform API: ${line}`),
  'microsoft-365/management-application': lines,
  'google-workspace/delegation': (text) => text.trim().split(','),
  'google-workspace/admin-role': (text) =>
    lines(text).map((line) => Object.entries(privilegeOfScope).find(([, privilege]) => privilege === line)?.[0] ?? line),
  'slack/app-manifest': (text) => slackSchema.parse(json(text)).oauth_config.scopes.user,
  'github/app-link': (text) =>
    [...new URL(text.trim()).searchParams].flatMap(([name, level]) => (settings.has(name) ? [] : [`${name}:${level}`])),
  'github/app-manifest': (text) =>
    Object.entries(gitHubSchema.parse(json(text)).default_permissions).map(([name, level]) => `${name}:${level}`),
  'github/enterprise-app': lines,
  'n8n/key-scopes': lines,
  'openai/admin-key': lines,
  'openai/project-key': lines,
  'anthropic/credentials': lines,
  'aws/stack-set': (text) => actionsOf(stackSchema.parse(parse(text)).Resources.Role.Properties.Policies[0].PolicyDocument),
  'aws/policy': (text) => actionsOf(policySchema.parse(json(text))),
  // These two say who may take the role; what it may do then, they do not say.
  'aws/trust-policy': (text) => trustSchema.parse(json(text)).Statement.flatMap(() => []),
  'aws/hub-policy': (text) => actionsOf(policySchema.parse(json(text))).filter((one) => one !== 'sts:AssumeRole'),
  'azure/role': (text) => azureRole(text).actions,
  'azure/data-role': (text) => azureRole(text).dataActions,
  'google-cloud/custom-role': (text) => googleRoleSchema.parse(parse(text)).includedPermissions,
}

/**
 * The permissions a document grants, parsed out of its text.
 * @throws where the text breaks the grammar of its form, or nobody here can read it
 */
export function grantedBy(provider: string, { id, purpose, text }: GrantDocument): readonly string[] {
  const read = readers[`${provider}/${id.slice(`${provider}-${purpose}-`.length)}`]
  if (read === undefined) throw new Error(`the document ${id} has no reader`)
  return read(text)
}
