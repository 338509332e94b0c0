import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconTelescope } from '@tabler/icons-react'
import type { CoverageSummary } from '../../shared/contract/scans.ts'
import { visit } from '../app/routes.ts'
import { useAsk } from '../app/use-ask.ts'

/** The chip's words: how much was seen, and what was not. */
export function coverageLine(summary: CoverageSummary): { readonly words: string; readonly gaps: number } {
  const gaps = [
    [summary.denied, 'denied'],
    [summary.failed, 'failed'],
    [summary.partial, 'partly seen'],
    [summary.neverScanned.length, 'never scanned'],
  ] as const
  const told = gaps.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  // Rounding must not turn "almost everything" into "everything".
  const percent =
    summary.seenPercent === null ? null : summary.seenPercent >= 99.5 && summary.seenPercent < 100 ? 99 : Math.round(summary.seenPercent)
  const seen = percent === null ? 'nothing scanned yet' : `${percent} % seen`
  return { words: [seen, ...told].join(' · '), gaps: gaps.reduce((sum, [count]) => sum + count, 0) }
}

/** Always in sight: what we do not know. */
export function CoverageChip() {
  const coverage = useAsk('scans.coverage', {})
  const running = useAsk('scans.progress', {})
  const first = coverage.value?.seenPercent === null && running.value !== null
  if (coverage.value === null) return null
  const { words, gaps } = first ? { words: 'first scan running', gaps: 0 } : coverageLine(coverage.value)
  return (
    <Tooltip label="What was seen and what was not">
      <UnstyledButton className="chip" data-testid="coverage-chip" onClick={() => visit('coverage')}>
        {gaps > 0 ? <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> : <IconTelescope size={14} stroke={1.75} aria-hidden />}
        <span className="tabular">{words}</span>
      </UnstyledButton>
    </Tooltip>
  )
}
