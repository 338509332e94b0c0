import { Command } from 'commander'
import { unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { listed } from '../options.ts'
import { sayJson, sayTable } from '../print.ts'
import { writeRequest } from '../write-request.ts'
import { findAgent } from './agents.ts'
import { approveCommand } from './approve.ts'
import { type Planned, plannedOf, runPlanned, sayPlanned, tellBatch, tellRevocation } from './planned.ts'

interface Options {
  readonly workspace: string
  readonly json?: boolean
}

/** Revocation step by step: what one person plans another can agree to, and what runs is what was shown. */
export function revokeCommand(): Command {
  const command = new Command('revoke').description('plan, agree, run, prove and undo revocations, one agent or a batch')
  for (const one of [plan(), request(), approveCommand(), requests(), run(), verify(), undo()]) command.addCommand(one)
  return command
}

const common = (command: Command): Command =>
  command.requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

function plan(): Command {
  return common(new Command('plan'))
    .description('the exact calls, without making one; several agents make a batch')
    .argument('<agents...>', 'ids, or names or native ids that only one agent bears')
    .action((wanted: readonly string[], { workspace, json }: Options) =>
      withWorkspace(workspace, async (engine) => {
        const ids: string[] = []
        for (const one of wanted) ids.push(await findAgent(engine, one))
        const planned: Planned =
          ids.length === 1
            ? { kind: 'revocation', revocation: unwrap(await engine.invoke('governance.planRevocation', { agentId: ids[0] ?? '' })) }
            : await plannedOf(engine, unwrap(await engine.invoke('governance.planBatch', { agentIds: ids })).id)
        if (json === true) sayJson(planned.kind === 'batch' ? { ...planned.batch, revocations: planned.revocations } : planned.revocation)
        else sayPlanned(planned)
      }),
    )
}

function request(): Command {
  return common(new Command('request'))
    .description('ask a second key to agree: writes the file that goes to the other person')
    .argument('<id>', 'of the plan or the batch')
    .requiredOption('--out <file>', 'where the request is written')
    .action((id: string, { workspace, out, json }: Options & { out: string }) =>
      withWorkspace(workspace, async (engine) => {
        const { kind } = await plannedOf(engine, id)
        writeRequest(unwrap(await engine.invoke('people.ask', { for: { kind, id } })), out, json)
      }),
    )
}

function requests(): Command {
  return common(new Command('requests'))
    .description('what was asked of a second key: open, signed, refused, expired or used')
    .action(({ workspace, json }: Options) =>
      withWorkspace(workspace, async (engine) => {
        const all = unwrap(await engine.invoke('people.approvals', {}))
        if (json === true) for (const one of all) sayJson(one)
        else
          sayTable(
            ['Request', 'About', 'Asked by', 'State', 'Answered by', 'Until', 'Hash'],
            all.map(({ request: { id, requestedBy, hash }, says, state, by, until }) => [
              id,
              says.title,
              requestedBy.name,
              state,
              by.join(', '),
              until,
              hash.slice(0, 16),
            ]),
          )
      }),
    )
}

function run(): Command {
  return common(new Command('run'))
    .description('without --execute: whether the plan still holds; with it: make the calls and prove their effect')
    .argument('<id>', 'of the plan or the batch')
    .requiredOption('--hash <hash>', 'as it was shown: what runs is what was looked at')
    .option('--reason <text>', 'why; it stands in the ledger', '')
    .option('--execute', 'make the calls')
    .option('--skip <revocation>', 'of a batch: pass this one over (repeatable)', listed)
    .action(
      async (
        id: string,
        { workspace, json, ...options }: Options & { hash: string; reason: string; execute?: boolean; skip?: readonly string[] },
      ) => {
        process.exitCode = await withWorkspace(workspace, (engine) => runPlanned(engine, id, options, json))
      },
    )
}

function verify(): Command {
  return common(new Command('verify'))
    .description('read again whether it is in force; what was done by hand is proved by a scan')
    .argument('<id>', 'of the plan or the batch')
    .action(async (id: string, { workspace, json }: Options) => {
      process.exitCode = await withWorkspace(workspace, async (engine) => {
        const planned = await plannedOf(engine, id)
        const open = planned.kind === 'batch' ? planned.revocations.filter(({ state }) => state === 'executed') : [planned.revocation]
        for (const one of open) unwrap(await engine.invoke('governance.verifyRevocation', { revocationId: one.id }))
        const after = await plannedOf(engine, id)
        return after.kind === 'batch' ? tellBatch(after, json) : tellRevocation(after.revocation, json)
      })
    })
}

function undo(): Command {
  return common(new Command('undo'))
    .description('put back what can be put back')
    .argument('<id>', 'of the plan')
    .requiredOption('--reason <text>', 'why; it stands in the ledger')
    .action(async (revocationId: string, { workspace, json, reason }: Options & { reason: string }) => {
      process.exitCode = await withWorkspace(workspace, async (engine) =>
        tellRevocation(unwrap(await engine.invoke('governance.undoRevocation', { revocationId, reason })), json),
      )
    })
}
