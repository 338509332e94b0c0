import { IconBan, IconCircleCheck, IconCircleDotted, IconCircleHalf2, IconCircleX, IconPlayerSkipForward } from '@tabler/icons-react'
import type { CommandIcon } from '../actions/command.ts'
import { type CoverageWord, coverageWords } from '../app/words.ts'

const icons: Readonly<Record<CoverageWord, CommandIcon>> = {
  complete: IconCircleCheck,
  partial: IconCircleHalf2,
  denied: IconBan,
  skipped: IconPlayerSkipForward,
  failed: IconCircleX,
  waiting: IconCircleDotted,
}

/** How a step ended: a shape and a word. */
export function CoverageMark({ state, word = coverageWords[state] }: { readonly state: CoverageWord; readonly word?: string }) {
  const Icon = icons[state]
  return (
    <span className="status" data-coverage={state}>
      <Icon size={14} stroke={1.75} />
      <span>{word}</span>
    </span>
  )
}
