import { useRoute } from '../app/routes.ts'
import type { Command, Situation } from './command.ts'
import { decideCommands } from './decide.ts'
import { targetsOf, useDesk } from './desk.ts'
import { navigateCommands } from './navigate.ts'
import { operateCommands } from './operate.ts'

/** Everything the window can do. */
export const commands: readonly Command[] = [...decideCommands, ...navigateCommands, ...operateCommands]

export function situationNow(): Situation {
  const { route } = useRoute.getState()
  return { route, targets: targetsOf(useDesk.getState(), route.agent) }
}
