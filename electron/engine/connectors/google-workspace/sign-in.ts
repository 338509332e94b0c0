import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { fail, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { googleToken } from '../google-sign-in.ts'
import { calls } from './calls.ts'

/**
 * An access token for one scope, as the administrator that was set. Failures: `permission-missing` with the scope, `auth-failed` with
 * what to correct.
 */
export function accessToken(context: ConnectorContext, scope: string): Promise<Result<string>> {
  const subject = context.settings.adminEmail?.trim()
  if (!subject)
    return Promise.resolve(
      fail('invalid-input', 'the administrator to act as is not set', {
        subject: 'adminEmail',
        next: 'Set adminEmail of this connection to an administrator’s address.',
      }),
    )
  return googleToken(context, { scope, subject, calls, refused: (word) => refused(word, scope) })
}

function refused(word: string, scope: string): Failure | null {
  if (word === 'unauthorized_client' || word === 'access_denied')
    return failure('permission-missing', `the service account was not allowed a scope for the whole domain (${word})`, {
      subject: scope,
      next: `Allow ${scope} for the service account’s client id under Domain-wide delegation, then scan again.`,
    })
  if (word === 'invalid_grant')
    return failure('auth-failed', `the provider did not accept the sign-in (${word})`, {
      next: 'Check that the key was not deleted, that the administrator’s address exists, and that this computer’s clock is right.',
    })
  return null
}
