import { z } from 'zod'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ResolutionWanted } from '../../../../shared/contract/audits.ts'
import type { ApprovalSubject } from '../../../../shared/domain/approval.ts'
import { type ConflictResolution, conflictFields, type Federation, type Stands } from '../../../../shared/domain/federation.ts'
import type { Store } from '../../store/store.ts'
import type { Recording } from '../governing.ts'
import { spendApproval } from '../keys/spent.ts'
import { withoutApproval } from '../keys/standing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { mayDecideEverywhere } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { placeOf } from './conflicts.ts'

/** The kind of its ledger entries. */
const resolutionKind = 'conflict-resolved'

/** A word on a conflict as the ledger has it; how it stands depends on what the bundles say now. */
export type Resolution = Omit<ConflictResolution, 'state'> & { readonly undone: boolean }

const text = z.string()
const statement = z.object({ manifest: text, organisation: text, origin: text, agentId: text, value: text, factsHash: text })
const said = z.object({
  actor: text,
  reason: text,
  resolution: z.union([
    z.object({
      conflict: z.object({ id: text, name: text, field: z.enum(conflictFields), said: z.array(statement) }),
      stands: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('statement'), manifest: text, agentId: text }),
        z.object({ kind: z.literal('one') }),
        z.object({ kind: z.literal('several') }),
      ]),
    }),
    z.object({ undo: z.number().int() }),
  ]),
})

/** What people said about conflicts, oldest first. An entry that makes no sense changes nothing. */
export function resolutionsOf({ ledger }: Pick<Store, 'ledger'>): readonly Resolution[] {
  if (ledger.lastOfKind(resolutionKind) === 0) return []
  const undone = new Set<number>()
  const all: Omit<Resolution, 'undone'>[] = []
  for (const { seq: entry, at, body } of ledger.ofKinds([resolutionKind])) {
    const read = said.safeParse(JSON.parse(body))
    if (!read.success) continue
    const { actor: by, reason, resolution } = read.data
    if ('undo' in resolution) undone.add(resolution.undo)
    else all.push({ entry, at, by, reason, ...resolution })
  }
  return all.map((one) => ({ ...one, undone: undone.has(one.entry) }))
}

/** By what a conflict is about: the last word on it. Where that was taken back there is none: what it had replaced stays replaced. */
export function lastOfPlace(resolutions: readonly Resolution[]): ReadonlyMap<string, Resolution> {
  const last = new Map(resolutions.map((one) => [placeOf(one.conflict), one] as const))
  return new Map([...last].filter(([, { undone }]) => !undone))
}

/**
 * Says what stands where bundles disagree, or takes such a word back: a decision of a governance lead in the ledger, with the reason and
 * every statement and its source. What was handed in stays as it is. It counts until one of the sources says something else. What accepts
 * critical risk takes a second key where the two-key rule says so; taking a word back never does, because the more dangerous one counts then.
 * @param federation how the bundles stand now, with all conflicts
 * Fails with `not-found`, `conflict`, `invalid-input` or `permission-missing`.
 */
export function resolveConflict(
  recording: Recording,
  federation: () => Pick<Federation, 'conflicts' | 'resolutions'>,
  wanted: ResolutionWanted,
  reason: string,
): Result<ConflictResolution> {
  const { store, signer, ports } = recording
  const mayNot = mayDecideEverywhere(peopleOf(store), signer.keyId)
  if (mayNot !== null) return failed(mayNot)
  const planned = wanted.kind === 'undo' ? undoing(federation(), wanted.entry) : resolving(federation(), wanted, reason)
  if (!planned.ok) return planned
  const { written, accepting } = planned.value
  const subject = peopleOf(store).rule.acceptCritical ? accepting : null
  const alone = subject === null ? null : withoutApproval(recording, subject)
  if (alone !== null) return failed({ ...alone, message: `${alone.message} ${acceptingWords}` })
  const body = { actor: ports.actor, reason: reason.trim(), resolution: written }
  const { seq } = store.transaction(() => {
    if (subject !== null) spendApproval(recording, subject)
    return appendEntry(store.ledger, signer, { at: ports.clock().toISOString(), kind: resolutionKind, body })
  })
  const entry = wanted.kind === 'undo' ? wanted.entry : seq
  const kept = federation().resolutions.find((one) => one.entry === entry)
  return kept === undefined ? fail('bug', 'The resolution was written and cannot be read.', { subject: String(entry) }) : ok(kept)
}

