import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconTelescope } from '@tabler/icons-react'
import { visit } from '../app/routes.ts'
import { useAsk } from '../app/use-ask.ts'
import { coverageLine } from './coverage-words.ts'
import './chip.css'

/** Always in sight: what we do not know. */
export function CoverageChip() {
  const coverage = useAsk('scans.coverage', {})
  const absent = useAsk('scans.notConnected', {})
  const running = useAsk('scans.progress', {})
  const first = coverage.value?.seenPercent === null && running.value !== null
  if (coverage.value === null) return null
  const { words, gaps } = first ? { words: 'first scan running', gaps: 0 } : coverageLine(coverage.value, absent.value ?? [])
  return (
    <Tooltip label="What was seen and what was not">
      <UnstyledButton className="chip" data-testid="coverage-chip" onClick={() => visit('coverage')}>
        {gaps > 0 ? <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> : <IconTelescope size={14} stroke={1.75} aria-hidden />}
        <span className="tabular">{words}</span>
      </UnstyledButton>
    </Tooltip>
  )
}
