import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { checkProof } from '../../engine/governance/ledger/check-proof.ts'
import { type Proof, proveEntry, proveGrowth } from '../../engine/governance/ledger/proof.ts'
import { exitCodes, unwrap } from '../exit.ts'
import { wholeNumber } from '../options.ts'
import { say, sayJson } from '../print.ts'
import { readText } from '../read-text.ts'
import { sayVerdict } from '../say-verdict.ts'
import { onCopy } from '../verify-file.ts'

/** Proofs about single entries, for somebody who may not see the ledger. */
export function proofCommand(): Command {
  const command = new Command('proof').description('prove an entry, or that the ledger only grew, to somebody who holds a checkpoint')
  for (const one of [entry(), growth(), check()]) command.addCommand(one)
  return command
}

const named = (name: string, says: string): Command =>
  new Command(name)
    .description(says)
    .requiredOption('--workspace <file>', 'the workspace file; it is only read')
    .option('--out <path>', 'the file to write; printed unless given')

function hand(proof: Proof, out: string | undefined): void {
  if (out === undefined) sayJson(proof)
  else {
    writeFileSync(resolve(out), `${JSON.stringify(proof)}\n`)
    say(`${resolve(out)}: hand it over with the checkpoint.`)
  }
}

function entry(): Command {
  return named('entry', 'print as JSON that an entry stands in the ledger of a checkpoint')
    .argument('<number>', 'the entry’s number', wholeNumber)
    .option('--checkpoint <file>', 'the checkpoint that the reader holds; else the first one kept in the file that covers the entry')
    .action((number: number, { workspace, checkpoint, out }: { workspace: string; checkpoint?: string; out?: string }) => {
      const note = checkpoint === undefined ? null : readText(checkpoint)
      hand(
        onCopy(workspace, ({ ledger }) => unwrap(proveEntry(ledger, number, note))),
        out,
      )
    })
}

function growth(): Command {
  return named('growth', 'print as JSON that the ledger of an older checkpoint is the beginning of a newer one’s')
    .requiredOption('--from <file>', 'the older checkpoint')
    .requiredOption('--to <file>', 'the newer checkpoint')
    .action(({ workspace, from, to, out }: { workspace: string; from: string; to: string; out?: string }) => {
      const [older, newer] = [readText(from), readText(to)]
      hand(
        onCopy(workspace, ({ ledger }) => unwrap(proveGrowth(ledger, older, newer))),
        out,
      )
    })
}

function check(): Command {
  return new Command('check')
    .description('check a printed proof offline, with nothing but its file and a checkpoint that was kept elsewhere')
    .argument('<proof>', 'the file with the proof')
    .option('--checkpoint <file>', 'the checkpoint you kept; for a growth the older one')
    .option('--key <base64>', 'the public key that checkpoints must be signed with, received another way')
    .option('--json', 'print the verdict as JSON')
    .action((file: string, { checkpoint, key, json }: { checkpoint?: string; key?: string; json?: boolean }) => {
      const outside = checkpoint === undefined ? null : readText(checkpoint)
      const verdict = checkProof(readText(file, 64 * 1024 * 1024), { outside, publicKey: key ?? null })
      if (json === true) sayJson(verdict)
      else sayVerdict(verdict)
      process.exitCode = verdict.ok ? exitCodes.complete : exitCodes.failed
    })
}
