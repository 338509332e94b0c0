import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The second verifier as it goes into every bundle: one file that shares no code with this one. A build lays it beside itself. */
export function ownVerifier(): string {
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'verifier', 'verify.mjs'), 'utf8')
}
