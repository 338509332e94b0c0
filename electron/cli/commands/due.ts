import { resolve } from 'node:path'
import { Command } from 'commander'
import { type Band, bands } from '../../../shared/domain/vocabulary.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { ExpectedFailure, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { wholeNumber } from '../options.ts'
import { say, sayJson, sayTable } from '../print.ts'

interface Common {
  readonly workspace: string
  readonly json?: boolean
}

/** What is overdue or due soon, and how long a decision may wait. */
export function dueCommand(): Command {
  const command = new Command('due').description('decisions that are overdue or due soon, who is to be told, and how long each may wait')
  command.addCommand(list(), { isDefault: true })
  command.addCommand(levels())
  return command
}

const common = (command: Command): Command =>
  command.requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

function list(): Command {
  return common(new Command('list'))
    .description('what is overdue, then what is due soon')
    .option('--limit <number>', 'at most so many agents', wholeNumber, 100)
    .option('--ics <file>', 'also write them as a calendar (iCalendar)')
    .action(({ workspace, json, limit, ics }: Common & { limit: number; ics?: string }) =>
      withWorkspace(workspace, async (engine) => {
        const duty = unwrap(await engine.invoke('duty.now', { limit }))
        const calendar = ics === undefined ? null : unwrap(await engine.invoke('duty.calendar', { path: resolve(ics) }))
        if (json === true) return sayJson({ ...duty, calendar })
        say(dutyWords(duty))
        const rows = duty.items.map(({ row, due, tell }) => [
          due.at.slice(0, 10),
          due.state === 'overdue' ? 'overdue' : 'soon',
          row.name,
          `${row.risk} ${row.band}`,
          row.status,
          tell.join(', '),
        ])
        if (rows.length > 0) sayTable(['Due', '', 'Agent', 'Risk', 'State', 'Tell'], rows)
        if (calendar !== null) say(`Calendar: ${calendar.path}`)
      }),
    )
}

/** One line: how many are late, and who is to hear of it. */
function dutyWords({ overdue, soon, tell }: Awaited<ReturnType<typeof dutyOf>>): string {
  const late = bands.filter((band) => overdue[band] > 0).map((band) => `${overdue[band]} ${band}`)
  const told = tell.map(({ who, agents }) => `${who} (${agents})`)
  return [
    late.length === 0 ? 'Nothing is overdue.' : `Overdue: ${late.join(', ')}.`,
    ...(soon === 0 ? [] : [`Due soon: ${soon}.`]),
    ...(told.length === 0 ? [] : [`To be told: ${told.join(', ')}.`]),
  ].join(' ')
}

const dutyOf = async (engine: Engine) => unwrap(await engine.invoke('duty.now', { limit: 0 }))

/** After a scan: reminds of what is late; says nothing where nothing is. */
export async function remind(engine: Engine): Promise<void> {
  const duty = await dutyOf(engine)
  if (duty.soon === 0 && bands.every((band) => duty.overdue[band] === 0)) return
  say(`${dutyWords(duty)} See \`rollcall due\`.`)
}

function levels(): Command {
  const command = common(new Command('levels')).description('show how long a decision may wait, or change it with a reason')
  for (const band of bands) command.option(`--${band} <days>`, `days until a decision on ${band} risk is due`, wholeNumber)
  return command
    .option('--remind <days>', 'days before from which on it is reminded of', wholeNumber)
    .option('--tell <who=days>', 'who is to be told, so many days after it was due (repeatable; replaces the list)', told)
    .option('--tell-nobody', 'empty that list')
    .option('--reason <text>', 'why it is changed; it stands in the ledger')
    .action(({ workspace, json, reason, ...options }: Common & LevelOptions & { reason?: string }) =>
      withWorkspace(workspace, async (engine) => {
        const before = await dutyOf(engine)
        const changes = Object.keys(options).length > 0
        if (changes && reason === undefined)
          throw new ExpectedFailure({ code: 'invalid-input', message: 'A change needs a reason.', next: 'Give --reason.' })
        const now = changes
          ? unwrap(await engine.invoke('duty.setLevels', { levels: changed(before.levels, options), reason: reason ?? '' }))
          : { levels: before.levels, set: before.set }
        if (json === true) return sayJson(now)
        const { days, remindDays, escalateTo } = now.levels
        for (const band of bands) say(`${band}: ${days[band]} days`)
        say(`Reminded of ${remindDays} days before.`)
        for (const { who, afterDays } of escalateTo) say(`To be told ${afterDays} days after it was due: ${who}`)
        say(
          now.set === null
            ? 'As it ships.'
            : `Set by ${now.set.by} on ${now.set.at.slice(0, 10)} (entry ${now.set.entry}): ${now.set.reason}`,
        )
      }),
    )
}

type LevelOptions = Readonly<Partial<Record<Band, number>>> & {
  readonly remind?: number
  readonly tell?: readonly { readonly who: string; readonly afterDays: number }[] | false
  readonly tellNobody?: boolean
}

type Levels = Awaited<ReturnType<typeof dutyOf>>['levels']

function changed({ days, remindDays, escalateTo }: Levels, options: LevelOptions) {
  return {
    days: { ...days, ...Object.fromEntries(bands.flatMap((band) => (options[band] === undefined ? [] : [[band, options[band]]]))) },
    remindDays: options.remind ?? remindDays,
    escalateTo: options.tellNobody === true ? [] : [...(options.tell || escalateTo)].map((one) => ({ ...one })),
  }
}

function told(text: string, earlier: readonly { who: string; afterDays: number }[] = []) {
  const at = text.lastIndexOf('=')
  return [...earlier, { who: text.slice(0, at < 0 ? undefined : at), afterDays: at < 0 ? 0 : wholeNumber(text.slice(at + 1)) }]
}
