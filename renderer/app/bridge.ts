import { failure } from '../../shared/base/failure.ts'
import type { Result } from '../../shared/base/result.ts'
import type { Bridge } from '../../shared/contract/bridge.ts'
import type { Input, MethodName, Value } from '../../shared/contract/contract.ts'

declare global {
  interface Window {
    readonly rollcall: Bridge
  }
}

/** The only door out of the page. */
export const bridge = (): Bridge => window.rollcall

/**
 * Asks the engine. Never throws: what the bridge itself throws (a broken channel) becomes a failure like any other.
 */
export async function ask<N extends MethodName>(name: N, args: Input<N>): Promise<Result<Value<N>>> {
  try {
    return await bridge().invoke(name, args)
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The window lost its connection to the engine.'
    return { ok: false, failure: failure('bug', message, { next: 'Try again; restart Rollcall if it stays.' }) }
  }
}
