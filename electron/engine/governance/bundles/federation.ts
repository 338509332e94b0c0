import type { HandedIn } from '../../../../shared/domain/audit.ts'
import type { ConflictField, ConflictResolution, Federation, FederationConflict } from '../../../../shared/domain/federation.ts'
import { type Band, bands } from '../../../../shared/domain/vocabulary.ts'
import { isShadow } from './accepts-critical.ts'
import { conflictsIn, type Found, type Line, perhapsSame, placeOf, sharedMarks } from './conflicts.ts'
import { lastOfPlace, type Resolution } from './resolutions.ts'

/** Conflicts that are listed at most; all are counted. */
const mostListed = 500

/**
 * Many bundles as one picture. Lines that share a mark are one agent, through any number of steps, and count once. Of one unit's bundles
 * only the newest speaks. A mark that several agents of one bundle carry says where they live, e.g. in which environment, and not which
 * one it is: it joins nothing. Where a person said what stands, that counts as long as the sources say what they said then.
 */
export function federate(
  bundles: readonly HandedIn[],
  lines: Iterable<Line>,
  resolutions: readonly Resolution[] = [],
  most = mostListed,
): Federation {
  const speaking = new Map(newestOfEach(bundles).map((one) => [one.manifest, one]))
  const all: Line[] = []
  const { rootOf, join } = groupsOf()
  // What is gone counts for nobody, and must not join two that are there.
  for (const line of lines) if (!line.gone && speaking.has(line.manifest)) all.push(line)
  const shared = sharedMarks(all)
  const first = new Map<string, number>()
  for (const [at, line] of all.entries()) {
    for (const mark of line.marks) {
      if (shared.has(mark)) continue
      const other = first.get(mark)
      if (other === undefined) first.set(mark, at)
      else join(at, other)
    }
  }
  const last = lastOfPlace(resolutions)
  const met = new Map<string, Found>()
  const open: FederationConflict[] = []
  /** The word that counts on this conflict; without one it is open. */
  const standing = (conflict: Found): Resolution | null => {
    const place = placeOf(conflict)
    const said = last.get(place) ?? null
    met.set(place, conflict)
    if (said !== null && said.conflict.id === conflict.id) return said
    open.push({ ...conflict, before: said === null ? null : { ...said, state: 'reopened' } })
    return null
  }
  // All are looked at before any is joined: what a person joined must not hide what they were asked.
  const asked = perhapsSame(all, shared, rootOf, speaking).map(({ places, conflict }) => ({ places, word: standing(conflict) }))
  for (const { places, word } of asked) if (word?.stands.kind === 'one') for (const at of places) join(at, places[0] ?? at)
  const perhaps = open.splice(0)
  const groups = new Map<number, Line[]>()
  for (const [at, line] of all.entries()) {
    const root = rootOf(at)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [line])
    else group.push(line)
  }
  const counted = { agents: 0, shadow: 0, bands: Object.fromEntries(bands.map((band) => [band, 0])) as Record<Band, number> }
  for (const group of groups.values()) {
    const words = new Map(conflictsIn(group, speaking).map((conflict) => [conflict.field, standing(conflict)]))
    const { band, shadow } = asCounted(group, words, speaking)
    counted.agents += 1
    if (band !== undefined) counted.bands[band] += 1
    if (shadow) counted.shadow += 1
  }
  const conflicts = [...open, ...perhaps]
  return {
    bundles: bundles.map((one) => ({ ...one, speaks: speaking.has(one.manifest) })),
    ...counted,
    lines: all.length,
    conflicts: conflicts.slice(0, most),
    conflictCount: conflicts.length,
    resolutions: resolutions.map((one) => ({ ...one, state: stateOf(one, last, met) })).toReversed(),
  }
}

/** Lines that are one: joined pair by pair, each known by one of them. */
function groupsOf() {
  const parent = new Map<number, number>()
  const rootOf = (at: number): number => {
    let top = at
    for (let next = parent.get(top); next !== undefined && next !== top; next = parent.get(top)) top = next
    for (let each = at; each !== top; ) {
      const next = parent.get(each) ?? top
      parent.set(each, top)
      each = next
    }
    return top
  }
  return {
    rootOf,
    join: (at: number, other: number): void => {
      const [one, into] = [rootOf(at), rootOf(other)]
      if (one !== into) parent.set(one, into)
    },
  }
}

/** What a group counts as: as its most dangerous line says, unless a person chose another; a doubt never makes the picture calmer. */
function asCounted(
  group: readonly Line[],
  words: ReadonlyMap<string, Resolution | null>,
  bundles: ReadonlyMap<string, Pick<HandedIn, 'origin'>>,
): { readonly band: Band | undefined; readonly shadow: boolean } {
  const chosen = (field: ConflictField): Line | undefined => {
    const word = words.get(field)
    const stands = word?.stands
    if (stands?.kind !== 'statement') return undefined
    // What was chosen may have come with an earlier bundle of the same unit, which said the same.
    const source = word?.conflict.said.find(({ manifest, agentId }) => manifest === stands.manifest && agentId === stands.agentId)
    return group.find(({ id, manifest }) => id === source?.agentId && bundles.get(manifest)?.origin === source.origin)
  }
  const dangerous = chosen('risk') ?? group.toSorted((a, b) => b.risk - a.risk)[0]
  const state = chosen('status')
  return {
    band: bands.find((one) => one === dangerous?.band),
    shadow: state === undefined ? group.some((line) => isShadow(line.status)) : isShadow(state.status),
  }
}

function stateOf(one: Resolution, last: ReadonlyMap<string, Resolution>, met: ReadonlyMap<string, Found>): ConflictResolution['state'] {
  if (one.undone) return 'taken back'
  const place = placeOf(one.conflict)
  if (last.get(place)?.entry !== one.entry) return 'replaced'
  const now = met.get(place)
  if (now === undefined) return 'passed'
  return now.id === one.conflict.id ? 'holds' : 'reopened'
}

/** Of the bundles of one ledger, the one with the longest ledger. */
function newestOfEach(bundles: readonly HandedIn[]): readonly HandedIn[] {
  const newest = new Map<string, HandedIn>()
  for (const one of bundles) {
    const known = newest.get(one.origin)
    if (known === undefined || one.ledgerSize > known.ledgerSize || (one.ledgerSize === known.ledgerSize && known.redacted))
      newest.set(one.origin, one)
  }
  return [...newest.values()]
}
