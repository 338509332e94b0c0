import type { Instant } from '../base/time.ts'

/**
 * One request to a provider, one file read, or one question to a process: the evidence behind values.
 * `template` never holds a secret; `subject` is the concrete path without query secrets.
 */
export interface Call {
  readonly id: string
  readonly scanId: string | null
  readonly connectionId: string | null
  readonly stepId: string | null
  readonly transport: 'http' | 'file' | 'process'
  readonly method: string
  /** The declared path template, e.g. `/v1.0/servicePrincipals/{id}/owners`. */
  readonly template: string
  /** What exactly was read: origin and path, or the file's path, redacted. */
  readonly subject: string
  readonly status: number | null
  readonly page: number
  readonly bytes: number
  readonly sha256: string | null
  readonly requestId: string | null
  readonly startedAt: Instant
  readonly durationMs: number
  readonly attempts: number
  readonly outcome: string
}
