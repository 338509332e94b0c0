import type { Agent } from '../../../../shared/domain/agent.ts'
import type { MergeSuggestion } from '../../../../shared/domain/identity-change.ts'

type Seen = Pick<
  Agent,
  'id' | 'name' | 'platform' | 'sources' | 'owner' | 'endpoint' | 'instructionsHash' | 'publisher' | 'models' | 'nativeIds' | 'gone'
>

/** What is looked at of an agent and nothing else: a hundred thousand of them are at hand at once. */
export function seenOf({
  id,
  name,
  platform,
  sources,
  owner,
  endpoint,
  instructionsHash,
  publisher,
  models,
  nativeIds,
  gone,
}: Agent): Seen {
  return {
    id,
    name,
    platform,
    sources: sources.slice(0, 1),
    owner: { ...owner, people: [] },
    endpoint,
    instructionsHash,
    publisher,
    models,
    nativeIds,
    gone,
  }
}

/** More agents than this that share something do not become one by it: it says nothing about them. */
const mostAlike = 6
const shortestName = 5

/**
 * Pairs of agents that may be one, with what speaks for it, the most of it first. A name alone is not enough; with something else it
 * suggests, and never joins. Pure.
 */
export function suggestMerges(agents: Iterable<Seen>, isApart: (one: string, other: string) => boolean): readonly MergeSuggestion[] {
  const present = [...agents].filter(({ gone }) => !gone)
  const pairs = new Map<string, readonly [Seen, Seen]>()
  for (const keyOf of [nameOf, endpointOf, instructionsOf])
    for (const [key, alike] of Map.groupBy(present, keyOf))
      if (key !== null && alike.length > 1 && alike.length <= mostAlike)
        for (const [at, one] of alike.entries()) for (const other of alike.slice(at + 1)) pairs.set(`${one.id}\n${other.id}`, [one, other])
  return [...pairs.values()]
    .filter(([one, other]) => !isApart(one.id, other.id))
    .map(([one, other]) => ({ one: shown(one), other: shown(other), evidence: evidenceFor(one, other) }))
    .filter(({ evidence }) => evidence.length > 1 || evidence[0]?.startsWith('Same name') === false)
    .sort((a, b) => b.evidence.length - a.evidence.length || (a.one.id < b.one.id ? -1 : 1))
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

function nameOf({ name }: Seen): string | null {
  const key = plain(name)
  return key.length < shortestName ? null : key
}

const endpointOf = ({ endpoint }: Seen): string | null => endpoint
const instructionsOf = ({ instructionsHash }: Seen): string | null => instructionsHash

/** What both have, in words; what one of them lacks speaks neither for nor against. */
function evidenceFor(one: Seen, other: Seen): readonly string[] {
  const models = one.models.flatMap(({ name }) => (name !== null && other.models.some((model) => model.name === name) ? [name] : []))
  const ids = one.nativeIds.filter(({ value }) => other.nativeIds.some((id) => id.value === value))
  return [
    ...(nameOf(one) !== null && nameOf(one) === nameOf(other) ? [`Same name: ${one.name}`] : []),
    ...ids.slice(0, 3).map(({ kind, value }) => `Same identifier: ${kind} ${value}`),
    ...(one.endpoint !== null && one.endpoint === other.endpoint ? [`Same address: ${one.endpoint}`] : []),
    ...(one.instructionsHash !== null && one.instructionsHash === other.instructionsHash ? ['Same instructions, by their hash'] : []),
    ...(one.owner.name !== null && one.owner.name === other.owner.name ? [`Same owner: ${one.owner.name}`] : []),
    ...(one.publisher !== null && one.publisher.name === other.publisher?.name ? [`Same publisher: ${one.publisher.name}`] : []),
    ...models.slice(0, 2).map((name) => `Same model: ${name}`),
  ]
}

const shown = ({ id, name, platform, sources }: Seen) => ({ id, name, platform, connectionLabel: sources[0]?.connectionLabel ?? '' })
