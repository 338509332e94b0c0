import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const texts = z.array(z.string()).catch([])
const id = z.string().min(1).max(500)

const member = z.object({ '@odata.type': text, id, displayName: text, userPrincipalName: text, accountEnabled: flag })

export const organizationSchema = z.object({ id, displayName: text })

export const userSchema = z.object({
  id,
  displayName: text,
  mail: text,
  userPrincipalName: text,
  department: text,
  accountEnabled: flag,
})

const credential = z.object({ displayName: text, startDateTime: text, endDateTime: text })
export const applicationSchema = z.object({
  appId: id,
  keyCredentials: z.array(credential).catch([]),
  passwordCredentials: z.array(credential).catch([]),
})

export const principalSchema = z.object({
  '@odata.type': text,
  id,
  appId: text,
  displayName: text,
  description: text,
  servicePrincipalType: text,
  accountEnabled: flag,
  appOwnerOrganizationId: text,
  verifiedPublisher: z.object({ displayName: text, verifiedPublisherId: text }).nullish().catch(null),
  tags: texts,
  createdDateTime: text,
  replyUrls: texts,
  homepage: text,
  owners: z.array(member).optional().catch(undefined),
})

export const resourceSchema = z.object({
  id,
  appId: text,
  displayName: text,
  appRoles: z.array(z.object({ id, value: text, displayName: text, allowedMemberTypes: texts })).catch([]),
})

export const agentIdentitySchema = principalSchema.extend({ agentIdentityBlueprintId: text })

export const grantSchema = z.object({
  id,
  clientId: id,
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: text,
  resourceId: id,
  // A consent can be there without a scope.
  scope: text,
})

export const assignmentSchema = z.object({
  id,
  appRoleId: id,
  principalId: id,
  principalType: text,
  resourceId: text,
  createdDateTime: text,
  creationTimestamp: text,
})

export const memberSchema = member

export const activitySchema = z.object({ appId: id, lastSignInActivity: z.object({ lastSignInDateTime: text }).nullish().catch(null) })

export const packageSchema = z.object({
  id,
  displayName: text,
  shortDescription: text,
  type: text,
  publisher: text,
  isBlocked: flag,
  availableTo: text,
  elementTypes: texts,
  appId: text,
  version: text,
  lastModifiedDateTime: text,
})

export type Principal = z.infer<typeof principalSchema>
export type AgentIdentity = z.infer<typeof agentIdentitySchema>
export type Member = z.infer<typeof memberSchema>
export type Package = z.infer<typeof packageSchema>

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
  // The power platform's administration says it without the prefix.
  nextLink: z.string().nullish().catch(null),
  '@odata.count': z.number().nullish().catch(null),
})

export interface ParsedPage<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  readonly next: string | null
  readonly count: number | null
}

/** One page of a list; a bad element is counted and kept aside, the rest lives. Null: it is no page at all. */
export function parsePage<T>(json: unknown, element: z.ZodType<T>): ParsedPage<T> | null {
  const whole = page.safeParse(json)
  if (!whole.success) return null
  const items: T[] = []
  for (const candidate of whole.data.value) {
    const parsed = element.safeParse(candidate)
    if (parsed.success) items.push(parsed.data)
  }
  return {
    items,
    keptAside: whole.data.value.length - items.length,
    next: whole.data['@odata.nextLink'] ?? whole.data.nextLink ?? null,
    count: whole.data['@odata.count'] ?? null,
  }
}
