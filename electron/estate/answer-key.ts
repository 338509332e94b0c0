import type { AnswerKeyEntry } from '../../shared/domain/estate.ts'

/** Fills in what an entry leaves open, so that archetypes are written down in one line each. */
export function answer(
  entry: Pick<AnswerKeyEntry, 'provider' | 'name' | 'nativeId' | 'isAgent'> & Partial<AnswerKeyEntry>,
): AnswerKeyEntry {
  return { archetype: null, agentKind: null, joins: [], expectedFactors: [], expected: entry.isAgent ? null : 'not-listed', ...entry }
}
