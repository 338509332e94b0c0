import { Command } from 'commander'
import { ExpectedFailure, exitCodes } from '../exit.ts'
import { plain, say, sayJson } from '../print.ts'
import { verifyFile } from '../verify-file.ts'

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a workspace’s ledger, or an exported JSON report, offline; the file is only read')
    .argument('[path]', 'an exported JSON report or a workspace file')
    .option('--workspace <file>', 'the workspace file')
    .option('--json', 'print the verdict as JSON')
    .action((path: string | undefined, { workspace, json }: { workspace?: string; json?: boolean }) => {
      const target = workspace ?? path
      if (target === undefined)
        throw new ExpectedFailure({
          code: 'invalid-input',
          message: 'Nothing to verify was named.',
          next: 'Give a path, or --workspace FILE.',
        })
      const verdict = verifyFile(target)
      if (json === true) sayJson(verdict)
      else {
        for (const check of verdict.checks) say(`${check.state.padEnd(12)}${plain(check.title)}: ${plain(check.words)}`)
        for (const limit of verdict.cannotProve) say(`Cannot prove: ${limit}`)
        say(verdict.ok ? 'Verified.' : 'NOT verified.')
      }
      process.exitCode = verdict.ok ? exitCodes.complete : exitCodes.failed
    })
}
