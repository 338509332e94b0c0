import type { Federation, FederationConflict, HandedIn } from '../../../../shared/domain/audit.ts'
import { type AgentStatus, type Band, bands, shadowStatuses } from '../../../../shared/domain/vocabulary.ts'
import type { HandedInAgent } from '../../store/store.ts'

type Line = HandedInAgent & { readonly manifest: string }

/** Conflicts that are listed at most; all are counted. */
const mostListed = 500

/**
 * Many bundles as one picture. Lines that share a mark are one agent, through any number of steps, and count once. Of one unit's bundles
 * only the newest speaks. A mark that several agents of one bundle carry says where they live, e.g. in which environment, and not which
 * one it is: it joins nothing.
 */
export function federate(bundles: readonly HandedIn[], lines: Iterable<Line>): Federation {
  const speaking = new Map(newestOfEach(bundles).map((one) => [one.manifest, one]))
  const all: Line[] = []
  const parent: number[] = []
  const rootOf = (at: number): number => {
    let top = at
    while (parent[top] !== undefined && parent[top] !== top) top = parent[top] ?? top
    for (let each = at; each !== top; ) {
      const next = parent[each] ?? top
      parent[each] = top
      each = next
    }
    return top
  }
  const first = new Map<string, number>()
  for (const line of lines) {
    // What is gone counts for nobody, and must not join two that are there.
    if (line.gone || !speaking.has(line.manifest)) continue
    const at = all.push(line) - 1
    parent[at] = at
  }
  const shared = sharedMarks(all)
  for (const [at, line] of all.entries()) {
    for (const mark of line.marks) {
      if (shared.has(mark)) continue
      const other = first.get(mark)
      if (other === undefined) first.set(mark, at)
      else parent[rootOf(at)] = rootOf(other)
    }
  }
  const groups = new Map<number, Line[]>()
  for (const [at, line] of all.entries()) {
    const root = rootOf(at)
    groups.set(root, [...(groups.get(root) ?? []), line])
  }
  const counted = { agents: 0, shadow: 0, bands: Object.fromEntries(bands.map((band) => [band, 0])) as Record<Band, number> }
  const conflicts: FederationConflict[] = []
  for (const group of groups.values()) {
    // The one seen as most dangerous speaks for all: a doubt never makes the picture calmer.
    const lead = group.toSorted((a, b) => b.risk - a.risk)[0]
    if (lead === undefined) continue
    counted.agents += 1
    const band = bands.find((one) => one === lead.band)
    if (band !== undefined) counted.bands[band] += 1
    if (group.some((line) => isShadow(line.status))) counted.shadow += 1
    conflicts.push(...conflictsIn(group, speaking))
  }
  conflicts.push(...perhapsSame(all, shared, rootOf, speaking))
  return {
    bundles: bundles.map((one) => ({ ...one, speaks: speaking.has(one.manifest) })),
    ...counted,
    lines: all.length,
    conflicts: conflicts.slice(0, mostListed),
    conflictCount: conflicts.length,
  }
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

const shadow: ReadonlySet<AgentStatus> = new Set(shadowStatuses)
const isShadow = (status: string): boolean => [...shadow].some((one) => one === status)

function conflictsIn(group: readonly Line[], bundles: ReadonlyMap<string, HandedIn>): readonly FederationConflict[] {
  if (new Set(group.map((line) => line.manifest)).size < 2) return []
  const fields = [
    ['status', (line: Line) => line.status],
    ['owner', (line: Line) => line.owner ?? 'nobody'],
    ['risk', (line: Line) => `${line.risk} (${line.band})`],
    ['facts', (line: Line) => line.factsHash.slice(0, 16)],
  ] as const
  return fields.flatMap(([field, wordsOf]) =>
    new Set(group.map(wordsOf)).size < 2
      ? []
      : [{ name: group[0]?.name ?? '', field, said: group.map((line) => said(line, wordsOf(line), bundles)) }],
  )
}

/** Marks that stand on more than one line of the same bundle. */
function sharedMarks(all: readonly Line[]): ReadonlySet<string> {
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

function perhapsSame(
  all: readonly Line[],
  shared: ReadonlySet<string>,
  rootOf: (at: number) => number,
  bundles: ReadonlyMap<string, HandedIn>,
): readonly FederationConflict[] {
  const byMark = new Map<string, number[]>()
  for (const [at, line] of all.entries())
    for (const mark of line.perhaps) if (!shared.has(mark)) byMark.set(mark, [...(byMark.get(mark) ?? []), at])
  const told = new Set<string>()
  return [...byMark.values()].flatMap((places) => {
    const lines = places.flatMap((at) => all[at] ?? [])
    if (new Set(places.map(rootOf)).size < 2 || new Set(lines.map((line) => line.manifest)).size < 2) return []
    const key = lines.map((line) => `${line.manifest} ${line.id}`).join(' ')
    if (told.has(key)) return []
    told.add(key)
    return [{ name: lines[0]?.name ?? '', field: 'perhaps the same' as const, said: lines.map((line) => said(line, line.name, bundles)) }]
  })
}

function said({ manifest, id }: Line, value: string, bundles: ReadonlyMap<string, HandedIn>): FederationConflict['said'][number] {
  return { manifest, organisation: bundles.get(manifest)?.organisation ?? '', agentId: id, value }
}
