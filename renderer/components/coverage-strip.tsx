import type { CoverageTally } from '../../shared/domain/coverage-tally.ts'
import { gapOutcomes, tallyWords } from '../../shared/domain/coverage-words.ts'
import './coverage-strip.css'

/** How much of a source was seen, as a strip: each outcome has a pattern of its own, and the whole is said in words. */
export function CoverageStrip({ tally }: { readonly tally: CoverageTally }) {
  const parts = (['seen', ...gapOutcomes] as const).filter((outcome) => tally.counts[outcome] > 0)
  return (
    <span className="strip" role="img" aria-label={tallyWords(tally)}>
      {parts.map((outcome) => (
        <span key={outcome} className="strip-part" data-outcome={outcome} style={{ flexGrow: tally.counts[outcome] }} />
      ))}
    </span>
  )
}
