import type { AnswerKeyEntry } from '../../shared/domain/estate.ts'

/** Fills in what an entry leaves open, so that archetypes are written down in one line each. */
export function answer(
  entry: Pick<AnswerKeyEntry, 'provider' | 'name' | 'nativeId' | 'isAgent'> & Partial<AnswerKeyEntry>,
): AnswerKeyEntry {
  return { archetype: null, agentKind: null, joins: [], expectedFactors: [], expected: entry.isAgent ? null : 'not-listed', ...entry }
}

/** How well an inventory matches the key: by native id, counted over entries whose answer is not `suggested`. */
export function scoreAnswers(
  key: readonly AnswerKeyEntry[],
  listed: (nativeId: AnswerKeyEntry['nativeId']) => boolean,
): { readonly recall: number; readonly missed: readonly AnswerKeyEntry[]; readonly wronglyListed: readonly AnswerKeyEntry[] } {
  const agents = key.filter((entry) => entry.isAgent)
  const missed = agents.filter((entry) => !listed(entry.nativeId))
  const wronglyListed = key.filter((entry) => !entry.isAgent && entry.expected !== 'suggested' && listed(entry.nativeId))
  return { recall: agents.length === 0 ? 1 : (agents.length - missed.length) / agents.length, missed, wronglyListed }
}
