import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type PolicyContent, severities } from '../../../shared/domain/policy.ts'
import { type Selector, type SelectorFieldId, selectorFields } from '../../../shared/domain/selector.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { checkPolicy } from '../../engine/policy/check.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { listed, wholeNumber } from '../options.ts'
import { plain, say, sayJson } from '../print.ts'
import { readText } from '../read-text.ts'
import { writeRequest } from '../write-request.ts'
import { sayChange, sayPolicies, sayPolicy, sayProblems, sayReach, saySimulation, sayViolations } from './policy-words.ts'

interface Common {
  readonly workspace: string
  readonly json?: boolean
}

/** What a draft is made of: the policy in force, changed by what is said. */
interface Drafted extends Common {
  readonly file?: string
  readonly title?: string
  readonly summary?: string
  readonly severity?: PolicyContent['severity']
  readonly days?: number
  readonly select?: Selector
  readonly everyAgent?: boolean
  readonly byHand?: boolean
}

/** Policies: read, checked, compared, tried, published, bound. */
export function policyCommand(): Command {
  const command = new Command('policy').description('check, compare, simulate, publish and bind policies')
  for (const one of [list(), show(), check(), diff(), simulate(), publish(), bind(), reach(), violations(), withdraw(), exported()])
    command.addCommand(one)
  return command
}

const named = (name: string, says: string): Command =>
  new Command(name).description(says).requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

async function tell<T>({ workspace, json }: Common, work: (engine: Engine) => Promise<T>, words: (value: T) => void): Promise<void> {
  const value = await withWorkspace(workspace, work)
  if (json === true) sayJson(value)
  else words(value)
}

function list(): Command {
  return named('list', 'the policies in force').action((options: Common) =>
    tell(
      options,
      async (engine) => {
        const { policies, withdrawn } = unwrap(await engine.invoke('policies.standing', {}))
        const standing = new Map(policies.map((one) => [one.policyId, one]))
        const inForce = unwrap(await engine.invoke('governance.policies', {}))
        return { policies: inForce.map((policy) => ({ ...policy, standing: standing.get(policy.id) ?? null })), withdrawn }
      },
      sayPolicies,
    ),
  )
}

