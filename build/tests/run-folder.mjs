import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one run of the tests: what is made there once serves every file of the run, and goes with it. */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-run-'))
  process.env.ROLLCALL_RUN_FOLDER = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
