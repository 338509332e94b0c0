import type { ConnectorInfo } from '../../shared/domain/connection.ts'
import type { StepEnd } from '../../shared/domain/coverage.ts'
import { sentence } from '../app/words.ts'

type Permissions = Pick<ConnectorInfo, 'permissions'> | null

/** How to grant a permission, as its connector says it. */
export function fixOf(connector: Permissions, permission: string): string {
  return knownFix(connector, permission) ?? `Grant ${permission} to what this source signs in with.`
}

const knownFix = (connector: Permissions, permission: string): string | null =>
  connector?.permissions.find((one) => one.permission === permission && one.access === 'read')?.fix ?? null

/** Why a step did not see everything, and what would help, in words. */
export function whyOf(end: StepEnd | null, connector: Permissions): { readonly why: string; readonly next: string | null } {
  if (end === null) return { why: 'It has not ended yet.', next: null }
  switch (end.state) {
    case 'complete':
      return { why: 'Everything asked for was read.', next: null }
    case 'partial':
      return { why: sentence(end.why), next: end.failure?.next ?? null }
    case 'denied':
      return {
        why: `Missing: ${end.missing}. ${sentence(end.why)}`,
        next: knownFix(connector, end.missing) ?? end.failure?.next ?? `${fixOf(connector, end.missing)} Then scan again.`,
      }
    case 'skipped':
      return { why: sentence(end.why), next: null }
    case 'failed':
      return { why: sentence(end.failure.message), next: end.failure.next ?? null }
  }
}
