import {
  IconAdjustmentsOff,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDotted,
  IconCircleHalf2,
  IconCircleX,
  IconLicenseOff,
  IconMinus,
} from '@tabler/icons-react'
import type { CoverageOutcome } from '../../shared/domain/coverage-tally.ts'
import { outcomeWords } from '../../shared/domain/coverage-words.ts'
import type { CommandIcon } from '../actions/command.ts'
import './coverage-mark.css'

/** Each outcome has a shape of its own: none is told by colour. */
export const outcomeIcons: Readonly<Record<CoverageOutcome, CommandIcon>> = {
  seen: IconCircleCheck,
  partial: IconCircleHalf2,
  denied: IconBan,
  failed: IconCircleX,
  unlicensed: IconLicenseOff,
  unset: IconAdjustmentsOff,
  unreached: IconCircleDotted,
  unscanned: IconCircleDashed,
  outside: IconMinus,
}

/** How a step ended: a shape and a word. */
export function CoverageMark({ outcome, word = outcomeWords[outcome] }: { readonly outcome: CoverageOutcome; readonly word?: string }) {
  const Icon = outcomeIcons[outcome]
  return (
    <span className="status" data-coverage={outcome}>
      <Icon size={14} stroke={1.75} />
      <span>{word}</span>
    </span>
  )
}
