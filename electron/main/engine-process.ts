import type { FromEngine, ToEngine } from '../../shared/contract/process.ts'

/** A running engine, whichever kind of process it is. */
export interface EngineProcess {
  send(message: ToEngine): void
  onMessage(listener: (message: FromEngine) => void): void
  /** Called once, when the process has gone; the code is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Starts the engine's entry script in a process of its own. */
export type LaunchEngine = (entry: string) => EngineProcess
