import { resolve } from 'node:path'
import { Command } from 'commander'
import { unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { say, sayJson } from '../print.ts'

/** The one thing that must not stay on this computer only. */
export function checkpointCommand(): Command {
  return new Command('checkpoint')
    .description('sign the state of the ledger as a note to keep elsewhere: it shows any later edit, drop, reorder or rollback')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--out <path>', 'the file to write; printed unless given')
    .option('--json', 'print as JSON')
    .action(async ({ workspace, out, json }: { workspace: string; out?: string; json?: boolean }) => {
      const path = out === undefined ? null : resolve(out)
      const signed = await withWorkspace(workspace, async (engine) => unwrap(await engine.invoke('audits.checkpoint', { path })))
      if (json === true) sayJson(signed)
      else say(path === null ? signed.note.trimEnd() : `${path}: the ledger at entry ${signed.size}. Keep it somewhere else.`)
    })
}
