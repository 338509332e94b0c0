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
  return {
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
