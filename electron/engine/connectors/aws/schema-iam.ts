import { z } from 'zod'
import { id, maybe, moment, tagPairs, text } from './schema.ts'

/** The parts of IAM's replies that are used. Policies come as escaped JSON. */

const inline = z
  .array(z.object({ PolicyName: text, PolicyDocument: text }))
  .nullish()
  .catch(null)
const attached = z
  .array(z.object({ PolicyArn: id }))
  .nullish()
  .catch(null)
const boundary = z.object({ PermissionsBoundaryArn: text }).nullish().catch(null)

export const policySchema = z.object({
  Arn: id,
  PolicyVersionList: z
    .array(z.object({ Document: text, IsDefaultVersion: z.boolean().nullish().catch(null) }))
    .nullish()
    .catch(null),
})

export const groupSchema = z.object({ GroupName: id, GroupPolicyList: inline, AttachedManagedPolicies: attached })

export const userSchema = z.object({
  Arn: id,
  UserName: id,
  Path: text,
  CreateDate: maybe,
  UserPolicyList: inline,
  GroupList: z.array(z.string()).nullish().catch(null),
  AttachedManagedPolicies: attached,
  PermissionsBoundary: boundary,
  Tags: tagPairs,
})

export const roleSchema = z.object({
  Arn: id,
  RoleName: id,
  Path: text,
  CreateDate: maybe,
  AssumeRolePolicyDocument: text,
  RolePolicyList: inline,
  AttachedManagedPolicies: attached,
  PermissionsBoundary: boundary,
  Tags: tagPairs,
  RoleLastUsed: z.object({ LastUsedDate: maybe }).nullish().catch(null),
})
export type Role = z.infer<typeof roleSchema>
export type User = z.infer<typeof userSchema>

export const bedrockKeySchema = z.object({
  UserName: id,
  ServiceSpecificCredentialId: id,
  Status: text,
  CreateDate: moment,
  ExpirationDate: maybe,
})
export type BedrockKey = z.infer<typeof bedrockKeySchema>

export const accessKeySchema = z.object({ AccessKeyId: id, Status: text, CreateDate: maybe })
export const keyUseSchema = z.object({ AccessKeyLastUsed: z.object({ LastUsedDate: maybe, ServiceName: text }).nullish().catch(null) })

export const reportStartSchema = z.object({ JobId: id })
export const reportSchema = z.object({
  JobStatus: id,
  ServicesLastAccessed: z
    .array(z.object({ ServiceNamespace: id, LastAuthenticated: maybe }))
    .nullish()
    .catch(null),
  IsTruncated: z.boolean().nullish().catch(null),
  Marker: text,
})
