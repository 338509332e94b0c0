import { Command } from 'commander'
import { ExpectedFailure, exitCodes } from '../exit.ts'
import { sayJson } from '../print.ts'
import { sayVerdict } from '../say-verdict.ts'
import { verifyFile } from '../verify-file.ts'
import { readText } from './audit.ts'

interface Options {
  readonly workspace?: string
  readonly checkpoint?: string
  readonly key?: string
  readonly everySignature?: boolean
  readonly json?: boolean
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a sealed audit, a workspace’s ledger, or an exported JSON report, offline; the file is only read')
    .argument('[path]', 'a bundle, an exported JSON report or a workspace file')
    .option('--workspace <file>', 'the workspace file')
    .option('--checkpoint <file>', 'a checkpoint that was kept elsewhere')
    .option('--key <base64>', 'the public key it must be signed with, received another way')
    .option('--every-signature', 'check each signature of a long ledger by itself')
    .option('--json', 'print the verdict as JSON')
    .action(async (path: string | undefined, { workspace, checkpoint, key, everySignature, json }: Options) => {
      const target = workspace ?? path
      if (target === undefined)
        throw new ExpectedFailure({
          code: 'invalid-input',
          message: 'Nothing to verify was named.',
          next: 'Give a path, or --workspace FILE.',
        })
      const verdict = await verifyFile(target, {
        outside: checkpoint === undefined ? null : readText(checkpoint),
        publicKey: key ?? null,
        everySignature: everySignature === true,
      })
      if (json === true) sayJson(verdict)
      else sayVerdict(verdict)
      process.exitCode = verdict.ok ? exitCodes.complete : exitCodes.failed
    })
}
