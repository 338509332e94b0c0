import type { SkipReason, StepEnd } from '../../../../shared/domain/coverage.ts'
import { type ConnectorContext, skipped } from '../connector.ts'
import { ask, orgOf } from './client.ts'
import { accessFor } from './sign-in.ts'

/**
 * What a 404 on something only owners see means. GitHub answers so where there is no such service, and to people who are no owners:
 * only a credential that has shown itself an owner's tells the two apart.
 */
export async function absent(context: ConnectorContext, reason: SkipReason, why: string): Promise<StepEnd> {
  if (await isOwner(context)) return skipped(reason, why)
  return {
    state: 'denied',
    missing: 'admin:org, as an owner of the organisation',
    why: 'GitHub answered 404, as it does to tokens of people who are no owners',
  }
}

/** An app is told 403 where it lacks a permission; a person's token is tried once on a list that only owners see. */
function isOwner(context: ConnectorContext): Promise<boolean> {
  const key = 'github/owner'
  const known = context.memory.get(key) as Promise<boolean> | undefined
  if (known !== undefined) return known
  const asking = asked(context)
  context.memory.set(key, asking)
  return asking
}

async function asked(context: ConnectorContext): Promise<boolean> {
  const access = await accessFor(context)
  if (access.ok && access.value.kind === 'app') return true
  const reply = await ask(context, 'installations', { path: { org: orgOf(context) }, query: { per_page: '1' }, accept: [403, 404] })
  return reply.ok && reply.value.status < 300
}