/**
 * What a second key is asked to agree to before this word. Fails as `resolveConflict` would, and where one key is enough.
 * @param federation how the bundles stand now, with all conflicts
 */
export function subjectOfResolution(
  { store }: Pick<Recording, 'store'>,
  federation: Pick<Federation, 'conflicts' | 'resolutions'>,
  wanted: ResolutionWanted,
  reason: string,
): Result<ApprovalSubject> {
  const planned = wanted.kind === 'undo' ? undoing(federation, wanted.entry) : resolving(federation, wanted, reason)
  if (!planned.ok) return planned
  const { accepting } = planned.value
  return accepting === null || !peopleOf(store).rule.acceptCritical
    ? fail('conflict', 'This word takes one key: nobody has to be asked.', { next: 'Say what stands.' })
    : ok(accepting)
}

const acceptingWords = 'Somebody calls this agent critical, and letting this stand accepts that.'

/** What would be written; and, where it accepts critical risk, the whole of it as a second key is asked. */
interface Planned {
  readonly written: z.infer<typeof said>['resolution']
  readonly accepting: ApprovalSubject | null
}

function resolving(
  { conflicts }: Pick<Federation, 'conflicts'>,
  wanted: Exclude<ResolutionWanted, { kind: 'undo' }>,
  reason: string,
): Result<Planned> {
  const open = conflicts.find(({ id }) => id === wanted.conflict)
  if (open === undefined)
    return fail('not-found', 'No open conflict has this id: it was resolved, or a bundle says something else now.', {
      subject: wanted.conflict,
      next: 'List the conflicts again, and choose one of them.',
    })
  const { id, name, field } = open
  const conflict = { id, name, field, said: [...open.said] }
  if ((field === 'perhaps the same') !== (wanted.kind !== 'statement'))
    return fail(
      'invalid-input',
      field === 'perhaps the same'
        ? 'Here it is asked whether these are one agent or several.'
        : 'Here it is asked whose statement stands.',
      {
        subject: name,
        next: field === 'perhaps the same' ? 'Say that they are one, or several.' : 'Choose one of the statements.',
      },
    )
  const stands: Stands =
    wanted.kind === 'statement' ? { kind: 'statement', manifest: wanted.manifest, agentId: wanted.agentId } : { kind: wanted.kind }
  if (stands.kind !== 'statement') return ok({ written: { conflict, stands }, accepting: null })
  const at = open.said.findIndex(({ manifest, agentId }) => manifest === stands.manifest && agentId === stands.agentId)
  if (at < 0)
    return fail('not-found', 'None of the sources of this conflict is the one that was chosen.', {
      subject: name,
      next: `Choose among: ${open.said.map(({ organisation }) => organisation).join(', ')}.`,
    })
  return ok({
    written: { conflict, stands },
    accepting: open.accepting.includes(at) ? { kind: 'conflict', conflict, stands, reason: reason.trim() } : null,
  })
}

function undoing({ resolutions }: Pick<Federation, 'resolutions'>, entry: number): Result<Planned> {
  const found = resolutions.find((one) => one.entry === entry)
  if (found === undefined)
    return fail('not-found', 'This entry of the ledger resolves no conflict.', {
      subject: String(entry),
      next: 'List the resolutions and choose one.',
    })
  if (found.state === 'taken back')
    return fail('conflict', 'This resolution was taken back already.', { subject: String(entry), next: 'List the resolutions.' })
  return ok({ written: { undo: entry }, accepting: null })
}
