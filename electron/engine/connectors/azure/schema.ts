import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const id = z.string().min(1).max(2_000)
const tags = z.record(z.string(), z.unknown()).catch({})

const systemData = z
  .object({ createdBy: text, createdByType: text, createdAt: text, lastModifiedBy: text, lastModifiedByType: text, lastModifiedAt: text })
  .nullish()
  .catch(null)
export type SystemData = z.infer<typeof systemData>

const identity = z
  .object({
    principalId: text,
    userAssignedIdentities: z
      .record(z.string(), z.object({ principalId: text, clientId: text }).catch({}))
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null)
export type ManagedIdentity = z.infer<typeof identity>

const resource = { id, name: id, location: text, tags, systemData, identity }

export const accountSchema = z.object({
  ...resource,
  kind: text,
  properties: z
    .object({
      customSubDomainName: text,
      endpoint: text,
      dateCreated: text,
      disableLocalAuth: flag,
      publicNetworkAccess: text,
      allowProjectManagement: flag,
      networkAcls: z.object({ defaultAction: text }).nullish().catch(null),
    })
    .catch({}),
})
export type Account = z.infer<typeof accountSchema>

export const deploymentSchema = z.object({
  name: id,
  properties: z
    .object({
      model: z.object({ format: text, name: text, version: text, publisher: text }).nullish().catch(null),
      raiPolicyName: text,
      currentCapacity: z.number().nullish().catch(null),
    })
    .catch({ model: null, raiPolicyName: null, currentCapacity: null }),
})
export type Deployment = z.infer<typeof deploymentSchema>

/** A provider's moment, as text or in seconds, in our one form; null when it cannot be read. */
export function instant(moment: string | number | null | undefined): string | null {
  const at = typeof moment === 'number' ? moment * 1_000 : moment ? Date.parse(moment) : Number.NaN
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : null
}
