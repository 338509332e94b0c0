import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { callerSchema, credentialsSchema } from './schema.ts'
import { type Asker, send } from './send.ts'
import type { ClientConfig } from './services.ts'
import { homes, partitionOf } from './settings.ts'

type Credentials = ClientConfig['credentials']

interface Session {
  readonly credentials: Credentials
  /** Milliseconds; a session that is nearly over is not begun with. */
  readonly until: number
}

/** Time that must be left in a session: more than the longest place takes. */
const leastLeftMs = 10 * 60_000

/** The key that a person gave. */
async function baseCredentials(context: ConnectorContext): Promise<Result<Credentials>> {
  const [accessKeyId, secretAccessKey, sessionToken] = await Promise.all(
    ['accessKeyId', 'secretAccessKey', 'sessionToken'].map((key) => context.secret(key)),
  )
  for (const secret of [accessKeyId, secretAccessKey, sessionToken]) if (secret !== undefined && !secret.ok) return secret
  const value = (secret: typeof accessKeyId): string => (secret?.ok === true ? (secret.value ?? '').trim() : '')
  if (value(accessKeyId) === '' || value(secretAccessKey) === '')
    return failed(
      failure('auth-failed', 'No access key is stored for this organisation.', {
        subject: 'accessKeyId',
        next: 'Make an access key for a user that may assume the reading role, and store it with the connection.',
      }),
    )
  const token = value(sessionToken)
  return ok({
    accessKeyId: value(accessKeyId),
    secretAccessKey: value(secretAccessKey),
    ...(token === '' ? {} : { sessionToken: token }),
  })
}

const asking = (context: ConnectorContext, credentials: Credentials, region: string, lane: string): Asker => ({
  context,
  credentials,
  region,
  lane,
  clients: new Map(),
})

/** The key itself, for the questions that find out where to look. */
async function baseAsker(context: ConnectorContext): Promise<Result<Asker>> {
  const credentials = await baseCredentials(context)
  if (!credentials.ok) return credentials
  return ok(asking(context, credentials.value, homes[partitionOf(context.settings)].home, 'base'))
}

/** Whose key it is: account and name. */
export function callerOf(context: ConnectorContext): Promise<Result<{ readonly account: string; readonly arn: string }>> {
  return once(context, 'caller', async () => {
    const asker = await baseAsker(context)
    if (!asker.ok) return asker
    const answer = await send(asker.value, 'caller')
    if (!answer.ok) return answer
    const parsed = callerSchema.safeParse(answer.value.output)
    if (!parsed.success) return failed(unclear)
    return ok({ account: parsed.data.Account, arn: parsed.data.Arn })
  })
}

const unclear = failure('unexpected-reply', 'the provider’s answer to a sign-in cannot be read', {
  next: 'Check that the address is the provider itself.',
})

/** Somebody who may ask in one account: the role made for it, or the key itself where no role is named. `region` empty: the home region. */
export async function askerIn(
  context: ConnectorContext,
  account: string,
  region = '',
  role = context.settings.roleName ?? '',
): Promise<Result<Asker>> {
  const where = region === '' ? homes[partitionOf(context.settings)].home : region
  if (role === '') {
    const credentials = await baseCredentials(context)
    return credentials.ok ? ok(asking(context, credentials.value, where, account)) : credentials
  }
  const session = await sessionOf(context, account, role)
  return session.ok ? ok(asking(context, session.value.credentials, where, account)) : session
}

/** One session for each account and role, shared by all steps of a scan, and a new one before it ends. */
async function sessionOf(context: ConnectorContext, account: string, role: string): Promise<Result<Session>> {
  const key = `session ${account} ${role}`
  const session = await once(context, key, () => assume(context, account, role))
  if (!session.ok || session.value.until - context.now().getTime() > leastLeftMs) return session
  // Whoever comes first asks; the others share its answer.
  if (context.memory.get(`${key} until`) !== session.value.until) {
    context.memory.set(`${key} until`, session.value.until)
    context.memory.delete(key)
  }
  return once(context, key, () => assume(context, account, role))
}

async function assume(context: ConnectorContext, account: string, role: string): Promise<Result<Session>> {
  const asker = await baseAsker(context)
  if (!asker.ok) return asker
  const { externalId = '' } = context.settings
  const answer = await send(asker.value, 'assume-role', {
    RoleArn: `arn:${partitionOf(context.settings)}:iam::${account}:role/${role}`,
    RoleSessionName: 'rollcall',
    DurationSeconds: 3_600,
    ...(externalId === '' ? {} : { ExternalId: externalId }),
  })
  if (!answer.ok) return answer.failure.code === 'permission-missing' ? failed(notAssumed(answer.failure.message, role)) : answer
  const parsed = credentialsSchema.safeParse(answer.value.output)
  if (!parsed.success) return failed(unclear)
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = parsed.data.Credentials
  return ok({
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    until: Date.parse(Expiration),
  })
}

function notAssumed(message: string, role: string) {
  return failure('permission-missing', `the role ${role} cannot be assumed in this account: ${message}`, {
    subject: 'sts:AssumeRole',
    next: `Create the role ${role} there with the right trust and external ID, and scan again.`,
  })
}
