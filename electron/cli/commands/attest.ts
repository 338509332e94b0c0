import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { failure } from '../../../shared/base/failure.ts'
import { longestAnswer } from '../../../shared/contract/attestations.ts'
import { ExpectedFailure, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { wholeNumber } from '../options.ts'
import { plain, say, sayJson, sayTable } from '../print.ts'
import { readText } from '../read-text.ts'
import { findAgent } from './agents.ts'

interface Common {
  readonly workspace: string
  readonly json?: boolean
}

/** Asking owners by file, and taking in what they say. */
export function attestCommand(): Command {
  const command = new Command('attest').description(
    'ask owners about their agents by a form that needs no network, and take their answers in',
  )
  for (const one of [ask(), take(), list()]) command.addCommand(one)
  return command
}

const common = (command: Command): Command =>
  command.requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

function ask(): Command {
  return common(new Command('export'))
    .description('write one form for each owner of these agents')
    .argument('<agent...>', 'ids, or names or native ids that only one agent bears')
    .requiredOption('--out <folder>', 'where the forms are written')
    .option('--owner <person>', 'ask this person about all of them, instead of whoever is known to answer for each')
    .option('--note <text>', 'a word of your own above the questions')
    .option('--due <days>', 'days until it is to be answered', wholeNumber, 14)
    .action((wanted: readonly string[], options: Common & { out: string; owner?: string; note?: string; due: number }) =>
      withWorkspace(options.workspace, async (engine) => {
        const agentIds: string[] = []
        for (const one of wanted) agentIds.push(await findAgent(engine, one))
        const folder = resolve(options.out)
        try {
          mkdirSync(folder, { recursive: true })
        } catch {
          throw new ExpectedFailure(failure('invalid-input', 'This is no folder.', { subject: options.out, next: 'Choose another one.' }))
        }
        const { owner = null, note = null, due: dueDays } = options
        const asked = unwrap(await engine.invoke('attestations.ask', { agentIds, owner, note, dueDays, folder }))
        if (options.json === true) return sayJson(asked)
        for (const { owner: who, agents, path } of asked.files) say(`${plain(who)}: ${agents} agents, in ${path}`)
        for (const { agentId, why } of asked.left) say(`Not asked about ${agentId}: ${why}`)
        say('Send each form to its owner. Their answers come back as files: rollcall attest import FILE --workspace …')
      }),
    )
}

function take(): Command {
  return common(new Command('import'))
    .description('take answers in: each is checked, and stands in the ledger as what somebody said')
    .argument('<file...>', 'as the form saved them')
    .action((files: readonly string[], { workspace, json }: Common) =>
      withWorkspace(workspace, async (engine) => {
        for (const file of files)
          for (const said of unwrap(await engine.invoke('attestations.take', { text: readText(file, longestAnswer) })))
            if (json === true) sayJson(said)
            else
              say(
                `${plain(said.by)} on ${said.agentId}: ${saidWords[said.needed]}${said.purpose === null ? '' : ` ${plain(said.purpose)}`}`,
              )
      }),
    )
}

const saidWords = { yes: 'still needed.', no: 'no longer needed.', 'not-mine': 'not theirs.' } as const

function list(): Command {
  return common(new Command('list'))
    .description('what was asked and how it stands: asked, answered, overdue, expired')
    .option('--agent <agent>', 'only what was asked about this one')
    .action(({ workspace, json, agent }: Common & { agent?: string }) =>
      withWorkspace(workspace, async (engine) => {
        const agentId = agent === undefined ? null : await findAgent(engine, agent)
        const asked = unwrap(await engine.invoke('attestations.list', { agentId }))
        if (json === true) for (const one of asked) sayJson(one)
        else if (asked.length === 0) say('Nobody was asked yet. Begin with `rollcall attest export AGENT --out FOLDER`.')
        else
          sayTable(
            ['State', 'Owner', 'Agents', 'Asked', 'Due', 'Answered by'],
            asked.map(({ state, owner, agents, createdAt, dueAt, answer }) => [
              state,
              owner,
              agents.map(({ name }) => name).join(', '),
              createdAt.slice(0, 10),
              dueAt.slice(0, 10),
              answer?.by ?? '',
            ]),
          )
      }),
    )
}
