import type { Result } from '../../../shared/base/result.ts'
import type { ConnectorContext } from './connector.ts'

/** Looks a thing up once per scan and remembers it, also its failure; steps run side by side and share the asking, a resumed scan looks again. */
export function once<T>(context: ConnectorContext, key: string, look: () => Promise<Result<T>>): Promise<Result<T>> {
  const known = context.memory.get(key) as Promise<Result<T>> | undefined
  const asked = known ?? look()
  context.memory.set(key, asked)
  return asked
}
