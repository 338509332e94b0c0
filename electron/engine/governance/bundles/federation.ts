import type { Federation, FederationConflict, HandedIn } from '../../../../shared/domain/audit.ts'
import { type AgentStatus, type Band, bands, shadowStatuses } from '../../../../shared/domain/vocabulary.ts'
import type { HandedInAgent } from '../../store/store.ts'

type Line = HandedInAgent & { readonly manifest: string }

/** Conflicts that are listed at most; all are counted. */
const mostListed = 500

/**
 * Many bundles as one picture. Lines that share a mark are one agent, through any number of steps, and count once. Of one unit's bundles
 * only the newest speaks.
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
    if (!speaking.has(line.manifest)) continue
    const at = all.push(line) - 1
    parent[at] = at
    for (const mark of line.marks) {
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
    const present = group.filter((line) => !line.gone)
    // The one seen as most dangerous speaks for all: a doubt never makes the picture calmer.
    const lead = present.toSorted((a, b) => b.risk - a.risk)[0]
    if (lead === undefined) continue
    counted.agents += 1
    const band = bands.find((one) => one === lead.band)
    if (band !== undefined) counted.bands[band] += 1
    if (present.some((line) => isShadow(line.status))) counted.shadow += 1
    conflicts.push(...conflictsIn(present, speaking))
  }
  conflicts.push(...perhapsSame(all, rootOf, speaking))
  return {
    bundles: bundles.map((one) => ({ ...one, speaks: speaking.has(one.manifest) })),
    ...counted,
    lines: all.filter((line) => !line.gone).length,
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

function perhapsSame(
  all: readonly Line[],
  rootOf: (at: number) => number,
  bundles: ReadonlyMap<string, HandedIn>,
): readonly FederationConflict[] {
  const byMark = new Map<string, number[]>()
  for (const [at, line] of all.entries())
    if (!line.gone) for (const mark of line.perhaps) byMark.set(mark, [...(byMark.get(mark) ?? []), at])
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
