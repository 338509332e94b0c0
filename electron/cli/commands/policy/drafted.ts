import { InvalidArgumentError, Option } from 'commander'
import { type Policy, type PolicyContent, severities } from '../../../../shared/domain/policy.ts'
import { contentOf, draftFrom, type PolicyDraft } from '../../../../shared/domain/policy-draft.ts'
import { type Selector, type SelectorFieldId, selectorFields } from '../../../../shared/domain/selector.ts'
import type { Engine } from '../../../engine/create-engine.ts'
import { ExpectedFailure, unwrap } from '../../exit.ts'
import { wholeNumber } from '../../options.ts'
import { readText } from '../../read-text.ts'

/** Which agents, as it is said at the command line. */
export interface Selecting {
  readonly select?: Selector
  readonly everyAgent?: boolean
  readonly byHand?: boolean
}

/** What a draft is made of: the policy in force, or the draft that is kept, changed by what is said. */
export interface Drafting extends Selecting {
  readonly kept?: boolean
  readonly file?: string
  readonly title?: string
  readonly summary?: string
  readonly severity?: PolicyContent['severity']
  readonly days?: number
}

const fieldIds: readonly SelectorFieldId[] = selectorFields.map(({ id }) => id)

export const selecting: readonly Option[] = [
  new Option('--select <field=value>', `which agents by themselves, repeatable; field: ${fieldIds.join(', ')}`).argParser(selected),
  new Option('--every-agent', 'every agent').conflicts(['select', 'byHand']),
  new Option('--by-hand', 'none but those that a decision brings under it').conflicts('select'),
]

export const drafting: readonly Option[] = [
  ...selecting,
  new Option('--kept', 'begin with the draft that is kept, instead of what is in force'),
  new Option('--file <file>', 'its Cedar text'),
  new Option('--title <text>', 'its title'),
  new Option('--summary <text>', 'what it is for'),
  new Option('--severity <severity>', 'how much a violation counts').choices([...severities]),
  new Option('--days <n>', 'days within which a violation must be answered').argParser(wholeNumber),
]

function selected(text: string, earlier: Selector = {}): Selector {
  const at = text.indexOf('=')
  const field = fieldIds.find((one) => one === text.slice(0, at))
  const value = text.slice(at + 1)
  if (field === undefined || value === '') throw new InvalidArgumentError(`write field=value, with one of: ${fieldIds.join(', ')}`)
  return { ...earlier, [field]: [...(earlier[field] ?? []), value] }
}

/** The selector that was said; null: none was. */
export function selectorIn({ byHand, everyAgent, select }: Selecting): { readonly selector: Selector | null } | null {
  if (byHand === true) return { selector: null }
  if (everyAgent === true) return { selector: {} }
  return select === undefined ? null : { selector: select }
}

/** What would be published: what is in force, or kept, changed by what is said. */
export async function contentFrom(engine: Engine, id: string, options: Drafting): Promise<PolicyContent> {
  return contentOf(await draftOf(engine, id, options))
}

/** The same as a draft, with the version it begins from. */
export async function draftOf(engine: Engine, id: string, options: Drafting): Promise<PolicyDraft> {
  const inForce = unwrap(await engine.invoke('governance.policies', {})).find((one) => one.id === id) ?? null
  const kept = options.kept === true ? await keptDraft(engine, id) : null
  const before = kept === null ? inForce : contentOf(kept)
  const cedar = options.file === undefined ? before?.cedar : readText(options.file)
  if (cedar === undefined || (before === null && options.title === undefined))
    throw new ExpectedFailure({
      code: 'not-found',
      message: 'There is no such policy, and too little for a new one.',
      subject: id,
      next: 'List them with `rollcall policy list`, or give --file and --title.',
    })
  const content = {
    id,
    title: options.title ?? before?.title ?? id,
    summary: options.summary ?? before?.summary ?? '',
    severity: options.severity ?? before?.severity ?? 'high',
    responseDays: options.days ?? before?.responseDays ?? 14,
    cedar,
    selector: (selectorIn(options) ?? before)?.selector ?? null,
  }
  return draftFrom(content, kept === null ? inForce : kept.from)
}

async function keptDraft(engine: Engine, id: string): Promise<PolicyDraft> {
  const found = unwrap(await engine.invoke('policies.drafts', {})).find(({ draft }) => draft.id === id)
  if (found !== undefined) return found.draft
  throw new ExpectedFailure({
    code: 'not-found',
    message: 'No draft of this policy is kept.',
    subject: id,
    next: 'List them with `rollcall policy drafts`, or leave --kept out.',
  })
}

export async function policyIn(engine: Engine, id: string): Promise<Policy> {
  const found = unwrap(await engine.invoke('governance.policies', {})).find((one) => one.id === id)
  if (found !== undefined) return found
  throw new ExpectedFailure({
    code: 'not-found',
    message: 'There is no such policy.',
    subject: id,
    next: 'List them with `rollcall policy list`.',
  })
}

export async function versionIn(engine: Engine, policyId: string, version: number): Promise<PolicyContent> {
  const found = unwrap(await engine.invoke('policies.versions', { policyId })).find((one) => one.version === version)
  if (found !== undefined) return found.content
  throw new ExpectedFailure({
    code: 'not-found',
    message: 'There is no such version of this policy.',
    subject: String(version),
    next: `Look at them with \`rollcall policy show ${policyId}\`.`,
  })
}
