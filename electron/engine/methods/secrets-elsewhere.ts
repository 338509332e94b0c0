import { type Failure, failure } from '../../../shared/base/failure.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Connector } from '../connectors/connector.ts'

/**
 * Why a change of settings is refused: it would send a stored secret to a server it was not given for. Who moves a
 * connection to another address gives its secrets again. Null when nothing moves.
 */
export function secretsElsewhere(
  connector: Pick<Connector, 'fields'>,
  present: Pick<Connection, 'settings' | 'secretKeys'>,
  settings: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Failure | null {
  const moved = connector.fields.find(({ kind, key }) => kind === 'url' && originOf(settings[key]) !== originOf(present.settings[key]))
  const kept = present.secretKeys.find((key) => given[key] === undefined)
  if (moved === undefined || kept === undefined) return null
  const label = connector.fields.find(({ key }) => key === kept)?.label ?? kept
  return failure('invalid-input', 'A stored password or key is not sent to another address.', {
    subject: moved.key,
    next: `Enter “${label}” again together with the new address.`,
  })
}

function originOf(address: string | undefined): string | null {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : null
}
