import { Command } from 'commander'
import { type DecisionAction, decisionActions } from '../../../shared/domain/decision.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { keyValue, untilDate } from '../options.ts'
import { plain, say, sayJson } from '../print.ts'
import { writeRequest } from '../write-request.ts'
import { findAgent, whereKeys } from './agents.ts'
import { type DecisionWords, decideMany, decisionFrom, isMany } from './decide-many.ts'
import { sayPlan, tellRevocation } from './planned.ts'

interface Options extends DecisionWords {
  readonly workspace: string
  readonly request?: string
  readonly where?: Readonly<Record<string, string>>
  readonly view?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function decideCommand(): Command {
  return new Command('decide')
    .description('take one decision about one agent, several or all that match; `revoke` plans, executes and proves it by a re-read')
    .usage('[options] [agents...] <action>')
    .argument(
      '<agents-and-action...>',
      `ids, or names or native ids that only one agent bears; last, one of: ${decisionActions.join(', ')}`,
    )
    .requiredOption('--workspace <file>', 'the workspace file')
    .requiredOption('--reason <text>', 'why; it stands in the ledger, with each of the decisions')
    .option('--where <key=value>', `every agent that matches, repeatable; keys: ${Object.keys(whereKeys).join(', ')}`, keyValue)
    .option('--view <name>', 'every agent of a saved view')
    .option('--until <date>', 'when it ends', untilDate)
    .option('--policy <id>', 'for `policy`: the policy pack')
    .option('--owner <person>', 'for `assign-owner`: who answers for it')
    .option('--conditions <text>', 'for `approve`: under which conditions')
    .option('--control <text>', 'for `accept-risk`: what keeps the risk in bounds until then')
    .option('--control-by <person>', 'who sees to that control')
    .option('--control-until <date>', 'when the control ends, if before the exception; the exception ends with it', untilDate)
    .option('--request <file>', 'while critical risk takes two keys: write the request for the second one here, and decide nothing')
    .option('--dry-run', 'show who is meant and what would be done, and write nothing')
    .option('--json', 'print as JSON')
    .action(async (words: readonly string[], options: Options) => {
      const action = decisionAction(words.at(-1) ?? '')
      const wanted = words.slice(0, -1)
      process.exitCode = await withWorkspace(options.workspace, async (engine) => {
        if (isMany(wanted, options)) return decideMany(engine, wanted, action, options)
        const [only] = wanted
        if (only === undefined) throw wrongUsage('Say which agents are meant.', 'Name them, or give --where or --view.')
        const agentId = await findAgent(engine, only)
        if (action === 'revoke') return revoke(engine, agentId, options)
        if (action === 'undo-revoke') return undoRevoke(engine, agentId, options)
        return decide(engine, agentId, action, options)
      })
    })
}

const wrongUsage = (message: string, next: string, subject?: string) =>
  new ExpectedFailure({ code: 'invalid-input', message, next, ...(subject === undefined ? {} : { subject }) })

/** Other words people use for the same decision. */
const alsoCalled: Readonly<Record<string, DecisionAction>> = {
  assign: 'assign-owner',
  'take-into-review': 'review',
  'under-policy': 'policy',
  'bring-under-policy': 'policy',
  accept: 'accept-risk',
  exception: 'accept-risk',
  undo: 'undo-revoke',
}

function decisionAction(text: string): DecisionAction {
  const action = decisionActions.find((one) => one === text) ?? (Object.hasOwn(alsoCalled, text) ? alsoCalled[text] : undefined)
  if (action === undefined) throw wrongUsage('There is no such decision.', `Choose one of: ${decisionActions.join(', ')}.`, text)
  return action
}

async function decide(engine: Engine, agentId: string, action: DecisionAction, options: Options): Promise<number> {
  const { agent } = unwrap(await engine.invoke('agents.get', { id: agentId }))
  const decision = decisionFrom([agentId], action, options)
  if (options.request !== undefined) {
    const asked = unwrap(await engine.invoke('people.ask', { for: { kind: 'decision', decision } }))
    writeRequest(asked, options.request, options.json)
    if (options.json !== true)
      say('Once the answer is taken in, give this command again without --request: it counts once, for exactly this.')
    return exitCodes.complete
  }
  const decisions = unwrap(await engine.invoke('governance.decide', { ...decision, dryRun: options.dryRun === true }))
  if (options.dryRun === true) {
    const { id, name, status, factsHash } = agent
    if (options.json === true) sayJson({ dryRun: true, action, agentId: id, agentName: name, status, factsHash })
    else say(`Would record “${action}” on ${plain(name)} (now ${status}), bound to facts ${factsHash.slice(0, 12)}. Nothing was written.`)
    return exitCodes.complete
  }
  const after = unwrap(await engine.invoke('agents.get', { id: agentId })).agent
  if (options.json === true) for (const decision of decisions) sayJson(decision)
  else say(`${plain(after.name)}: ${agent.status} → ${after.status} (ledger entry ${decisions[0]?.seq ?? '?'}).`)
  return exitCodes.complete
}

async function revoke(engine: Engine, agentId: string, options: Options): Promise<number> {
  const planned = unwrap(await engine.invoke('governance.planRevocation', { agentId }))
  if (options.json !== true) sayPlan(planned)
  const args = { revocationId: planned.id, planHash: planned.plan.hash, reason: options.reason }
  const tried = unwrap(await engine.invoke('governance.runRevocation', { ...args, dryRun: true }))
  if (options.dryRun === true || tried.state === 'failed') return tellRevocation(tried, options.json)
  const run = unwrap(await engine.invoke('governance.runRevocation', { ...args, dryRun: false }))
  const proved = run.state === 'executed' ? unwrap(await engine.invoke('governance.verifyRevocation', { revocationId: run.id })) : run
  return tellRevocation(proved, options.json)
}

async function undoRevoke(engine: Engine, agentId: string, options: Options): Promise<number> {
  const past = unwrap(await engine.invoke('governance.revocations', { agentId }))
  const last = past.find((one) => one.state === 'verified' || one.state === 'executed' || one.state === 'failed')
  if (last === undefined || options.dryRun === true) {
    say(
      last === undefined
        ? 'There is no revocation to undo.'
        : `Would undo ${last.plan.calls.filter((call) => call.reversible).length} calls. Nothing was written.`,
    )
    return last === undefined ? exitCodes.failed : exitCodes.complete
  }
  return tellRevocation(
    unwrap(await engine.invoke('governance.undoRevocation', { revocationId: last.id, reason: options.reason })),
    options.json,
  )
}
