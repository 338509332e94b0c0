/** What the engine tells the window: names and ids only, never data. The window asks again. */
export const eventNames = [
  'scan-progress',
  'scan-ended',
  'inventory-changed',
  'decisions-changed',
  'connections-changed',
  'revocation-changed',
  'audits-changed',
  'trial-progress',
  'drafts-changed',
  'notice',
  'engine-restarted',
  'engine-stopped',
  'open-screen',
] as const

export type EventName = (typeof eventNames)[number]

export interface EngineEvent {
  readonly name: EventName
  /** Id of what changed: a scan, a connection, a revocation, a trial, a policy; of `open-screen` the screen asked for outside the window. */
  readonly id: string | null
}