function show(): Command {
  return named('show', 'one policy in words, with its versions; its text with --cedar')
    .argument('<policy>', 'id')
    .option('--cedar', 'print its text and nothing else')
    .action((id: string, options: Common & { cedar?: boolean }) =>
      tell(
        options,
        async (engine) => ({
          policy: await policyIn(engine, id),
          versions: unwrap(await engine.invoke('policies.versions', { policyId: id })),
        }),
        ({ policy, versions }) => {
          if (options.cedar === true) say(plainLines(policy.cedar))
          else sayPolicy(policy, versions)
        },
      ),
    )
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

function diff(): Command {
  return drafted(named('diff', 'what a draft changes, line by line, and whether it permits more; or what two versions differ in'))
    .option('--from <version>', 'compare with this version instead of the one in force', wholeNumber)
    .option('--to <version>', 'compare this version instead of a draft', wholeNumber)
    .action((id: string, options: Drafted & { from?: number; to?: number }) =>
      tell(
        options,
        async (engine) => {
          const content = options.to === undefined ? await draft(engine, id, options) : await versionIn(engine, id, options.to)
          return unwrap(await engine.invoke('policies.compare', { content, against: options.from ?? null }))
        },
        sayChange,
      ),
    )
}

function simulate(): Command {
  return drafted(named('simulate', 'who a draft would hit or free, now and at each sealed audit; nothing is changed'))
    .option('--everyone', 'as if it applied to every agent')
    .option('--audit <audit>', 'only this sealed audit, repeatable', listed)
    .option('--most <n>', 'agents listed', wholeNumber, 20)
    .action((id: string, options: Drafted & { everyone?: boolean; audit?: readonly string[]; most: number }) =>
      tell(
        options,
        async (engine) => {
          const content = await draft(engine, id, options)
          const audits = options.audit === undefined ? null : [...options.audit]
          return unwrap(await engine.invoke('policies.simulate', { content, everyone: options.everyone === true, audits }))
        },
        (simulation) => saySimulation(simulation, options.most),
      ),
    )
}

function publish(): Command {
  return drafted(named('publish', 'publish a draft as the next version: a decision in the ledger'))
    .requiredOption('--reason <text>', 'why; it stands in the ledger')
    .option('--request <file>', 'where it needs a second key: write the request for it here, and publish nothing')
    .action(published)
}

function bind(): Command {
  return selecting(
    named('bind', 'say which agents a policy applies to by itself: a new version with the same text').argument('<policy>', 'id'),
  )
    .requiredOption('--reason <text>', 'why; it stands in the ledger')
    .option('--request <file>', 'where it needs a second key: write the request for it here, and publish nothing')
    .action((id: string, options: Drafted & { reason: string; request?: string }) => {
      if (selectorOf(options) === null)
        throw new ExpectedFailure({
          code: 'invalid-input',
          message: 'Nothing says which agents.',
          next: 'Give --select field=value, --every-agent or --by-hand.',
        })
      return published(id, options)
    })
}

function reach(): Command {
  return selecting(named('reach', 'the agents a policy applies to, or would with this selector').argument('<policy>', 'id'))
    .option('--most <n>', 'agents listed', wholeNumber, 20)
    .action((policyId: string, options: Drafted & { most: number }) =>
      tell(
        options,
        async (engine) => {
          const { selector } = selectorOf(options) ?? (await policyIn(engine, policyId))
          return unwrap(await engine.invoke('policies.reach', { selector, policyId }))
        },
        (reached) => sayReach(reached, options.most),
      ),
    )
}

function violations(): Command {
  return named('violations', 'what is against a policy, agent by agent, with what would cure it')
    .argument('<policy>', 'id')
    .option('--most <n>', 'violations listed, up to 500', wholeNumber, 100)
    .option('--after <place>', 'go on after the place that the last page ended with')
    .action((policyId: string, options: Common & { most: number; after?: string }) =>
      tell(
        options,
        async (engine) => {
          await policyIn(engine, policyId)
          return unwrap(await engine.invoke('policies.violations', { policyId, after: options.after ?? null, limit: options.most }))
        },
        sayViolations,
      ),
    )
}

function withdraw(): Command {
  return named('withdraw', 'take a policy out of force: a decision in the ledger; decisions that stand on it lapse')
    .argument('<policy>', 'id')
    .requiredOption('--reason <text>', 'why; it stands in the ledger')
    .option('--request <file>', 'where it needs a second key: write the request for it here, and withdraw nothing')
    .action((policyId: string, options: Common & { reason: string; request?: string }) =>
      withWorkspace(options.workspace, async (engine) => {
        if (options.request !== undefined) {
          const request = unwrap(await engine.invoke('people.ask', { for: { kind: 'policy-withdrawal', policyId } }))
          writeRequest(request, options.request, options.json)
          return
        }
        const done = unwrap(await engine.invoke('policies.withdraw', { policyId, reason: options.reason }))
        if (options.json === true) sayJson(done)
        else
          say(
            plain(
              `${done.withdrawal.title} is withdrawn (ledger entry ${done.withdrawal.entry}). ${done.lapsed} decisions lapsed with it, ${done.judged} agents are judged differently.`,
            ),
          )
      }),
    )
}

function exported(): Command {
  return named('export', 'hand a policy over to an enforcement point; every statement is marked with what the file says of it')
    .argument('<policy>', 'id')
    .requiredOption('--to <point>', 'cedar, aws-scp, aws-boundary, mcp-gateway, or another that a wrong name lists')
    .option('--out <file>', 'write it here instead of printing it')
    .action((policyId: string, options: Common & { to: string; out?: string }) =>
      tell(
        options,
        async (engine) => {
          const [written] = unwrap(await engine.invoke('policies.export', { policyId, point: options.to }))
          if (written !== undefined && options.out !== undefined) writeText(options.out, written.text)
          return written
        },
        (written) => {
          if (written === undefined) return
          if (options.out === undefined) say(plainLines(written.text))
          for (const { statement, expressed, why } of written.marks) say(plain(`${expressed.padEnd(7)}${statement}: ${why}`))
          say(plain(written.howTo))
        },
      ),
    )
}

/** Each line as a terminal may show it. */
const plainLines = (text: string): string => text.split('\n').map(plain).join('\n')

function writeText(path: string, text: string): void {
  try {
    writeFileSync(resolve(path), text)
  } catch {
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'The file cannot be written there.',
      subject: path,
      next: 'Choose another path.',
    })
  }
}

