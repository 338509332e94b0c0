import { Command } from 'commander'
import { triageRules } from '../../../shared/contract/triage.ts'
import { conditionWords } from '../../../shared/domain/triage-rule.ts'
import { ExpectedFailure, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { wholeNumber } from '../options.ts'
import { say, sayJson, sayTable } from '../print.ts'
import { readText } from '../read-text.ts'

interface Common {
  readonly workspace: string
  readonly json?: boolean
}

/** What waits for a decision with what the rules suggest, and the rules themselves. */
export function triageCommand(): Command {
  const command = new Command('triage').description('what waits for a decision, what the rules suggest, and the rules')
  command.addCommand(list(), { isDefault: true })
  command.addCommand(rules())
  command.addCommand(tryOut())
  return command
}

const common = (command: Command): Command =>
  command.requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

function list(): Command {
  return common(new Command('list'))
    .description('what waits: overdue first, then the riskiest; a suggestion never decides')
    .option('--suggested <action>', 'only those of which this is suggested')
    .option('--rule <id>', 'only those of which this rule speaks')
    .option('--limit <number>', 'look at so many', wholeNumber, 500)
    .action(({ workspace, json, suggested, rule, limit }: Common & { suggested?: string; rule?: string; limit: number }) =>
      withWorkspace(workspace, async (engine) => {
        const { items } = unwrap(await engine.invoke('governance.triage', { limit }))
        const shown = items.filter(
          ({ suggestion }) =>
            (suggested === undefined || suggestion?.action === suggested) && (rule === undefined || suggestion?.ruleId === rule),
        )
        if (json === true) {
          for (const item of shown) sayJson(item)
          return
        }
        const rows = shown.map(({ row, why, due, suggestion }) => [
          row.id,
          row.name,
          `${row.risk} ${row.band}`,
          due?.at.slice(0, 10) ?? '',
          why,
          suggestion === null ? '' : `${suggestion.action}: ${suggestion.because}`,
        ])
        sayTable(['Id', 'Agent', 'Risk', 'Due', 'Why it is here', 'Suggested'], rows, 60)
      }),
    )
}

function rules(): Command {
  return common(new Command('rules'))
    .description('show the rules in their order; or replace them, with a reason, by a file as `--json` prints it')
    .option('--set <file>', 'JSON: {"rules": [...]} or the list alone')
    .option('--on <id>', 'switch a rule on')
    .option('--off <id>', 'switch a rule off')
    .option('--reason <text>', 'why they are changed; it stands in the ledger')
    .action(({ workspace, json, set, on, off, reason }: Common & { set?: string; on?: string; off?: string; reason?: string }) =>
      withWorkspace(workspace, async (engine) => {
        const before = unwrap(await engine.invoke('triage.rules', {}))
        const switched = on ?? off
        if (switched !== undefined && !before.rules.some(({ id }) => id === switched))
          throw refused('There is no such rule.', `Choose one of: ${before.rules.map(({ id }) => id).join(', ')}.`, switched)
        if ((set !== undefined || switched !== undefined) && reason === undefined)
          throw refused('A change needs a reason.', 'Give --reason.')
        const wanted = (set === undefined ? before.rules : readRules(set)).map((rule) =>
          rule.id === switched ? { ...rule, on: on !== undefined } : rule,
        )
        const now =
          set === undefined && switched === undefined
            ? before
            : unwrap(await engine.invoke('triage.setRules', { rules: wanted, reason: reason ?? '' }))
        if (json === true) return sayJson(now)
        const rows = now.rules.map(({ id, on: isOn, when, suggest, because }) => [
          id,
          isOn ? 'on' : 'off',
          conditionWords(when),
          suggest,
          because,
        ])
        sayTable(['Rule', '', 'When', 'Suggests', 'Because'], rows, 70)
        say(
          now.set === null
            ? 'As they ship.'
            : `Set by ${now.set.by} on ${now.set.at.slice(0, 10)} (entry ${now.set.entry}): ${now.set.reason}`,
        )
      }),
    )
}

function tryOut(): Command {
  return common(new Command('try'))
    .description('what the rules of a file would suggest for what waits now, beside what is suggested; changes nothing')
    .argument('<file>', 'JSON: {"rules": [...]} or the list alone')
    .action((file: string, { workspace, json }: Common) =>
      withWorkspace(workspace, async (engine) => {
        const wanted = readRules(file)
        const tried = unwrap(await engine.invoke('triage.tryRules', { rules: [...wanted] }))
        if (json === true) return sayJson(tried)
        const titles = new Map(wanted.map(({ id, title }) => [id, title]))
        const rows = tried.rules.map(({ id, speaks, holds }) => [id, titles.get(id) ?? '', String(speaks), String(holds)])
        sayTable(['Rule', 'Title', 'Speaks for', 'Holds for'], rows, 60)
        say(
          `${tried.tried} of ${tried.waiting} that wait were tried; of ${tried.silent} no rule speaks, and owners spoke of ${tried.byOwners}.`,
        )
        say(`Something else than now would be suggested for ${tried.movedCount}.`)
      }),
    )
}

const refused = (message: string, next: string, subject?: string) =>
  new ExpectedFailure({ code: 'invalid-input', message, next, ...(subject === undefined ? {} : { subject }) })

function readRules(path: string) {
  const value = parsed(path)
  const list = Array.isArray(value) ? value : (value as { readonly rules?: unknown } | null)?.rules
  const read = triageRules.safeParse(list)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw refused(
    `This is no list of rules: ${issue?.message ?? 'it cannot be read'}`,
    'Begin with what `rollcall triage rules --json` prints.',
    issue?.path.join('.') || path,
  )
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readText(path))
  } catch (error) {
    if (error instanceof ExpectedFailure) throw error
    throw refused('This file cannot be read as JSON.', 'Check the path and the text.', path)
  }
}
