import type { Result } from '../../../../../shared/base/result.ts'
import type { ConnectorContext } from '../../connector.ts'
import { once } from '../../once.ts'
import { all } from '../graph.ts'
import { connectorWithin } from './component.ts'
import type { Environment } from './environments.ts'
import { connectionReferenceSchema } from './schema.ts'

export const pageHeaders = { Prefer: 'odata.maxpagesize=500' }

/** Which connector stands behind a connection reference of an environment; its name tells it too, where the table cannot be read. */
export async function connectorBehind(
  context: ConnectorContext,
  environment: Pick<Environment, 'id'> & { readonly host: NonNullable<Environment['host']> },
): Promise<Result<(reference: string) => string | null>> {
  const found = await once(context, `connection references ${environment.id}`, () =>
    all(context, {
      call: 'connection-references',
      schema: connectionReferenceSchema,
      host: environment.host,
      headers: pageHeaders,
      query: { $select: 'connectionreferencelogicalname,connectorid' },
    }),
  )
  if (!found.ok) return found
  const known = new Map(found.value.items.map((one) => [one.connectionreferencelogicalname, one.connectorid ?? null]))
  return { ok: true, value: (reference) => known.get(reference) ?? connectorWithin(reference) }
}
