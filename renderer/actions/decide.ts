import { IconArrowBackUp } from '@tabler/icons-react'
import { go } from '../app/routes.ts'
import type { Command, Situation } from './command.ts'
import { type DecisionKind, decisionKinds } from './decision-kinds.ts'
import { useDesk } from './desk.ts'

/** Opens the form of a decision where the reader is: in the triage pane, over the marked rows, or in the drawer. */
function open(kind: DecisionKind, situation: Situation): void {
  const { route, targets } = situation
  const only = targets.length === 1 ? targets[0] : undefined
  if (only !== undefined && route.screen !== 'triage' && route.agent === null) go({ agent: only })
  useDesk.getState().start(kind.action, targets)
}

const decisions: readonly Command[] = decisionKinds.map((kind) => ({
  id: `decide-${kind.action}`,
  group: 'Decide',
  label: kind.label,
  icon: kind.icon,
  shortcut: kind.shortcut,
  when: ({ targets }) => (kind.single ? targets.length === 1 : targets.length > 0),
  perform: (situation) => open(kind, situation),
}))

/** The ledger forgets nothing: taking a decision back is a decision, and it goes into review with that reason. */
const takeBack: Command = {
  id: 'take-back',
  group: 'Decide',
  label: 'Take the last decision back',
  icon: IconArrowBackUp,
  shortcut: 'u',
  when: () => useDesk.getState().lastDecided.length > 0,
  perform: () => {
    const ids = useDesk.getState().lastDecided
    const only = ids.length === 1 ? ids[0] : undefined
    if (only !== undefined) go({ agent: only })
    else go({ screen: 'inventory', agent: null })
    useDesk.getState().mark(ids.length > 1 ? ids : [])
    useDesk.getState().start('review', ids, 'Taken back: ')
  },
}

export const decideCommands: readonly Command[] = [...decisions, takeBack]
