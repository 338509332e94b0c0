import { agentCalls } from './calls/agents.ts'
import type { AwsCall } from './calls/aws-call.ts'
import { coreCalls } from './calls/core.ts'
import { functionCalls } from './calls/functions.ts'
import { identityCalls } from './calls/identities.ts'
import { organisationCalls } from './calls/organisation.ts'
import { otherCalls } from './calls/others.ts'

/**
 * Everything this connector may ask, each with the command that asks it. Source: the provider's own service descriptions, as its official
 * library carries them; a test holds methods and paths against them. Names of permissions: the provider's service authorisation reference,
 * 2026-11.
 */
export const calls: readonly AwsCall[] = [
  ...organisationCalls,
  ...agentCalls,
  ...coreCalls,
  ...otherCalls,
  ...functionCalls,
  ...identityCalls,
]
