import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { failure } from '../../../shared/base/failure.ts'
import { newKeyFile } from '../../engine/governance/ledger/key-file.ts'
import { ExpectedFailure } from '../exit.ts'
import { say, sayJson } from '../print.ts'

/** Keys of people, for the second device: made here, kept there. */
export function keyCommand(): Command {
  const make = new Command('new')
    .description('make a key for yourself on this device; its public half is given to the workspace')
    .requiredOption('--out <file>', 'where the private key is written; it must not be there yet')
    .option('--passphrase-env <name>', 'the environment variable that holds the passphrase that locks it')
    .option('--json', 'print as JSON')
    .action(({ out, passphraseEnv, json }: { out: string; passphraseEnv?: string; json?: boolean }) => {
      const { pem, signer } = newKeyFile(passphraseFrom(passphraseEnv))
      try {
        writeFileSync(resolve(out), pem, { mode: 0o600, flag: 'wx' })
      } catch {
        throw new ExpectedFailure(
          failure('conflict', 'The key was not written: the file is there already, or its folder is not.', {
            subject: out,
            next: 'Choose another name.',
          }),
        )
      }
      const { keyId, publicKey } = signer
      if (json === true) return sayJson({ keyId, publicKey, file: resolve(out) })
      say(`Key ${keyId}. Its public half, for the workspace: ${publicKey}`)
      say('Keep the file to yourself: whoever has it can agree in your name.')
    })
  return new Command('key').description('keys for the two-key rule').addCommand(make)
}

/** Named, never typed: what stands on a command line is seen by everybody on the computer. */
export function passphraseFrom(name: string | undefined): string | null {
  if (name === undefined) return null
  const value = process.env[name] ?? ''
  if (value === '')
    throw new ExpectedFailure(
      failure('invalid-input', 'This environment variable is not set.', { subject: name, next: 'Set it, then try again.' }),
    )
  return value
}
