import { Command, Option } from 'commander'
import type { TrialProgress } from '../../../../shared/domain/policy.ts'
import type { Engine } from '../../../engine/create-engine.ts'
import { checkPolicy } from '../../../engine/policy/check.ts'
import { exitCodes, unwrap } from '../../exit.ts'
import { onInterrupt } from '../../on-interrupt.ts'
import { listed, wholeNumber } from '../../options.ts'
import { plain, sayJson } from '../../print.ts'
import { readText } from '../../read-text.ts'
import { contentFrom, type Drafting, drafting, versionIn } from './drafted.ts'
import { subcommand } from './subcommand.ts'
import { progressWords, sayChange, sayProblems, saySimulation } from './words.ts'

/** What says beforehand what a draft would come to. */
export const trying = [
  check,
  subcommand({
    name: 'diff',
    says: 'what a draft changes, line by line, and whether it permits more; or what two versions differ in',
    about: 'id; a new one makes a new policy',
    options: [
      ...drafting,
      new Option('--from <version>', 'compare with this version instead of the one in force').argParser(wholeNumber),
      new Option('--to <version>', 'compare this version instead of a draft').argParser(wholeNumber),
    ],
    ask: async (engine, id, options: Drafting & { from?: number; to?: number }) => {
      const content = options.to === undefined ? await contentFrom(engine, id, options) : await versionIn(engine, id, options.to)
      return unwrap(await engine.invoke('policies.compare', { content, against: options.from ?? null }))
    },
    tell: sayChange,
  }),
  subcommand({
    name: 'simulate',
    says: 'who a draft would hit or free, now and at each sealed audit; nothing is changed. Ctrl-C ends it with what it had looked at',
    about: 'id; a new one makes a new policy',
    options: [
      ...drafting,
      new Option('--everyone', 'as if it applied to every agent'),
      new Option('--audit <audit>', 'only this sealed audit, repeatable').argParser(listed),
      new Option('--most <n>', 'agents listed').argParser(wholeNumber).default(20),
    ],
    ask: async (engine, id, options: Drafting & { everyone?: boolean; audit?: readonly string[]; most: number }) => {
      const content = await contentFrom(engine, id, options)
      const audits = options.audit === undefined ? null : [...options.audit]
      return watched(engine, (trialId) =>
        engine.invoke('policies.simulate', { content, everyone: options.everyone === true, audits, trialId }).then(unwrap),
      )
    },
    tell: (simulation, options) => saySimulation(simulation, options.most),
    exit: ({ stopped }) => (stopped === null ? exitCodes.complete : exitCodes.incomplete),
  }),
]

const trialId = 'command-line'
const toldEveryMs = 1_000

/** Tells how far a trial has come, and cancels it when somebody interrupts. */
async function watched<T>(engine: Engine, work: (trialId: string) => Promise<T>): Promise<T> {
  const listenNoMore = onInterrupt(() => void engine.invoke('policies.cancelTrial', { trialId }))
  const tell = async () => {
    const asked = await engine.invoke('policies.trial', { trialId })
    if (asked.ok && asked.value !== null) tellProgress(asked.value)
  }
  const timer = setInterval(tell, toldEveryMs)
  try {
    const ended = work(trialId)
    await tell()
    return await ended
  } finally {
    clearInterval(timer)
    listenNoMore()
  }
}

/** On standard error: the output is the answer alone. */
function tellProgress(progress: TrialProgress): void {
  process.stderr.write(`${plain(progressWords(progress))}\n`)
}

function check(): Command {
  return new Command('check')
    .description('check the text of a policy: what is wrong, where, and what to do. Needs no workspace')
    .argument('<file>', 'Cedar statements')
    .option('--json', 'print as JSON')
    .action((file: string, { json }: { json?: boolean }) => {
      const problems = checkPolicy(readText(file))
      if (json === true) sayJson(problems)
      else sayProblems(file, problems)
      process.exitCode = problems.some(({ severity }) => severity === 'error') ? exitCodes.failed : exitCodes.complete
    })
}
