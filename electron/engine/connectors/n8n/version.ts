import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { ask, unknownCall } from './client.ts'
import { discoverSchema } from './schema.ts'

/** What the key may do, as the server tells it; null scopes on versions that do not tell. */
export interface Discovery {
  readonly scopes: readonly string[] | null
  /** Whether the server publishes versions (2.x) or switches `active` (1.x); null: it does not tell. */
  readonly publishes: boolean | null
}

/** Asks once for each scan or plan; a server too old for the question is not a failure. */
export async function discover(context: ConnectorContext): Promise<Result<Discovery>> {
  const known = context.memory.get('n8n/discovery')
  if (known !== undefined) return ok(known as Discovery)
  const reply = await ask(context, 'discover', { accept: unknownCall })
  if (!reply.ok) return reply
  const parsed = discoverSchema.safeParse(reply.value.json)
  const told = reply.value.status < 300 && parsed.success ? parsed.data.data : null
  const discovery: Discovery = {
    scopes: told === null ? null : told.scopes,
    publishes: told === null ? null : /"[^"]*\/publish"/.test(reply.value.text),
  }
  context.memory.set('n8n/discovery', discovery)
  return ok(discovery)
}
