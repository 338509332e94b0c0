import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { failure } from '../../../shared/base/failure.ts'
import type { Approval, ApprovalRequest, ApprovalSubject } from '../../../shared/domain/approval.ts'
import { approve, approveBySsh, readRequest } from '../../engine/governance/keys/answer.ts'
import { readSshPublicKey, sshNamespace } from '../../engine/governance/keys/ssh-signature.ts'
import { signerFromFile } from '../../engine/governance/ledger/key-file.ts'
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
    const approval = unwrap(await engine.invoke('people.take', { text: readText(file, 20_000) }))
    if (json === true) sayJson(approval)
    else say(`Taken in: key ${approval.keyId} agrees to request ${approval.requestId} until ${approval.expiresAt}.`)
  })
}

function agree(file: string, options: Options): void {
  const { from, yes, out, json } = options
  const now = new Date()
  const { request, vouched } = unwrap(readRequest(readText(file), from ?? null, now))
  if (json !== true) {
    say(`${plain(request.requestedBy.name)} asks${vouched ? '' : ' (a name that nothing here proves: give --from to check it)'}:`)
    for (const line of saysOf(request.subject)) say(`  ${plain(line)}`)
    say(`Hash: ${request.hash}`)
  }
  if (yes !== true) {
    if (json === true) sayJson({ request, vouched })
    else say('Nothing was signed. If this is what you agree to, say --yes and --out.')
    return
  }
  if (out === undefined) throw new ExpectedFailure(failure('invalid-input', 'Say where the answer is written (--out).'))
  const approval = signedWith(request, options, now)
  try {
    writeFileSync(resolve(out), `${JSON.stringify(approval, null, 2)}\n`)
  } catch {
    throw new ExpectedFailure(
      failure('invalid-input', 'The answer cannot be written there.', { subject: out, next: 'Choose another path.' }),
    )
  }
  if (json === true) sayJson(approval)
  else say(`Agreed with key ${approval.keyId}, until ${approval.expiresAt}. The answer is in ${out}.`)
}

function signedWith(request: ApprovalRequest, { key, sshKey, passphraseEnv }: Options, now: Date): Approval {
  if (sshKey !== undefined) {
    const publicKey = readSshPublicKey(readText(`${sshKey}.pub`, 20_000))
    if (publicKey !== null) return approveBySsh(request, publicKey.publicKey, now, (text) => signBySsh(sshKey, text))
    throw new ExpectedFailure(
      failure('invalid-input', 'This is no Ed25519 key of OpenSSH.', { subject: sshKey, next: 'Make one: ssh-keygen -t ed25519-sk' }),
    )
  }
  if (key !== undefined) return approve(request, unwrap(signerFromFile(readText(key, 20_000), passphraseFrom(passphraseEnv))), now)
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

/** Everything that is agreed to, line by line. */
function saysOf(subject: ApprovalSubject): readonly string[] {
  switch (subject.kind) {
    case 'revocation':
      return subject.plans.flatMap(({ agentName, calls, manual }) => [
        `Revoke ${agentName}:`,
        ...calls.map(
          ({ method, path, body, effect, reversible }) =>
            `  ${method} ${path} ${body ?? ''} ${effect}${reversible ? '' : ' This cannot be undone.'}`,
        ),
        ...manual.map(({ title, where }) => `  By hand, in ${where}: ${title}`),
      ])
    case 'accept-risk':
      return subject.agents.map(
        ({ agentName, factsHash }) => `Accept the risk of ${agentName} until ${subject.until}, on facts ${factsHash.slice(0, 16)}`,
      )
    case 'policy':
      return [`Change the policy ${subject.title}:`, ...subject.says.map((line) => `  ${line}`)]
    case 'people':
      return subject.says
  }
}
