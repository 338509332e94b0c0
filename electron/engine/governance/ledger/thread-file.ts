import { dirname, join } from 'node:path'

/**
 * The script of the thread that checks parts of a ledger, for code that runs from the file `own`: beside it in the source, beside the
 * bundle in a build. A thread of Node does not see into a package's archive, so there the file lies outside it.
 */
export function threadFile(own: string): string {
  if (own.endsWith('.ts')) return join(dirname(own), 'check-thread.ts')
  return join(dirname(own).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'), 'ledger.cjs')
}
