import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { ask } from './client.ts'

/** As many as one question may name. Source: the reference of testIamPermissions. */
const mostAtOnce = 100

/** A reply without the member: none of them is held. */
const heldSchema = z.object({ permissions: z.array(z.string()).default([]) })

/**
 * Which of the wanted permissions are held on the whole that is looked at: asking takes none itself. What is given, or denied, on
 * single projects does not show here. A failure: the provider would not tell, e.g. because that API is switched off.
 */
export async function heldPermissions(
  context: ConnectorContext,
  scope: { readonly container: string; readonly scope: string },
  wanted: readonly string[],
): Promise<Result<ReadonlySet<string>>> {
  const held = new Set<string>()
  for (let at = 0; at < wanted.length; at += mostAtOnce) {
    const reply = await ask(context, 'held-permissions', { path: scope, body: { permissions: wanted.slice(at, at + mostAtOnce) } })
    if (!reply.ok) return reply
    for (const permission of heldSchema.catch({ permissions: [] }).parse(reply.value.json).permissions) held.add(permission)
  }
  return ok(held)
}
