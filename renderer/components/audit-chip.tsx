import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconRubberStamp } from '@tabler/icons-react'
import { visit } from '../app/routes.ts'
import { useAsk } from '../app/use-ask.ts'
import { chipWords } from '../views/audits/model.ts'
import { Plain } from './plain.tsx'
import './chip.css'

/** Which audit is open, or due, or was missed. */
export function AuditChip() {
  const list = useAsk('audits.list', {})
  const chip = list.value === null ? null : chipWords(list.value.audits, list.value.schedules)
  if (chip === null) return null
  const Icon = chip.alarm ? IconAlertTriangle : IconRubberStamp
  return (
    <Tooltip label="The audit you are in">
      <UnstyledButton className="chip chip-whole" data-testid="audit-chip" onClick={() => visit('audits')}>
        <Icon size={14} stroke={1.75} aria-hidden />
        <span>
          <Plain text={chip.words} max={40} still />
        </span>
      </UnstyledButton>
    </Tooltip>
  )
}
