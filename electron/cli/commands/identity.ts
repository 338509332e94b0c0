import { Command } from 'commander'
import type { IdentityWanted } from '../../../shared/contract/identity.ts'
import type { IdentityChange } from '../../../shared/domain/identity-change.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { listed, wholeNumber } from '../options.ts'
import { plain, say, sayJson, sayTable } from '../print.ts'
import { findAgent } from './agents.ts'

interface Common {
  readonly workspace: string
  readonly json?: boolean
}

type Told = Common & { readonly reason: string }

/** Who is who: join, take apart, name, and take back. */
export function identityCommand(): Command {
  const command = new Command('identity').description(
    'join, take apart and name agents; each is a signed entry, survives scans and can be taken back',
  )
  for (const one of [suggest(), merge(), split(), apart(), rename(), undo(), list()]) command.addCommand(one)
  return command
}

const common = (name: string, says: string): Command =>
  new Command(name).description(says).requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

const withReason = (command: Command): Command => command.requiredOption('--reason <text>', 'why; it stands in the ledger')

function suggest(): Command {
  return common('suggest', 'agents that may be one, with what speaks for it; nothing is joined by it')
    .option('--limit <number>', 'at most so many', wholeNumber, 50)
    .action(({ workspace, json, limit }: Common & { limit: number }) =>
      withWorkspace(workspace, async (engine) => {
        const found = unwrap(await engine.invoke('identity.suggestions', { limit }))
        if (json === true) {
          for (const one of found) sayJson(one)
          return
        }
        if (found.length === 0) return say('Nothing suggests that two agents are one.')
        sayTable(
          ['One', 'Id', 'Other', 'Id', 'What speaks for it'],
          found.map(({ one, other, evidence }) => [one.name, one.id, other.name, other.id, evidence.join('; ')]),
          60,
        )
      }),
    )
}

function merge(): Command {
  return withReason(common('merge', 'these agents are one: what was seen of the others is counted as the first'))
    .argument('<into>', 'the agent that stays')
    .argument('<agents...>', 'the agents that are the same')
    .action((into: string, agents: readonly string[], options: Told) =>
      change(options, async (engine) => ({ kind: 'merge', into: await findAgent(engine, into), from: await all(engine, agents) })),
    )
}

function split(): Command {
  return withReason(common('split', 'a part of an agent is another agent'))
    .argument('<agent>', 'id, or a name or native id that only one agent bears')
    .requiredOption('--part <connection=key>', 'a source of it, as `agents --json` and the window show it; repeatable', listed)
    .action((agent: string, { part, ...options }: Told & { part: readonly string[] }) =>
      change(options, async (engine) => ({
        kind: 'split',
        agentId: await findAgent(engine, agent),
        members: part.map((text) => ({
          connectionId: text.slice(0, Math.max(0, text.indexOf('='))),
          subjectKey: text.slice(text.indexOf('=') + 1),
        })),
      })),
    )
}

function apart(): Command {
  return withReason(common('apart', 'two agents are not one, whatever suggests it'))
    .argument('<one>', 'an agent')
    .argument('<other>', 'another agent')
    .action((one: string, other: string, options: Told) =>
      change(options, async (engine) => ({ kind: 'apart', one: await findAgent(engine, one), other: await findAgent(engine, other) })),
    )
}

function rename(): Command {
  return withReason(common('rename', 'call an agent otherwise than its source does; without a name, as its source does'))
    .argument('<agent>', 'id, or a name or native id that only one agent bears')
    .argument('[name]', 'what it is called here')
    .action((agent: string, name: string | undefined, options: Told) =>
      change(options, async (engine) => ({ kind: 'rename', agentId: await findAgent(engine, agent), name: name ?? null })),
    )
}

function undo(): Command {
  return withReason(common('undo', 'take a change back'))
    .argument('<entry>', 'its number, as `identity list` shows it', wholeNumber)
    .action((entry: number, options: Told) => change(options, async () => ({ kind: 'undo', entry })))
}

function list(): Command {
  return common('list', 'what people joined, took apart and named, newest first').action(({ workspace, json }: Common) =>
    withWorkspace(workspace, async (engine) => {
      const changes = unwrap(await engine.invoke('identity.changes', {}))
      if (json === true) {
        for (const one of changes) sayJson(one)
        return
      }
      const rows = changes.map((one) => [
        String(one.entry),
        one.at.slice(0, 10),
        one.by,
        `${changeWords(one.change)}${one.undone ? ' (taken back)' : ''}`,
        one.reason,
      ])
      sayTable(['Entry', 'On', 'By', 'Change', 'Reason'], rows, 80)
    }),
  )
}

async function all(engine: Engine, wanted: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const one of wanted) ids.push(await findAgent(engine, one))
  return ids
}

async function change({ workspace, json, reason }: Told, wantedOf: (engine: Engine) => Promise<IdentityWanted>): Promise<void> {
  await withWorkspace(workspace, async (engine) => {
    const entry = unwrap(await engine.invoke('identity.change', { change: await wantedOf(engine), reason }))
    if (json === true) sayJson(entry)
    else say(`${changeWords(entry.change)} (ledger entry ${entry.entry}). Take it back with \`rollcall identity undo ${entry.entry}\`.`)
  })
}

function changeWords(one: IdentityChange): string {
  switch (one.kind) {
    case 'merge':
      return `Merged ${one.from.map(({ agentId }) => agentId).join(', ')} into ${one.into}`
    case 'split':
      return `Took ${one.members.length} of its parts out of ${one.from}, as ${one.to}`
    case 'apart':
      return `Said that ${one.one} and ${one.other} are two`
    case 'rename':
      return `Named ${one.agentId} ${one.after === null ? 'as its source does' : plain(one.after)}`
    case 'undo':
      return `Took back entry ${one.entry}`
  }
}
