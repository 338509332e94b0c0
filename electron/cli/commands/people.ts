import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import type { PeopleChange } from '../../../shared/contract/people-change.ts'
import { type KeyHome, keyHomes, type People, type Role, roles, type TwoKeyRule } from '../../../shared/domain/people.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { readSshPublicKey } from '../../engine/governance/keys/ssh-signature.ts'
import { keyIdOf } from '../../engine/governance/ledger/sign.ts'
import { unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { listed, wholeNumber } from '../options.ts'
import { say, sayJson, sayTable } from '../print.ts'
import { writeRequest } from '../write-request.ts'

interface Common {
  readonly workspace: string
  readonly json?: boolean
  readonly request?: string
}

/** Who takes part, with which keys, under which rule. */
export function peopleCommand(): Command {
  const command = new Command('people').description('who may decide, with which keys, and what takes two of them')
  for (const one of [list(), add(), retire(), keyAdd(), keyRetire(), rule()]) command.addCommand(one)
  return command
}

const common = (command: Command): Command =>
  command
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--request <file>', 'while two keys are asked for: write the request for the second one here, and change nothing')
    .option('--json', 'print as JSON')

function list(): Command {
  return new Command('list')
    .description('everybody, their keys and the rule')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--json', 'print as JSON')
    .action(({ workspace, json }: Common) =>
      withWorkspace(workspace, async (engine) => told(unwrap(await engine.invoke('people.list', {})), json)),
    )
}

function add(): Command {
  return common(new Command('add'))
    .description('add somebody; the first of all should be yourself, with --here')
    .argument('<name>', 'as it stands in the ledger')
    .addOption(new Option('--role <role>', 'what they may do').choices([...roles]).default('lead'))
    .option('--unit <name>', 'of a delegate: a business unit they decide for (repeatable)', listed)
    .option('--here', 'give them the key of this device')
    .action((name: string, { role, unit = [], here, ...rest }: Common & { role: Role; unit?: readonly string[]; here?: boolean }) =>
      withWorkspace(rest.workspace, async (engine) => {
        const personId = randomUUID().slice(0, 13)
        await change(engine, { kind: 'person-added', body: { personId, name, role, businessUnits: [...unit] } }, rest)
        if (here !== true || rest.request !== undefined) return
        const { keyId, publicKey } = unwrap(await engine.invoke('people.list', {}))
        await change(
          engine,
          { kind: 'person-key-added', body: { personId, keyId, publicKey, home: 'this-device', label: 'this device' } },
          rest,
        )
      }),
    )
}

function retire(): Command {
  return common(new Command('retire'))
    .description('somebody takes part no longer')
    .argument('<person>', 'id, as `people list` shows it')
    .action((personId: string, options: Common) =>
      withWorkspace(options.workspace, (engine) => change(engine, { kind: 'person-retired', body: { personId } }, options)),
    )
}

function keyAdd(): Command {
  return common(new Command('key-add'))
    .description('give somebody a key, by its public half')
    .argument('<person>', 'id, as `people list` shows it')
    .argument('<public-key>', 'as `rollcall key new` printed it on their device, or a line as OpenSSH keeps it in a .pub file')
    .addOption(new Option('--home <where>', 'where its private half lives').choices([...keyHomes]).default('other-device'))
    .option('--label <text>', 'to tell it from others', '')
    .action((personId: string, publicKey: string, { home, label, ...options }: Common & { home: KeyHome; label: string }) =>
      withWorkspace(options.workspace, (engine) => {
        const ssh = readSshPublicKey(publicKey)
        const key = ssh?.publicKey ?? publicKey
        const lives = ssh?.hardware === true ? 'hardware' : home
        return change(
          engine,
          { kind: 'person-key-added', body: { personId, publicKey: key, keyId: keyIdOf(key), home: lives, label } },
          options,
        )
      }),
    )
}

function keyRetire(): Command {
  return common(new Command('key-retire'))
    .description('a key counts no longer')
    .argument('<key>', 'id, as `people list` shows it')
    .action((keyId: string, options: Common) =>
      withWorkspace(options.workspace, (engine) => change(engine, { kind: 'person-key-retired', body: { keyId } }, options)),
    )
}

function rule(): Command {
  const flags = [
    ['revoke', 'revocation'],
    ['accept-critical', 'accepting critical risk'],
    ['weaken-policy', 'weakening a policy'],
  ] as const
  const command = common(new Command('rule')).description('what takes two keys, and how many agents one batch may hold')
  for (const [flag, words] of flags) command.addOption(new Option(`--${flag} <yes|no>`, `two keys for ${words}`).choices(['yes', 'no']))
  return command
    .option('--batch-cap <n>', 'agents in one batch at most', wholeNumber)
    .action((options: Common & { revoke?: string; acceptCritical?: string; weakenPolicy?: string; batchCap?: number }) =>
      withWorkspace(options.workspace, async (engine) => {
        const { rule: now } = unwrap(await engine.invoke('people.list', {}))
        const said = (value: string | undefined, present: boolean) => (value === undefined ? present : value === 'yes')
        const body: TwoKeyRule = {
          revoke: said(options.revoke, now.revoke),
          acceptCritical: said(options.acceptCritical, now.acceptCritical),
          weakenPolicy: said(options.weakenPolicy, now.weakenPolicy),
          batchCap: options.batchCap ?? now.batchCap,
        }
        await change(engine, { kind: 'two-key-rule', body }, options)
      }),
    )
}

async function change(engine: Engine, wanted: PeopleChange, { request, json }: Common): Promise<void> {
  if (request !== undefined)
    return writeRequest(unwrap(await engine.invoke('people.ask', { for: { kind: 'people', change: wanted } })), request, json)
  told(unwrap(await engine.invoke('people.change', { change: wanted })), json)
}

function told({ people, keys, rule: { revoke, acceptCritical, weakenPolicy, batchCap } }: People, json: boolean | undefined): void {
  if (json === true) {
    sayJson({ people, keys, rule: { revoke, acceptCritical, weakenPolicy, batchCap } })
    return
  }
  if (people.length === 0) say('Nobody was added: whoever sits at this computer decides. Begin with `people add NAME --here`.')
  else sayPeople({ people, keys })
  const twice = [revoke && 'revocation', acceptCritical && 'accepting critical risk', weakenPolicy && 'weakening a policy'].filter(Boolean)
  say(`Two keys for: ${twice.join(', ') || 'nothing'}. At most ${batchCap} agents in a batch.`)
}

function sayPeople({ people, keys }: Pick<People, 'people' | 'keys'>): void {
  sayTable(
    ['Id', 'Name', 'Role', 'Business units', 'Keys'],
    people.map(({ id, name, role, businessUnits, retiredAt }) => [
      id,
      name,
      retiredAt === null ? role : `${role} (retired)`,
      businessUnits.join(', '),
      keys
        .filter((key) => key.personId === id && key.retiredAt === null)
        .map(({ keyId, home }) => `${keyId} (${home})`)
        .join(', '),
    ]),
    60,
  )
}
