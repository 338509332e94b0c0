import type { ComponentType } from 'react'
import type { Route } from '../app/routes.ts'

export type CommandIcon = ComponentType<{ readonly size?: number; readonly stroke?: number }>

/** Where the reader is and what a command would act on. */
export interface Situation {
  readonly route: Route
  /** The agents in hand: those marked in the grid, else the open one, else the one under the cursor. */
  readonly targets: readonly string[]
}

/** One thing the window can do. Menus, the palette, the keys and their help all derive from these. */
export interface Command {
  readonly id: string
  readonly group: 'Decide' | 'Go to' | 'Do'
  readonly label: string
  readonly icon: CommandIcon
  /** `a`, `mod+k`, or two keys one after the other: `g i`. */
  readonly shortcut?: string
  readonly when?: (situation: Situation) => boolean
  perform(situation: Situation): void
}

export const isPossible = (command: Command, situation: Situation): boolean => command.when?.(situation) ?? true
