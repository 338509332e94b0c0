import { z } from 'zod'
import { blankSubject, type Credential, type Grant, type Subject } from '../../../../shared/domain/observation.ts'
import { recognise } from '../catalogue/recognise.ts'
import { keyAutonomy } from '../model-key.ts'
import { accountEmail, accountKey, accountKeyId, oauthClient } from './keys.ts'
import { isAgentAccount } from './policies.ts'
import { modelRoles } from './roles.ts'
import { flag, lastSegment, moment, resourceName, segments, text } from './schema.ts'

export const platform = 'Google Cloud'

const accountFields = z.object({ email: text, uniqueId: text, displayName: text, description: text, disabled: flag, projectId: text })
const keyFields = z.object({ keyType: text, disabled: flag, validAfterTime: moment, validBeforeTime: moment })

/** The newest whole record that the inventory keeps of an asset, and beside it what it lets one search by. */
const record = <T extends z.ZodType>(fields: T) =>
  z.object({
    name: resourceName,
    state: text,
    additionalAttributes: fields.nullish().catch(null),
    versionedResources: z
      .array(z.object({ resource: fields.nullish().catch(null) }))
      .catch([])
      .default([]),
  })

export const accountAsset = record(accountFields)
export const keyAsset = record(keyFields)

/** A service account, from an asset; null where the inventory does not tell its address. */
export interface Account {
  readonly email: string
  readonly uniqueId: string | null
  readonly name: string | null
  readonly description: string | null
  readonly disabled: boolean | null
  readonly project: string | null
}

export function accountOf(asset: z.infer<typeof accountAsset>): Account | null {
  const fields = { ...asset.additionalAttributes, ...asset.versionedResources.at(-1)?.resource }
  const parts = segments(asset.name)
  const email = fields.email || (parts.serviceAccounts?.includes('@') ? parts.serviceAccounts : null)
  if (!email) return null
  return {
    email: email.toLowerCase(),
    uniqueId: fields.uniqueId || (/^\d{10,30}$/.test(parts.serviceAccounts ?? '') ? (parts.serviceAccounts ?? null) : null),
    name: fields.displayName || null,
    description: fields.description || null,
    disabled: fields.disabled ?? (asset.state === null || asset.state === undefined ? null : /disabled/i.test(asset.state)),
    project: fields.projectId || parts.projects || null,
  }
}

/** A key that a person made and can carry away; the ones that Google rotates by itself are none. */
export interface AccountKey {
  readonly id: string
  /** Address or number of its account, as the inventory names it. */
  readonly account: string
  readonly createdAt: string | null
  readonly expiresAt: string | null
  readonly disabled: boolean
}

/** The year that stands for "never" in this provider's records. */
const never = '9999'

export function keyOf(asset: z.infer<typeof keyAsset>): AccountKey | null {
  const fields = { ...asset.additionalAttributes, ...asset.versionedResources.at(-1)?.resource }
  if (fields.keyType !== 'USER_MANAGED') return null
  const end = fields.validBeforeTime ?? null
  return {
    id: lastSegment(asset.name).toLowerCase(),
    account: segments(asset.name).serviceAccounts ?? '',
    createdAt: fields.validAfterTime ?? null,
    expiresAt: end?.startsWith(never) ? null : end,
    disabled: fields.disabled ?? /disabled/i.test(asset.state ?? ''),
  }
}

/**
 * A service account: an identity, until a key of it left the platform and it may call models: then what holds the key is AI at work
 * somewhere, as with any vendor's key.
 * @param keys null: not looked up
 */
export function observeAccount(account: Account, keys: readonly AccountKey[] | null, grants: readonly Grant[]): Subject {
  const live = (keys ?? []).filter((key) => !key.disabled)
  const roles = grants.flatMap((grant) => grant.permissions)
  const modelRole = roles.filter((role) => modelRoles.has(role)).toSorted()[0]
  const name = account.name || account.email
  const google = isAgentAccount(account.email)
  return {
    ...blankSubject,
    key: accountKey(account.email),
    role: 'identity',
    name: name.slice(0, 20_000),
    nativeIds: [
      accountEmail(account.email),
      ...(account.uniqueId === null ? [] : [oauthClient(account.uniqueId)]),
      ...(keys ?? []).map((key) => accountKeyId(key.id)),
    ],
    agentKind: 'automation-identity',
    platform,
    autonomy: keyAutonomy.account,
    signals: [
      ...(live.length > 0 && modelRole !== undefined
        ? [{ by: 'provider', value: `${modelRole} with an exported key`, certainty: 'certain', vendor: 'Google' } as const]
        : []),
      ...(google ? [] : recognise({ name: account.name })),
    ],
    purpose: account.description,
    firstParty: google,
    enabled: account.disabled === null ? null : !account.disabled,
    models: modelRole === undefined ? [] : [{ vendor: 'Google', name: null }],
    credentials: keys === null ? null : keys.map(observeKey),
    traits: account.disabled ? ['disabled'] : [],
    details: {
      Address: account.email,
      ...(account.project === null ? {} : { Project: account.project }),
      ...(keys === null ? {} : { 'Exported keys': String(keys.length) }),
      ...(keys?.some((key) => key.disabled) ? { 'Keys switched off': String(keys.filter((key) => key.disabled).length) } : {}),
    },
  }
}

/** A key file can be copied like any secret. One that is switched off signs nobody in, as if it had ended when it was made. */
const observeKey = (key: AccountKey): Credential => ({
  kind: 'secret',
  name: `Service account key ${key.id.slice(0, 8)}…`,
  createdAt: key.createdAt,
  expiresAt: key.disabled ? (key.createdAt ?? '1970-01-01T00:00:00.000Z') : key.expiresAt,
})
