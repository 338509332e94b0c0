import { fail, type Result } from '../../../shared/base/result.ts'
import type { CallDeclaration, Http, Reply } from '../connectors/connector.ts'
import { callOf } from './gate.ts'

/** Statuses that a sign-in library reads itself: a pending device code is a 400. */
const readByLibrary = Array.from({ length: 100 }, (_, index) => 400 + index).filter((status) => status !== 429)

/**
 * Lets a provider's own sign-in library send through the gate: its address must be one of the connector's declared `sign-in`
 * calls. Replies carry tokens, so the call ledger keeps status and size only.
 */
export function signInNetwork(http: Http, calls: readonly CallDeclaration[], settings: Readonly<Record<string, string>>) {
  return async (
    address: string,
    options: { readonly method: 'GET' | 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<Result<Reply>> => {
    const call = callOf({ calls, settings, access: 'read' }, options.method, address)
    if (call === null)
      return fail('invalid-input', 'the sign-in library wants to reach an address that is not declared; it is not asked', {
        next: 'Check the sign-in address of this connection.',
      })
    return http.request(call.id, {
      link: address,
      accept: readByLibrary,
      ...(options.headers === undefined ? {} : { headers: options.headers }),
      ...(options.body === undefined ? {} : { body: options.body }),
    })
  }
}
