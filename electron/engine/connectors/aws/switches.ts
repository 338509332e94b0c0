import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import { readPolicy } from './iam/document.ts'
import { readList } from './read-list.ts'
import { readOne } from './read-one.ts'
import { aliasSchema, id, text } from './schema.ts'
import { accessKeySchema, bedrockKeySchema } from './schema-iam.ts'
import { type Answer, type Asker, send } from './send.ts'

export type Params = Readonly<Record<string, string>>

/** How a thing is now. `before` is what must be put back to undo. */
export interface Standing {
  readonly stopped: boolean
  readonly before: string | null
  readonly call: string | null
}

/** One way to stop a thing: read how it is, stop it, put back what was. */
export interface Switch {
  read(asker: Asker, params: Params): Promise<Result<Standing>>
  stop(asker: Asker, params: Params, before: string | null): Promise<Result<Answer>>
  restore(asker: Asker, params: Params, before: string | null): Promise<Result<Answer>>
}

/** Name of the policy that denies a role everything. */
const denyPolicy = 'RollcallDeny'
const denyAll = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: denyPolicy, Effect: 'Deny', Action: '*', Resource: '*' }] })

const aliasReply = z.object({ agentAlias: aliasSchema.extend({ agentAliasName: id, description: text }) })

const alias: Switch = {
  async read(asker, { agentId, agentAliasId }) {
    const read = await readOne(asker, 'alias', { agentId, agentAliasId }, aliasReply)
    if (!read.ok) return read
    const { agentAliasName, aliasInvocationState, routingConfiguration } = read.value.item.agentAlias
    const before = JSON.stringify({ agentAliasName, routingConfiguration: routingConfiguration ?? [] })
    return ok({ stopped: aliasInvocationState === 'REJECT_INVOCATIONS', before, call: read.value.call })
  },
  // The provider replaces the whole alias: name and routing are sent again as they are.
  stop: (asker, params, before) => setAlias(asker, params, before, 'REJECT_INVOCATIONS'),
  restore: (asker, params, before) => setAlias(asker, params, before, 'ACCEPT_INVOCATIONS'),
}

const setAlias = (asker: Asker, { agentId, agentAliasId }: Params, before: string | null, aliasInvocationState: string) =>
  send(asker, 'set-alias', { agentId, agentAliasId, ...JSON.parse(before ?? '{}'), aliasInvocationState })

const resourcePolicy: Switch = {
  async read(asker, { resourceArn }) {
    const read = await readOne(asker, 'resource-policy', { resourceArn }, z.object({ policy: text }))
    if (!read.ok) return read.failure.code === 'not-found' ? ok({ stopped: false, before: null, call: null }) : read
    const policy = read.value.item.policy ?? null
    const denies = readPolicy(policy).statements.some(
      ({ allows, actions, conditional }) => !allows && !conditional && actions.includes('*'),
    )
    return ok({ stopped: denies, before: policy, call: read.value.call })
  },
  stop: (asker, { resourceArn = '' }, before) =>
    send(asker, 'set-resource-policy', { resourceArn, policy: withDenial(before, resourceArn) }),
  restore: (asker, { resourceArn }, before) =>
    before === null
      ? send(asker, 'delete-resource-policy', { resourceArn })
      : send(asker, 'set-resource-policy', { resourceArn, policy: before }),
}

/** A denial wins over every allowance, so what was there stays as it is. */
function withDenial(policy: string | null, Resource: string): string {
  const known = z.object({ Statement: z.array(z.unknown()) }).safeParse(policy === null ? null : JSON.parse(policy))
  const denial = { Sid: denyPolicy, Effect: 'Deny', Principal: '*', Action: '*', Resource }
  return JSON.stringify({ Version: '2012-10-17', Statement: [...(known.success ? known.data.Statement : []), denial] })
}

const concurrency: Switch = {
  async read(asker, { FunctionName }) {
    const reserved = z.object({ ReservedConcurrentExecutions: z.number().nullish() })
    const read = await readOne(asker, 'concurrency', { FunctionName }, reserved)
    if (!read.ok) return read
    const now = read.value.item.ReservedConcurrentExecutions ?? null
    return ok({ stopped: now === 0, before: now === null ? null : String(now), call: read.value.call })
  },
  stop: (asker, { FunctionName }) => send(asker, 'set-concurrency', { FunctionName, ReservedConcurrentExecutions: 0 }),
  restore: (asker, { FunctionName }, before) =>
    before === null
      ? send(asker, 'delete-concurrency', { FunctionName })
      : send(asker, 'set-concurrency', { FunctionName, ReservedConcurrentExecutions: Number(before) }),
}

const accessKey: Switch = {
  async read(asker, { UserName, AccessKeyId }) {
    const token = ['Marker', 'Marker'] as const
    const list = await readList(asker, {
      call: 'access-keys',
      input: { UserName },
      items: 'AccessKeyMetadata',
      token,
      schema: accessKeySchema,
    })
    if (list.problem !== null) return list.problem
    const active = list.items.some((key) => key.AccessKeyId === AccessKeyId && key.Status !== 'Inactive')
    return ok({ stopped: !active, before: 'Active', call: list.call })
  },
  stop: (asker, { UserName, AccessKeyId }) => send(asker, 'set-access-key', { UserName, AccessKeyId, Status: 'Inactive' }),
  restore: (asker, { UserName, AccessKeyId }) => send(asker, 'set-access-key', { UserName, AccessKeyId, Status: 'Active' }),
}

const bedrockKey: Switch = {
  async read(asker, { UserName, ServiceSpecificCredentialId }) {
    const token = ['Marker', 'Marker'] as const
    const of = { call: 'bedrock-keys', input: { UserName }, items: 'ServiceSpecificCredentials', token, schema: bedrockKeySchema }
    const list = await readList(asker, of)
    if (list.problem !== null) return list.problem
    const active = list.items.some((key) => key.ServiceSpecificCredentialId === ServiceSpecificCredentialId && key.Status !== 'Inactive')
    return ok({ stopped: !active, before: 'Active', call: list.call })
  },
  stop: (asker, { UserName, ServiceSpecificCredentialId }) =>
    send(asker, 'set-bedrock-key', { UserName, ServiceSpecificCredentialId, Status: 'Inactive' }),
  restore: (asker, { UserName, ServiceSpecificCredentialId }) =>
    send(asker, 'set-bedrock-key', { UserName, ServiceSpecificCredentialId, Status: 'Active' }),
}

const role: Switch = {
  async read(asker, { RoleName }) {
    const read = await readOne(asker, 'role-policy', { RoleName, PolicyName: denyPolicy }, z.object({ PolicyDocument: text }))
    if (!read.ok) return read.failure.code === 'not-found' ? ok({ stopped: false, before: null, call: null }) : read
    return ok({ stopped: true, before: null, call: read.value.call })
  },
  stop: (asker, { RoleName }) => send(asker, 'set-role-policy', { RoleName, PolicyName: denyPolicy, PolicyDocument: denyAll }),
  restore: (asker, { RoleName }) => send(asker, 'delete-role-policy', { RoleName, PolicyName: denyPolicy }),
}

/** By the call that stops. */
export const switches: Readonly<Record<string, Switch>> = {
  'set-alias': alias,
  'set-resource-policy': resourcePolicy,
  'set-concurrency': concurrency,
  'set-access-key': accessKey,
  'set-bedrock-key': bedrockKey,
  'set-role-policy': role,
}
