import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { verifyExport } from '../../engine/reports/verify-export.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { withEngine } from '../open-engine.ts'
import { say, sayJson } from '../print.ts'

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a workspace’s ledger, or an exported JSON report, offline')
    .argument('[path]', 'an exported JSON report or a workspace file')
    .option('--workspace <file>', 'the workspace file')
    .option('--json', 'print the verdict as JSON')
    .action(async (path: string | undefined, { workspace, json }: { workspace?: string; json?: boolean }) => {
      const target = workspace ?? path
      if (target === undefined)
        throw new ExpectedFailure({
          code: 'invalid-input',
          message: 'Nothing to verify was named.',
          next: 'Give a path, or --workspace FILE.',
        })
      const verdict = workspace === undefined && !isWorkspace(target) ? verifyExport(readText(target)) : await verifyWorkspace(target)
      if (json === true) sayJson(verdict)
      else {
        say(verdict.ok ? `Verified: ${verdict.summary}` : `NOT verified: ${verdict.problem}`)
        for (const limit of verdict.cannotProve) say(`  Cannot prove: ${limit}`)
      }
      process.exitCode = verdict.ok ? exitCodes.complete : exitCodes.failed
    })
}

async function verifyWorkspace(file: string) {
  return withEngine(file, async (engine) => {
    const verdict = unwrap(await engine.invoke('governance.verifyLedger', {}))
    return { ...verdict, summary: `${verdict.entries} ledger entries, every hash and signature holds; head ${verdict.head ?? 'none'}.` }
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ExpectedFailure({ code: 'not-found', message: 'This file cannot be read.', subject: path, next: 'Check the path.' })
  }
}

/** SQLite files begin with their format's name. */
function isWorkspace(path: string): boolean {
  return readText(path).startsWith('SQLite format 3')
}
