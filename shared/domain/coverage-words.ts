import { type CoverageOutcome, type CoverageTally, coverageOutcomes } from './coverage-tally.ts'

/** How a step stands, in the words that the window, the report and the command line share. */
export const outcomeWords: Readonly<Record<CoverageOutcome, string>> = {
  seen: 'Seen',
  partial: 'Partly seen',
  denied: 'Denied',
  failed: 'Failed',
  unlicensed: 'Not licensed',
  unset: 'Not set up',
  unreached: 'Not reached',
  unscanned: 'Never scanned',
  outside: 'Not there or not asked for',
}

/** The outcomes that leave something unseen, worst first. */
export const gapOutcomes = coverageOutcomes.filter(
  (outcome): outcome is Exclude<CoverageOutcome, 'seen' | 'outside'> => outcome !== 'seen' && outcome !== 'outside',
)

/** `8 seen, 1 partly seen, 2 denied`; what is outside is left out. */
export function tallyWords({ counts }: CoverageTally): string {
  const told = ['seen' as const, ...gapOutcomes].filter((outcome) => counts[outcome] > 0)
  return told.length === 0
    ? 'nothing asked for'
    : told.map((outcome) => `${counts[outcome]} ${outcomeWords[outcome].toLowerCase()}`).join(', ')
}
