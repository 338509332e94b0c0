import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockExclamation,
  IconEye,
  IconHourglass,
  IconLoader,
  IconPlugConnectedX,
  IconRefreshAlert,
  IconShieldCheck,
  IconZzz,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { statusWords } from '../../shared/domain/status-words.ts'
import type { AgentStatus } from '../../shared/domain/vocabulary.ts'
import { dateWords } from '../app/time.ts'
import './status.css'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly 'aria-hidden'?: boolean }>

const icons: Readonly<Record<AgentStatus, Icon>> = {
  discovered: IconCircleDashed,
  'in-review': IconEye,
  approved: IconCircleCheck,
  'under-policy': IconShieldCheck,
  exception: IconHourglass,
  rejected: IconCircleX,
  revoking: IconLoader,
  revoked: IconPlugConnectedX,
  reappeared: IconRefreshAlert,
  retired: IconZzz,
  lapsed: IconClockExclamation,
}

/** Where an agent stands: an icon, a word, and until when. */
export function StatusBadge({ status, until = null }: { readonly status: AgentStatus; readonly until?: string | null }) {
  const Icon = icons[status]
  return (
    <span className={`status status-${status}`}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span>{statusWords[status]}</span>
      {until !== null && <span className="quiet"> until {dateWords(until)}</span>}
    </span>
  )
}
