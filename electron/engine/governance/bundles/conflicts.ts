import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { HandedIn } from '../../../../shared/domain/audit.ts'
import type { ConflictField, FederationConflict, Statement } from '../../../../shared/domain/federation.ts'
import type { HandedInAgent } from '../../store/store.ts'
import { acceptsCritical } from './accepts-critical.ts'

/** An agent as one bundle tells it. */
export type Line = HandedInAgent & { readonly manifest: string }

/** A conflict as it is found, before it is known whether anybody spoke of it. */
export type Found = Omit<FederationConflict, 'before'>

/** Stands where a bundle names no owner. */
export const nobody = 'nobody'

type Bundles = ReadonlyMap<string, Pick<HandedIn, 'organisation' | 'origin'>>

/** Where lines that are one agent say different things, across bundles. */
export function conflictsIn(group: readonly Line[], bundles: Bundles): readonly Found[] {
  if (new Set(group.map((line) => line.manifest)).size < 2) return []
  const fields = [
    ['status', (line: Line) => line.status],
    ['owner', (line: Line) => line.owner ?? nobody],
    ['risk', (line: Line) => `${line.risk} (${line.band})`],
    ['facts', (line: Line) => line.factsHash.slice(0, 16)],
  ] as const
  return fields.flatMap(([field, wordsOf]) =>
    new Set(group.map(wordsOf)).size < 2
      ? []
      : [
          found(
            field,
            group[0]?.name ?? '',
            group.map((line) => stated(line, wordsOf(line), bundles)),
            group.flatMap((line, at) => (acceptsCritical(field, line, group) ? [at] : [])),
          ),
        ],
  )
}

/** Marks that stand on more than one line of the same bundle: they say where an agent lives, not which one it is. */
export function sharedMarks(all: readonly Line[]): ReadonlySet<string> {
  const seen = new Map<string, Map<string, number>>()
  const shared = new Set<string>()
  for (const [at, { manifest, marks, perhaps }] of all.entries()) {
    const here = seen.get(manifest) ?? new Map<string, number>()
    seen.set(manifest, here)
    for (const mark of [...marks, ...perhaps]) {
      if ((here.get(mark) ?? at) !== at) shared.add(mark)
      here.set(mark, at)
    }
  }
  return shared
}

/** Lines of several bundles that only a weak mark connects, with their places in `all`. */
export function perhapsSame(
  all: readonly Line[],
  shared: ReadonlySet<string>,
  rootOf: (at: number) => number,
  bundles: Bundles,
): readonly { readonly places: readonly number[]; readonly conflict: Found }[] {
  const byMark = new Map<string, number[]>()
  for (const [at, line] of all.entries())
    for (const mark of line.perhaps) if (!shared.has(mark)) byMark.set(mark, [...(byMark.get(mark) ?? []), at])
  const told = new Set<string>()
  return [...byMark.values()].flatMap((places) => {
    const lines = places.flatMap((at) => all[at] ?? [])
    if (new Set(places.map(rootOf)).size < 2 || new Set(lines.map((line) => line.manifest)).size < 2) return []
    const conflict = found(
      'perhaps the same',
      lines[0]?.name ?? '',
      lines.map((line) => stated(line, line.name, bundles)),
      [],
    )
    if (told.has(conflict.id)) return []
    told.add(conflict.id)
    return [{ places, conflict }]
  })
}

/** What a conflict is about, whatever is said there: the same for each later bundle of the same units. */
export function placeOf({ field, said }: Pick<Found, 'field' | 'said'>): string {
  return canonicalJson([field, ...said.map(({ origin, agentId }) => JSON.stringify([origin, agentId])).sort()])
}

function stated({ manifest, id, factsHash }: Line, value: string, bundles: Bundles): Statement {
  const from = bundles.get(manifest)
  return { manifest, organisation: from?.organisation ?? '', origin: from?.origin ?? manifest, agentId: id, value, factsHash }
}

function found(field: ConflictField, name: string, said: readonly Statement[], accepting: readonly number[]): Found {
  const parts = said.map(({ origin, agentId, value, factsHash }) => JSON.stringify([origin, agentId, value, factsHash])).sort()
  const id = createHash('sha256')
    .update(canonicalJson([field, ...parts]), 'utf8')
    .digest('hex')
    .slice(0, 16)
  return { id, name, field, said, accepting }
}
