import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { failure } from '../../../shared/base/failure.ts'
import type { ApprovalRequest, RequestAnswer } from '../../../shared/domain/approval.ts'
import { wordsOfSubject } from '../../../shared/domain/approval-words.ts'
import { answer, readRequest, unsignedAnswer, type Verdict } from '../../engine/governance/keys/answer.ts'
import { answerText } from '../../engine/governance/keys/signed-text.ts'
import { readSshPublicKey, sshNamespace } from '../../engine/governance/keys/ssh-signature.ts'
import { signerFromFile } from '../../engine/governance/ledger/key-file.ts'
import { keyIdOf } from '../../engine/governance/ledger/sign.ts'
import { ExpectedFailure, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { plain, say, sayJson } from '../print.ts'
import { readText } from '../read-text.ts'
import { passphraseFrom } from './key.ts'

interface Options {
  readonly workspace?: string
  readonly key?: string
  readonly sshKey?: string
  readonly passphraseEnv?: string
  readonly from?: string
  readonly out?: string
  readonly yes?: boolean
  readonly refuse?: string
  readonly json?: boolean
}

/** Two sides of one thing: on the other device a request is agreed to with a key; at home the answer is taken in. */
export function approveCommand(): Command {
  return new Command('approve')
    .description('on the other device: agree to a request (--key, --out); at home: take the answer in (--workspace)')
    .argument('<file>', 'the request, or the answer')
    .option('--key <file>', 'your private key, as `rollcall key new` made it')
    .option('--ssh-key <file>', 'or a key that ssh-keygen signs with, e.g. on a hardware token; its public half lies beside it as .pub')
    .option('--passphrase-env <name>', 'the environment variable that holds its passphrase')
    .option('--from <public-key>', 'the public key of who asks, received another way: only with it is their name proved')
    .option('--yes', 'agree to what was shown; without it, it is only shown')
    .option('--refuse <why>', 'say no instead, and why: it ends the request')
    .option('--out <file>', 'where the answer is written')
    .option('--workspace <file>', 'the workspace that asked')
    .option('--json', 'print as JSON')
    .action(async (file: string, options: Options) => {
      if (options.workspace !== undefined) return take(file, options.workspace, options.json)
      agree(file, options)
    })
}

async function take(file: string, workspace: string, json?: boolean): Promise<void> {
  await withWorkspace(workspace, async (engine) => {
    const taken = unwrap(await engine.invoke('people.take', { text: readText(file, 20_000) }))
    if (json === true) sayJson(taken)
    else say(`Taken in: ${toldOf(taken)}`)
  })
}

function agree(file: string, options: Options): void {
  const { from, yes, refuse, out, json } = options
  const now = new Date()
  const { request, vouched } = unwrap(readRequest(readText(file), from ?? null, now))
  if (json !== true) {
    say(`${plain(request.requestedBy.name)} asks${vouched ? '' : ' (a name that nothing here proves: give --from to check it)'}:`)
    const { title, lines } = wordsOfSubject(request.subject)
    for (const line of [title, ...lines]) say(`  ${plain(line)}`)
    say(`Hash: ${request.hash}`)
  }
  if (yes !== true && refuse === undefined) {
    if (json === true) sayJson({ request, vouched })
    else say('Nothing was signed. If this is what you agree to, say --yes and --out; if not, --refuse WHY and --out.')
    return
  }
  if (yes === true && refuse !== undefined)
    throw new ExpectedFailure(failure('invalid-input', 'Say --yes or --refuse, not both.', { next: 'Choose one.' }))
  if (out === undefined) throw new ExpectedFailure(failure('invalid-input', 'Say where the answer is written (--out).'))
  const signed = signedWith(request, refuse === undefined ? { agrees: true } : { agrees: false, reason: refuse }, options, now)
  try {
    writeFileSync(resolve(out), `${JSON.stringify(signed, null, 2)}\n`)
  } catch {
    throw new ExpectedFailure(
      failure('invalid-input', 'The answer cannot be written there.', { subject: out, next: 'Choose another path.' }),
    )
  }
  if (json === true) sayJson(signed)
  else say(`Signed: ${toldOf(signed)} The answer is in ${out}.`)
}

function toldOf(answered: RequestAnswer): string {
  const { requestId, keyId } = answered
  return answered.format === 'rollcall-approval/1'
    ? `key ${keyId} agrees to request ${requestId} until ${answered.expiresAt}.`
    : `key ${keyId} refuses request ${requestId}: ${plain(answered.reason)}`
}

function signedWith(request: ApprovalRequest, verdict: Verdict, { key, sshKey, passphraseEnv }: Options, now: Date): RequestAnswer {
  if (sshKey !== undefined) {
    const publicKey = readSshPublicKey(readText(`${sshKey}.pub`, 20_000))
    if (publicKey !== null) {
      const unsigned = unsignedAnswer(request, verdict, { keyId: keyIdOf(publicKey.publicKey), scheme: 'sshsig' }, now)
      return { ...unsigned, signature: signBySsh(sshKey, answerText(unsigned)) }
    }
    throw new ExpectedFailure(
      failure('invalid-input', 'This is no Ed25519 key of OpenSSH.', { subject: sshKey, next: 'Make one: ssh-keygen -t ed25519-sk' }),
    )
  }
  if (key !== undefined) return answer(request, verdict, unwrap(signerFromFile(readText(key, 20_000), passphraseFrom(passphraseEnv))), now)
  throw new ExpectedFailure(
    failure('invalid-input', 'Say with which key you agree (--key or --ssh-key), or which workspace takes the answer in (--workspace).'),
  )
}

/** Has ssh-keygen sign: it asks for the passphrase, or for a touch of the token, by itself. */
function signBySsh(key: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-approve-'))
  try {
    const file = join(folder, 'approval')
    writeFileSync(file, text)
    const run = spawnSync('ssh-keygen', ['-Y', 'sign', '-n', sshNamespace, '-f', resolve(key), file], {
      stdio: ['inherit', 'inherit', 'inherit'],
    })
    if (run.status === 0) return readFileSync(`${file}.sig`, 'utf8')
    throw new ExpectedFailure(
      failure('invalid-input', 'ssh-keygen did not sign.', {
        subject: key,
        next: 'Check that it is installed, and that the key is there.',
      }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
