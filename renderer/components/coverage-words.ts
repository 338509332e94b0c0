import type { CoverageSummary } from '../../shared/contract/scans.ts'
import type { CoverageOutcome, CoverageTally } from '../../shared/domain/coverage-tally.ts'
import { gapOutcomes, outcomeWords } from '../../shared/domain/coverage-words.ts'
import type { NotConnected } from '../../shared/domain/not-connected.ts'
import { many } from '../app/time.ts'

/** How many steps did not see everything. */
export const gapsIn = ({ counts }: CoverageTally): number => gapOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0)

const lower = (outcome: CoverageOutcome): string => outcomeWords[outcome].toLowerCase()

/** The figures that leave something unseen, worst first: steps, but sources where nothing of them was ever looked at. */
function gapsOf({ tally, neverScanned }: CoverageSummary, absent: readonly NotConnected[]) {
  const steps = gapOutcomes
    .filter((outcome) => outcome !== 'unscanned')
    .map((outcome) => ({ count: tally.counts[outcome], word: lower(outcome) }))
  return [...steps, { count: neverScanned.length, word: 'never scanned' }, { count: absent.length, word: 'not connected' }].filter(
    ({ count }) => count > 0,
  )
}

const shown = 3

/** The chip's words: how much was seen, and the worst of what was not. */
export function coverageLine(
  summary: CoverageSummary,
  absent: readonly NotConnected[] = [],
): { readonly words: string; readonly gaps: number } {
  const gaps = gapsOf(summary, absent)
  const seen = summary.seenPercent === null ? 'no scan ended yet' : `${summary.seenPercent} % seen`
  const rest = gaps.slice(shown).reduce((sum, { count }) => sum + count, 0)
  return {
    words: [seen, ...gaps.slice(0, shown).map(({ count, word }) => `${count} ${word}`), ...(rest > 0 ? [`${rest} more`] : [])].join(' · '),
    gaps: gaps.reduce((sum, { count }) => sum + count, 0),
  }
}

/** The one sentence of the coverage screen: what share was seen, what was not and why, and what that may hide. */
export function coverageSentence(summary: CoverageSummary, absent: readonly NotConnected[]): string {
  const { tally, neverScanned, seenPercent } = summary
  const { counts } = tally
  if (seenPercent === null)
    return neverScanned.length === 0
      ? 'Nothing is connected yet, so nothing is seen.'
      : `No scan has ended yet: ${many(neverScanned.length, 'source')} may hold agents that nobody knows of.`
  const why = [
    [counts.denied, (n: number) => `${n} ${n === 1 ? 'was' : 'were'} denied`],
    [counts.failed, (n: number) => `${n} failed`],
    [counts.partial, (n: number) => `${n} saw a part`],
    [counts.unlicensed, (n: number) => `${n} ${n === 1 ? 'is' : 'are'} not licensed`],
    [counts.unset, (n: number) => `${n} ${n === 1 ? 'is' : 'are'} not set up`],
    [counts.unreached, (n: number) => `${n} ${n === 1 ? 'was' : 'were'} not reached`],
  ] as const
  const told = why.filter(([count]) => count > 0).map(([count, say]) => say(count))
  if (neverScanned.length > 0)
    told.push(`${many(neverScanned.length, 'source')} ${neverScanned.length === 1 ? 'was' : 'were'} never scanned`)
  if (absent.length > 0) told.push(`${listed(absent.map((one) => one.title))} ${absent.length === 1 ? 'is' : 'are'} not connected`)
  const seen = `${counts.seen} of ${many(tally.asked, 'step')} saw everything (${seenPercent} %)`
  return told.length === 0
    ? `${seen}. Everything that was asked for was seen.`
    : `${seen}; ${listed(told)}. Any of these may hide agents; nothing here counts as clean.`
}

/** No agent is known: what that means, in words. Only where everything was seen does it mean that there is none. */
export function nothingFound(
  summary: Pick<CoverageSummary, 'tally' | 'seenPercent' | 'neverScanned'>,
  running: boolean,
): { readonly kind: 'running' | 'unscanned' | 'unseen' | 'none'; readonly title: string } {
  if (running) return { kind: 'running', title: 'A scan is running. What it finds appears here and in the inventory as it goes.' }
  if (summary.seenPercent === null)
    return { kind: 'unscanned', title: 'Nothing has been scanned yet. A scan only reads; it changes nothing at the provider.' }
  const gaps = gapsIn(summary.tally)
  if (gaps === 0 && summary.neverScanned.length === 0)
    return { kind: 'none', title: 'The last scan saw everything it asked for and found no agent.' }
  const seen = summary.tally.counts.seen === 0 ? 'could see nothing' : 'could not see everything'
  return { kind: 'unseen', title: `No agent was found, but the last scan ${seen}: there may be agents that nobody knows of.` }
}

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
