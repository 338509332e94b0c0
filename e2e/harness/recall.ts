import type { Engine } from '../../electron/engine/create-engine.ts'
import type { AgentDetail } from '../../shared/domain/agent.ts'
import type { AnswerKeyEntry } from '../../shared/domain/estate.ts'
import { unwrap } from './open-test-engine.ts'

export interface Recall {
  readonly expected: number
  readonly found: number
  readonly listed: number
  readonly recall: number
  readonly precision: number
  readonly missed: readonly string[]
  readonly wrong: readonly string[]
  readonly bands: readonly string[]
  readonly factors: readonly string[]
  readonly joins: readonly string[]
  /** Agents that stand for several entries which the key does not call one. */
  readonly wronglyJoined: readonly string[]
  readonly byProvider: Readonly<
    Record<string, { readonly recall: number; readonly precision: number; readonly expected: number; readonly listed: number }>
  >
}

/** Every agent of the inventory with its detail. */
export async function allAgents(engine: Engine): Promise<readonly AgentDetail[]> {
  const found: AgentDetail[] = []
  let after: string | null = null
  do {
    const page: { readonly rows: readonly { readonly id: string }[]; readonly next: string | null } = unwrap(
      await engine.invoke('agents.page', { after, limit: 500 }),
    )
    for (const row of page.rows) found.push(unwrap(await engine.invoke('agents.get', { id: row.id })))
    after = page.next
  } while (after !== null)
  return found
}

/**
 * The inventory against the answer key, by native id. Recall: agents of the key that are listed as certain. Precision: certain agents
 * that the key calls agents, among those of connections the key speaks of.
 */
export async function measureRecall(
  engine: Engine,
  key: readonly AnswerKeyEntry[],
  isOfKey: (detail: AgentDetail) => boolean,
): Promise<Recall> {
  const agents = (await allAgents(engine)).filter(isOfKey)
  const byId = new Map(agents.flatMap((detail) => detail.agent.nativeIds.map((id) => [idOf(id), detail] as const)))
  const wanted = key.filter((entry) => entry.isAgent)
  const certain = agents.filter((detail) => detail.agent.certainty === 'certain')
  const known = new Set(wanted.flatMap((entry) => [idOf(entry.nativeId), ...entry.joins.map(idOf)]))
  const missed = wanted.filter((entry) => byId.get(idOf(entry.nativeId))?.agent.certainty !== 'certain')
  const wrong = certain.filter((detail) => !detail.agent.nativeIds.some((id) => known.has(idOf(id))))
  const label = (entry: AnswerKeyEntry) => `#${entry.archetype ?? 'crowd'} ${entry.provider} ${entry.name.slice(0, 60)}`
  const settled = key.flatMap((entry) => {
    const detail = byId.get(idOf(entry.nativeId))
    return detail === undefined ? [] : [{ entry, detail }]
  })
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
  const providers = [...new Set(wanted.map(({ provider }) => provider))].sort()
  return {
    byProvider: Object.fromEntries(
      providers.map((provider) => {
        const expected = wanted.filter((entry) => entry.provider === provider)
        const listed = certain.filter((detail) => detail.agent.provider === provider)
        const lost = expected.filter((entry) => missed.includes(entry)).length
        const odd = listed.filter((detail) => wrong.includes(detail)).length
        return [
          provider,
          {
            expected: expected.length,
            listed: listed.length,
            recall: share(expected.length - lost, expected.length),
            precision: share(listed.length - odd, listed.length),
          },
        ]
      }),
    ),
    wronglyJoined: wronglyJoined(key, agents).map((detail) => `${detail.agent.provider} ${detail.agent.name.slice(0, 60)}`),
    expected: wanted.length,
    found: wanted.length - missed.length,
    listed: certain.length,
    recall: wanted.length === 0 ? 1 : (wanted.length - missed.length) / wanted.length,
    precision: certain.length === 0 ? 1 : (certain.length - wrong.length) / certain.length,
    missed: missed.map(label),
    wrong: wrong.map(
      (detail) =>
        `${detail.agent.provider} ${detail.agent.name.slice(0, 60)} (${detail.agent.signals.map((signal) => `${signal.by}:${signal.value}`).join(', ')})`,
    ),
    bands: [
      ...settled
        .filter(({ entry, detail }) => isBand(entry.expected) && detail.score.band !== entry.expected)
        .map(
          ({ entry, detail }) =>
            `${label(entry)}: ${detail.score.band} ${detail.score.risk} (d${detail.score.danger} g${detail.score.governance}) instead of ${entry.expected}`,
        ),
      ...settled.filter(({ entry }) => entry.expected === 'not-listed').map(({ entry }) => `${label(entry)}: listed`),
    ],
    factors: settled.flatMap(({ entry, detail }) => {
      const missing = entry.expectedFactors.filter((factor) => !detail.findings.some((finding) => finding.factorId === factor))
      return missing.length === 0 ? [] : [`${label(entry)}: without ${missing.join(', ')}`]
    }),
    joins: settled.flatMap(({ entry, detail }) => {
      const missing = entry.joins.filter((join) => !detail.agent.nativeIds.some((id) => idOf(id) === idOf(join)))
      return missing.length === 0 ? [] : [`${label(entry)}: not joined with ${missing.map(idOf).join(', ')}`]
    }),
  }
}

const idOf = (id: { readonly kind: string; readonly value: string }): string => `${id.kind}=${id.value}`
const isBand = (expected: AnswerKeyEntry['expected']): boolean => expected !== null && expected !== 'not-listed' && expected !== 'suggested'

/** Agents under whose native ids the key knows entries that it does not call one, neither by their ids nor over others that are. */
function wronglyJoined(key: readonly AnswerKeyEntry[], agents: readonly AgentDetail[]): readonly AgentDetail[] {
  const root = new Map<string, string>()
  const find = (id: string): string => {
    const up = root.get(id) ?? id
    return up === id ? id : find(up)
  }
  for (const { nativeId, joins } of key) for (const join of joins) root.set(find(idOf(join)), find(idOf(nativeId)))
  // What stands under several agents (the same MCP server set up twice) says of none that it is two.
  const shown = Map.groupBy(
    agents.flatMap(({ agent }) => [...new Set(agent.nativeIds.map(idOf))]),
    (id) => id,
  )
  const known = new Set(key.map(({ nativeId }) => idOf(nativeId)).filter((id) => shown.get(id)?.length === 1))
  return agents.filter(
    ({ agent }) =>
      new Set(
        agent.nativeIds
          .map(idOf)
          .filter((id) => known.has(id))
          .map(find),
      ).size > 1,
  )
}
