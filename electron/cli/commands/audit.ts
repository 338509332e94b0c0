import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { reportFormats } from '../../../shared/contract/reports.ts'
import { type AuditInterval, type AuditPerson, auditIntervals, auditRoles } from '../../../shared/domain/audit.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { count, plural } from '../../engine/reports/words.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { withEngine, withWorkspace } from '../open-engine.ts'
import { estateSizeText, listed, wholeNumber } from '../options.ts'
import { plain, say, sayJson } from '../print.ts'
import { sayAudits, sayDifference, sayReplay } from './audit-words.ts'
import { runScan } from './scan.ts'

const report = 'shadow-ai-audit'

interface Common {
  readonly workspace: string
  readonly json?: boolean
}

/** Opens, follows, seals and compares audits. */
export function auditCommand(): Command {
  const command = new Command('audit').description('open, seal, compare and replay audits')
  for (const one of [open(), list(), show(), review(), seal(), verify(), diff(), replay(), schedule(), unschedule()])
    command.addCommand(one)
  // What `npm start` does where there is no display, and what stood here first.
  command.addCommand(demoAudit(), { isDefault: true })
  return command
}

const named = (name: string, says: string): Command =>
  new Command(name).description(says).requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

/** Runs the work on a workspace and tells its value: as JSON, or in words. */
async function tell<T>({ workspace, json }: Common, work: (engine: Engine) => Promise<T>, words: (value: T) => void): Promise<void> {
  const value = await withWorkspace(workspace, work)
  if (json === true) sayJson(value)
  else words(value)
}

function scoped(command: Command): Command {
  return command
    .option('--unit <name>', 'only this business unit, repeatable', listed)
    .option('--connection <id>', 'only this connection, repeatable', listed)
    .option('--person <name=role>', `who takes part, repeatable; role: ${auditRoles.join(', ')}`, person)
}

interface Scoped {
  readonly unit?: readonly string[]
  readonly connection?: readonly string[]
  readonly person?: readonly AuditPerson[]
}

const scopeOf = ({ unit = [], connection = [], person: people = [] }: Scoped) => ({
  scope: { businessUnits: [...unit], connectionIds: [...connection] },
  people: people.map((one) => ({ ...one })),
})

function person(text: string, earlier: readonly AuditPerson[] = []): readonly AuditPerson[] {
  const [name = '', wanted] = text.split('=', 2)
  const role = auditRoles.find((one) => one === (wanted ?? 'reviewer'))
  if (role === undefined)
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'This is no role in an audit.',
      subject: text,
      next: `Write name=role, with one of: ${auditRoles.join(', ')}.`,
    })
  return [...earlier, { name, role }]
}

function open(): Command {
  return scoped(named('open', 'open an audit'))
    .requiredOption('--name <name>', 'what it is called, e.g. 2026-Q4')
    .requiredOption('--from <day>', 'first day of its period')
    .requiredOption('--to <day>', 'last day of its period')
    .option('--schedule <id>', 'the schedule it is opened for')
    .action((options: Common & Scoped & { name: string; from: string; to: string; schedule?: string }) => {
      const { name, from, to, schedule: scheduleId = null } = options
      return tell(
        options,
        async (engine) => unwrap(await engine.invoke('audits.open', { name, from, to, scheduleId, ...scopeOf(options) })),
        (audit) => say(plain(`Audit ${audit.name} is open (${audit.id}).`)),
      )
    })
}

function list(): Command {
  return named('list', 'list audits, and what is due or missed').action((options: Common) =>
    tell(
      options,
      async (engine) => unwrap(await engine.invoke('audits.list', {})),
      ({ audits, schedules }) => sayAudits(audits, schedules),
    ),
  )
}

function show(): Command {
  return named('show', 'show one audit: how far it has come, or its seal')
    .argument('<audit>', 'id or name')
    .action((audit: string, options: Common) =>
      tell(
        options,
        async (engine) => unwrap(await engine.invoke('audits.show', { audit })),
        ({ audit: found, progress, path }) => {
          say(plain(`${found.name}: ${found.state}, ${found.from} to ${found.to}, opened by ${found.openedBy}.`))
          say(plain(found.review === null ? 'Nobody has reviewed it.' : `Reviewed by ${found.review.by}: ${found.review.words}`))
          if (progress !== null)
            say(
              `${progress.agents} agents: ${progress.undecided} undecided (${progress.criticalUndecided} critical), ${progress.openAgain} open again. ` +
                `${progress.decisions} decisions and ${progress.scans} scans since it was opened; ${progress.stepsIncomplete} of ${progress.steps} steps did not see everything.`,
            )
          if (found.seal !== null)
            say(plain(`Sealed by ${found.seal.by} with ledger entry ${found.seal.entry}. Bundle: ${path}. Manifest ${found.seal.manifest}`))
        },
      ),
    )
}

function review(): Command {
  return named('review', 'record that you looked through an open audit')
    .argument('<audit>', 'id or name')
    .requiredOption('--words <text>', 'what you found')
    .action((audit: string, options: Common & { words: string }) =>
      tell(
        options,
        async (engine) => unwrap(await engine.invoke('audits.review', { audit, words: options.words })),
        (done) => say(plain(`Review of ${done.name} recorded.`)),
      ),
    )
}

