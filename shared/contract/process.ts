import type { Failure } from '../base/failure.ts'
import type { Result } from '../base/result.ts'
import type { EngineEvent } from './events.ts'

/**
 * What main and the engine's process say to each other. Each message is one plain object with exactly one of the shapes
 * below, carried by `process.parentPort` (Electron's utility process: `message` events with `.data`, and `postMessage`)
 * or by `process.send` / `process.on('message')` (child process of Node). The engine never sees which of the two.
 *
 * Order: main sends `init` once and first; the engine answers `ready` or `refused`; requests sent before `ready` wait.
 */
export interface EngineConfig {
  /** The workspace file; its folder exists. */
  readonly databasePath: string
  /** The operating-system account name of the person at the computer, for the ledger. */
  readonly actor: string
  readonly secretsPersistence: SecretsPersistence
  /** The script that runs the demo estate as a worker thread or child process; null when it was not built. */
  readonly estateEntry: string | null
  /** Which Electron runs the window: `fallback` is for development and tests only. */
  readonly runtime: 'official' | 'fallback'
  /** The product's version. */
  readonly version: string
}

export interface SecretsPersistence {
  readonly kind: 'os-key-store' | 'memory' | 'file'
  /** One sentence for the reader. */
  readonly why: string
}

/** One call: `method` is `namespace.method` of the contract; `args` are checked by the engine against its schema. */
export interface EngineRequest {
  readonly seq: number
  readonly method: string
  readonly args: unknown
}

export interface EngineReply {
  readonly seq: number
  readonly result: Result<unknown>
}

/** The engine asks main for a secret's value: the key store lives in main only. `value` is set for `set` alone. */
export interface SecretRequest {
  readonly id: number
  readonly op: 'get' | 'set' | 'remove'
  readonly name: string
  readonly value: string | null
}

/** The answer: the value (null when there is none) for `get`, null for `set` and `remove`. */
export interface SecretReply {
  readonly id: number
  readonly result: Result<string | null>
}

export type ToEngine =
  | { readonly init: EngineConfig }
  | EngineRequest
  | { readonly secretReply: SecretReply }
  /** Finish what is being written, close the database and the estate, and exit with code 0. */
  | { readonly stop: true }

export type FromEngine =
  | { readonly ready: true }
  /** The engine cannot open the workspace (from a newer version, corrupt, storage full); it exits afterwards and is not restarted. */
  | { readonly refused: Failure }
  | EngineReply
  | { readonly event: EngineEvent }
  | { readonly secret: SecretRequest }
