import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { failure } from '../../../shared/base/failure.ts'
import type { ApprovalSubject } from '../../../shared/domain/approval.ts'
import { approve, readRequest } from '../../engine/governance/keys/answer.ts'
import { signerFromFile } from '../../engine/governance/ledger/key-file.ts'
import { ExpectedFailure, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { plain, say, sayJson } from '../print.ts'
import { readText } from '../read-text.ts'
import { passphraseFrom } from './key.ts'

interface Options {
  readonly workspace?: string
  readonly key?: string
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
    .option('--passphrase-env <name>', 'the environment variable that holds its passphrase')
    .option('--from <public-key>', 'the public key of who asks, received another way: only with it is their name proved')
    .option('--yes', 'agree to what was shown; without it, it is only shown')
    .option('--out <file>', 'where the answer is written')
    .option('--workspace <file>', 'the workspace that asked')
    .option('--json', 'print as JSON')
    .action(async (file: string, options: Options) => {
      if (options.workspace !== undefined) return take(file, options.workspace, options.json)
      if (options.key === undefined)
        throw new ExpectedFailure(
          failure('invalid-input', 'Say with which key you agree (--key), or which workspace takes the answer in (--workspace).'),
        )
      agree(file, { ...options, key: options.key })
    })
}

async function take(file: string, workspace: string, json?: boolean): Promise<void> {
  await withWorkspace(workspace, async (engine) => {
    const approval = unwrap(await engine.invoke('people.take', { text: readText(file, 20_000) }))
    if (json === true) sayJson(approval)
    else say(`Taken in: key ${approval.keyId} agrees to request ${approval.requestId} until ${approval.expiresAt}.`)
  })
}

function agree(file: string, { key, passphraseEnv, from, yes, out, json }: Options & { readonly key: string }): void {
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
  const signer = unwrap(signerFromFile(readText(key, 20_000), passphraseFrom(passphraseEnv)))
  const approval = approve(request, signer, now)
  try {
    writeFileSync(resolve(out), `${JSON.stringify(approval, null, 2)}\n`)
  } catch {
    throw new ExpectedFailure(
      failure('invalid-input', 'The answer cannot be written there.', { subject: out, next: 'Choose another path.' }),
    )
  }
  if (json === true) sayJson(approval)
  else say(`Agreed with key ${signer.keyId}, until ${approval.expiresAt}. The answer is in ${out}.`)
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
