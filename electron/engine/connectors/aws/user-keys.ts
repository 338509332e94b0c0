import type { Credential, NativeId } from '../../../../shared/domain/observation.ts'
import type { UserKeys } from './observe-principal.ts'
import { readList } from './read-list.ts'
import { readOne } from './read-one.ts'
import type { Problems } from './resource-step.ts'
import { accessKeySchema, type BedrockKey, keyUseSchema } from './schema-iam.ts'
import type { Asker } from './send.ts'

/** The keys of one user: ids, age and last use. */
export async function keysOf(
  asker: Asker,
  UserName: string,
  bedrockKeys: readonly BedrockKey[],
): Promise<UserKeys & { readonly problem: Problems[number] | null }> {
  const token = ['Marker', 'Marker'] as const
  const list = await readList(asker, {
    call: 'access-keys',
    input: { UserName },
    items: 'AccessKeyMetadata',
    token,
    schema: accessKeySchema,
    optional: true,
  })
  let problem = list.problem
  let lastUsed: string | null = null
  let looked = list.problem === null
  const credentials: Credential[] = []
  const nativeIds: NativeId[] = []
  for (const { AccessKeyId, Status, CreateDate } of list.items) {
    nativeIds.push({ kind: 'aws-access-key-id', value: AccessKeyId, joins: true })
    if (Status !== 'Inactive') credentials.push({ kind: 'api-key', name: AccessKeyId, createdAt: CreateDate ?? null, expiresAt: null })
    const used = await readOne(asker, 'key-use', { AccessKeyId }, keyUseSchema)
    if (!used.ok) {
      problem ??= used
      looked = false
      continue
    }
    const at = used.value.item.AccessKeyLastUsed?.LastUsedDate ?? null
    if (at !== null && (lastUsed === null || at > lastUsed)) lastUsed = at
  }
  for (const { ServiceSpecificCredentialId, Status, CreateDate, ExpirationDate } of bedrockKeys) {
    nativeIds.push({ kind: 'aws-service-credential-id', value: ServiceSpecificCredentialId, joins: true })
    if (Status !== 'Inactive')
      credentials.push({
        kind: 'api-key',
        name: `Bedrock API key ${ServiceSpecificCredentialId}`,
        createdAt: CreateDate,
        expiresAt: ExpirationDate ?? null,
      })
    // Of the use of a Bedrock API key the provider tells nothing here.
    looked = false
  }
  return { credentials, nativeIds, ...(looked && list.items.length > 0 ? { lastUsed } : {}), problem }
}
