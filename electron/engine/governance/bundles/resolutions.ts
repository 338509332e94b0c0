import { z } from 'zod'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ResolutionWanted } from '../../../../shared/contract/audits.ts'
import { type ConflictResolution, conflictFields, type Federation, type Stands } from '../../../../shared/domain/federation.ts'
import type { Store } from '../../store/store.ts'
import type { Recording } from '../governing.ts'
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

/** By what a conflict is about: the last word on it that nobody took back. */
export function lastOfPlace(resolutions: readonly Resolution[]): ReadonlyMap<string, Resolution> {
  return new Map(resolutions.flatMap((one) => (one.undone ? [] : [[placeOf(one.conflict), one] as const])))
}

/**
 * Says what stands where bundles disagree, or takes such a word back: a decision of a governance lead in the ledger, with the reason and
 * every statement and its source. What was handed in stays as it is. It counts until one of the sources says something else.
 * @param federation how the bundles stand now, with all conflicts
 * Fails with `not-found`, `conflict`, `invalid-input` or `permission-missing`.
 */
export function resolveConflict(
  { store, signer, ports }: Recording,
  federation: () => Pick<Federation, 'conflicts' | 'resolutions'>,
  wanted: ResolutionWanted,
  reason: string,
): Result<ConflictResolution> {
  const mayNot = mayDecideEverywhere(peopleOf(store), signer.keyId)
  if (mayNot !== null) return failed(mayNot)
  const planned = wanted.kind === 'undo' ? undoing(federation(), wanted.entry) : resolving(federation(), wanted)
  if (!planned.ok) return planned
  const body = { actor: ports.actor, reason: reason.trim(), resolution: planned.value }
  const { seq } = appendEntry(store.ledger, signer, { at: ports.clock().toISOString(), kind: resolutionKind, body })
  const entry = wanted.kind === 'undo' ? wanted.entry : seq
  const kept = federation().resolutions.find((one) => one.entry === entry)
  return kept === undefined ? fail('bug', 'The resolution was written and cannot be read.', { subject: String(entry) }) : ok(kept)
}

type Written = z.infer<typeof said>['resolution']

function resolving({ conflicts }: Pick<Federation, 'conflicts'>, wanted: Exclude<ResolutionWanted, { kind: 'undo' }>): Result<Written> {
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
  if (stands.kind === 'statement' && !open.said.some((one) => one.manifest === stands.manifest && one.agentId === stands.agentId))
    return fail('not-found', 'None of the sources of this conflict is the one that was chosen.', {
      subject: name,
      next: `Choose among: ${open.said.map(({ organisation }) => organisation).join(', ')}.`,
    })
  return ok({ conflict, stands })
}

function undoing({ resolutions }: Pick<Federation, 'resolutions'>, entry: number): Result<Written> {
  const found = resolutions.find((one) => one.entry === entry)
  if (found === undefined)
    return fail('not-found', 'This entry of the ledger resolves no conflict.', {
      subject: String(entry),
      next: 'List the resolutions and choose one.',
    })
  if (found.state === 'taken back')
    return fail('conflict', 'This resolution was taken back already.', { subject: String(entry), next: 'List the resolutions.' })
  return ok({ undo: entry })
}