async function published(id: string, options: Drafted & { readonly reason: string; readonly request?: string }): Promise<void> {
  await withWorkspace(options.workspace, async (engine) => {
    const content = await draft(engine, id, options)
    if (options.request !== undefined) {
      const request = unwrap(await engine.invoke('people.ask', { for: { kind: 'policy', content } }))
      writeRequest(request, options.request, options.json)
      return
    }
    const { policy, judged } = unwrap(await engine.invoke('policies.publish', { content, reason: options.reason }))
    if (options.json === true) sayJson({ policy, judged })
    else
      say(
        plain(
          `${policy.title}, version ${policy.version}, is in force (ledger entry ${policy.published?.entry ?? '?'}). ${judged} agents are judged differently.`,
        ),
      )
  })
}

function drafted(command: Command): Command {
  return selecting(command.argument('<policy>', 'id; a new one makes a new policy'))
    .option('--file <file>', 'its Cedar text')
    .option('--title <text>', 'its title')
    .option('--summary <text>', 'what it is for')
    .addOption(new Option('--severity <severity>', 'how much a violation counts').choices([...severities]))
    .option('--days <n>', 'days within which a violation must be answered', wholeNumber)
}

function selecting(command: Command): Command {
  return command
    .option('--select <field=value>', `which agents by themselves, repeatable; field: ${fieldIds.join(', ')}`, selected)
    .addOption(new Option('--every-agent', 'every agent').conflicts(['select', 'byHand']))
    .addOption(new Option('--by-hand', 'none but those that a decision brings under it').conflicts('select'))
}

const fieldIds: readonly SelectorFieldId[] = selectorFields.map(({ id }) => id)

function selected(text: string, earlier: Selector = {}): Selector {
  const at = text.indexOf('=')
  const field = fieldIds.find((one) => one === text.slice(0, at))
  const value = text.slice(at + 1)
  if (field === undefined || value === '') throw new InvalidArgumentError(`write field=value, with one of: ${fieldIds.join(', ')}`)
  return { ...earlier, [field]: [...(earlier[field] ?? []), value] }
}

/** The selector that was said; null: none was. */
function selectorOf({ byHand, everyAgent, select }: Drafted): { readonly selector: Selector | null } | null {
  if (byHand === true) return { selector: null }
  if (everyAgent === true) return { selector: {} }
  return select === undefined ? null : { selector: select }
}

async function draft(engine: Engine, id: string, options: Drafted): Promise<PolicyContent> {
  const before = unwrap(await engine.invoke('governance.policies', {})).find((one) => one.id === id)
  const cedar = options.file === undefined ? before?.cedar : readText(options.file)
  if (cedar === undefined || (before === undefined && options.title === undefined))
    throw new ExpectedFailure({
      code: 'not-found',
      message: 'There is no such policy, and too little for a new one.',
      subject: id,
      next: 'List them with `rollcall policy list`, or give --file and --title.',
    })
  const selector = (selectorOf(options) ?? before)?.selector ?? null
  return {
    id,
    title: options.title ?? before?.title ?? id,
    summary: options.summary ?? before?.summary ?? '',
    severity: options.severity ?? before?.severity ?? 'high',
    responseDays: options.days ?? before?.responseDays ?? 14,
    cedar,
    selector,
  }
}

async function policyIn(engine: Engine, id: string) {
  const found = unwrap(await engine.invoke('governance.policies', {})).find((one) => one.id === id)
  if (found !== undefined) return found
  throw new ExpectedFailure({
    code: 'not-found',
    message: 'There is no such policy.',
    subject: id,
    next: 'List them with `rollcall policy list`.',
  })
}

async function versionIn(engine: Engine, policyId: string, version: number): Promise<PolicyContent> {
  const found = unwrap(await engine.invoke('policies.versions', { policyId })).find((one) => one.version === version)
  if (found !== undefined) return found.content
  throw new ExpectedFailure({
    code: 'not-found',
    message: 'There is no such version of this policy.',
    subject: String(version),
    next: `Look at them with \`rollcall policy show ${policyId}\`.`,
  })
}
