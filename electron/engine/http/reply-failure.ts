import { type Failure, failure } from '../../../shared/base/failure.ts'
import type { CallDeclaration } from '../connectors/connector.ts'
import { errorCodeOf } from './error-code.ts'
import type { Exchange } from './exchange.ts'

/** A refused or broken exchange as a failure: what happened, and what the reader can do. */
export function replyFailure(call: CallDeclaration, result: Exchange, json: unknown, retryMs: number | null): Failure {
  if (result.kind !== 'reply') return brokenFailure(call, result)
  const code = errorCodeOf({ ...result, json })
  const said = `${result.status}${code === null ? '' : ` ${code}`}`
  const subject = call.permissions.length > 0 ? call.permissions.join(' or ') : call.path
  const { status } = result
  if (status === 401)
    return failure('auth-failed', `the provider did not accept the sign-in (${said})`, {
      subject: call.path,
      next: 'Check the credential of this connection and sign in again.',
    })
  if (status === 403)
    return failure('permission-missing', `the provider refused the call ${call.path} (${said})`, {
      subject,
      next: refusedNext(call, subject),
    })
  // 421: a gateway that stands for all hosts knows none of that name.
  if (status === 404 || status === 410 || status === 421)
    return failure('not-found', `the provider has nothing at ${call.path} (${said})`, {
      subject: call.path,
      next: 'Check the address and the id.',
    })
  if (status === 429)
    return failure('rate-limited', `the provider keeps asking us to wait (${said})`, {
      subject: call.path,
      next: 'Scan again later, or leave more headroom.',
      retry: { afterMs: retryMs },
    })
  if (status === 409 || status === 412)
    return failure('conflict', `the provider says it changed meanwhile (${said})`, {
      subject: call.path,
      next: 'Read it again, then decide.',
    })
  if (status >= 500)
    return failure('provider-down', `the provider failed (${said})`, {
      subject: call.path,
      next: call.access === 'write' ? 'Try it again in a few minutes.' : 'Scan again later.',
      retry: { afterMs: retryMs },
    })
  if (status >= 300 && status < 400)
    return failure('unexpected-reply', `the provider redirects elsewhere (${said}); that is not followed`, {
      subject: call.path,
      next: 'Check the address of this connection.',
    })
  if (status >= 400)
    return failure('invalid-input', `the provider did not accept the request (${said})`, {
      subject: call.path,
      next: 'Check the settings of this connection; if they are right, report it with the log.',
    })
  return failure('unexpected-reply', `the provider's reply is not readable JSON (${said})`, {
    subject: call.path,
    next: 'Scan again later.',
  })
}

/** A reading that is refused asks for a grant; a change asks for a credential of its own, given for that run alone. */
function refusedNext({ access, permissions }: CallDeclaration, subject: string): string {
  if (access === 'write')
    return permissions.length > 0 ? `Give a credential with ${subject} for this run.` : 'Give a wider credential for this run.'
  return permissions.length > 0 ? `Grant ${subject} and scan again.` : 'Check what this credential may read.'
}

function brokenFailure(call: CallDeclaration, { kind, noSuchHost }: Exclude<Exchange, { readonly kind: 'reply' }>): Failure {
  const unsure = call.access === 'write' ? ' It is not known whether it took effect.' : ''
  const next = call.access === 'write' ? 'Read the object again before trying once more.' : 'Check the network and scan again.'
  const more = { subject: call.path, next, retry: { afterMs: null } }
  switch (kind) {
    case 'cancelled':
      return failure('cancelled', 'the call was cancelled')
    case 'unreachable':
      // A provider with a host for each service and region has none where it does not offer the service.
      if (noSuchHost === true && call.host !== undefined)
        return failure('not-found', 'the provider has no host of that name: the service is not offered there', { subject: call.path })
      return failure('provider-down', `the provider cannot be reached.${unsure}`, more)
    case 'timed-out':
      return failure('provider-down', `the provider did not answer in time.${unsure}`, more)
    case 'cut':
      return failure('unexpected-reply', `the provider's reply was cut off.${unsure}`, more)
    case 'too-large':
      return failure('unexpected-reply', "the provider's reply is larger than is read", {
        subject: call.path,
        next: 'Ask for smaller pages.',
      })
  }
}