function seal(): Command {
  return named('seal', 'seal an audit for good: the bundle is written beside the workspace, its hash into the ledger')
    .argument('<audit>', 'id or name')
    .action((audit: string, options: Common) =>
      tell(
        options,
        async (engine) => {
          unwrap(await engine.invoke('audits.seal', { audit }))
          return unwrap(await engine.invoke('audits.show', { audit }))
        },
        ({ audit: sealed, path }) => {
          const { seal: set } = sealed
          say(plain(`Sealed ${sealed.name}: ${set?.counts.agents ?? 0} agents, ${set?.bytes ?? 0} bytes.`))
          say(plain(`Bundle:   ${path}`))
          say(`Manifest: ${set?.manifest}`)
          say('Keep this checkpoint elsewhere; it shows any later rewriting of what stands here:')
          say(set?.checkpoint.trimEnd() ?? '')
        },
      ),
    )
}

function verify(): Command {
  return named('verify', 'check the file of a sealed audit')
    .argument('<audit>', 'id or name')
    .action((audit: string, options: Common) =>
      tell(
        options,
        async (engine) => unwrap(await engine.invoke('audits.verify', { audit })),
        (verdict) => {
          for (const check of verdict.checks) say(plain(`${check.state.padEnd(12)}${check.title}: ${check.words}`))
          say(verdict.ok ? 'Verified.' : 'NOT verified.')
          process.exitCode = verdict.ok ? exitCodes.complete : exitCodes.failed
        },
      ),
    )
}

function diff(): Command {
  return named('diff', 'what differs between two audits; either may be `now`')
    .argument('<before>', 'id or name')
    .argument('[after]', 'id or name', 'now')
    .option('--most <number>', 'rows to print', wholeNumber, 40)
    .action((before: string, after: string, options: Common & { most: number }) =>
      tell(
        options,
        async (engine) => unwrap(await engine.invoke('audits.diff', { before, after })),
        (found) => sayDifference(found, options.most),
      ),
    )
}

function replay(): Command {
  return named('replay', 'score a past audit again under other weights or a policy; the audit stays as it is')
    .argument('<audit>', 'id or name')
    .option('--weights <file>', 'a weights document; those in force unless given')
    .option('--policy <id>', 'this policy on every agent')
    .option('--most <number>', 'rows to print', wholeNumber, 40)
    .action((audit: string, options: Common & { weights?: string; policy?: string; most: number }) =>
      tell(
        options,
        async (engine) => {
          const weights = options.weights === undefined ? null : readText(options.weights)
          return unwrap(await engine.invoke('audits.replay', { audit, weights, policyId: options.policy ?? null }))
        },
        (found) => sayReplay(found, options.most),
      ),
    )
}

function schedule(): Command {
  return scoped(named('schedule', 'an audit that is due again and again'))
    .requiredOption('--name <name>', 'what it is called')
    .addOption(new Option('--every <interval>', 'how often').choices([...auditIntervals]).makeOptionMandatory())
    .requiredOption('--due <day>', 'the day by which the next one is to be sealed')
    .option('--remind <days>', 'how many days before it is reminded of', wholeNumber, 14)
    .action((options: Common & Scoped & { name: string; every: AuditInterval; due: string; remind: number }) =>
      tell(
        options,
        async (engine) => {
          const { name, every, due: dueOn, remind: remindDays } = options
          return unwrap(await engine.invoke('audits.schedule', { name, every, dueOn, remindDays, ...scopeOf(options) }))
        },
        (kept) => say(plain(`${kept.name} is due on ${kept.dueOn}, then every ${kept.every} (${kept.id}).`)),
      ),
    )
}

function unschedule(): Command {
  return named('unschedule', 'end a schedule')
    .argument('<id>', 'the schedule')
    .action((id: string, options: Common) =>
      tell(
        options,
        async (engine) => unwrap(await engine.invoke('audits.unschedule', { id })),
        () => say('The schedule has ended.'),
      ),
    )
}

/** Reads a small file that a person named. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ExpectedFailure({ code: 'not-found', message: 'This file cannot be read.', subject: path, next: 'Check the path.' })
  }
}

/** What `npm start` does where there is no display: the whole audit, from connecting to the report. */
function demoAudit(): Command {
  return new Command('demo')
    .description('connect the demo estate and this computer, scan both, and write the report in every format')
    .requiredOption('--workspace <file>', 'the workspace file')
    .requiredOption('--out <folder>', 'where the reports go')
    .option('--size <size>', 'size of the demo estate', estateSizeText, 'default')
    .option('--seed <number>', 'seed of the demo estate', wholeNumber, 1)
    .action(async ({ workspace, out, size, seed }: { workspace: string; out: string; size: string; seed: number }) => {
      const folder = resolve(out)
      mkdirSync(folder, { recursive: true })
      await withEngine(workspace, async (engine) => {
        unwrap(await engine.invoke('connections.openDemo', { size, seed, thisComputer: true }))
        await runScan(engine, [], false)
        const overview = unwrap(await engine.invoke('workspace.overview', {}))
        say(
          `${plural(overview.agents, 'agent')} among ${plural(overview.identitiesSeen, 'identity', 'identities')}; ${count(overview.shadow)} nobody approved, ${count(overview.shadowByBand.critical)} of them critical.`,
        )
        for (const format of reportFormats) {
          const written = unwrap(await engine.invoke('reports.export', { report, format, path: join(folder, `${report}.${format}`) }))
          say(`Report (${format}): ${written.path}`)
        }
      })
      say(`Inventory: ${resolve(workspace)}`)
      say(`List it with: npx rollcall agents --workspace "${resolve(workspace)}"`)
    })
}
