import { type Failure, failure } from '../../../../shared/base/failure.ts'
import type { CallDeclaration, Reply } from '../connector.ts'

/** Statuses under which this provider puts refusals of every kind; the code tells them apart. */
export const refusals = [400, 403] as const

const unauthenticated =
  /^(UnrecognizedClientException|InvalidClientTokenId|ExpiredToken(Exception)?|SignatureDoesNotMatch|InvalidSignature(Exception)?|IncompleteSignature|MissingAuthenticationToken(Exception)?|AuthFailure|InvalidAccessKeyId)$/
const notOffered =
  /^(UnknownOperation(Exception)?|InvalidAction|OptInRequired|SubscriptionRequired(Exception)?|UnsupportedOperation(Exception)?)$/
const notThere = /^(ResourceNotFound(Exception)?|NoSuchEntity(Exception)?|EntityNotExist|TrailNotFoundException)$/
const changed =
  /^(Conflict(Exception)?|ResourceConflictException|ResourceInUse(Exception)?|ConcurrentModification(Exception)?|DeleteConflict)$/

/** What a refused call means, from the provider's own code; `null` when it is not in the reply, and the status alone decides. */
export function refusalOf(call: CallDeclaration, { status, text }: Reply, code: string | null): Failure {
  const said = `${status}${code === null ? '' : ` ${code}`}`
  const [permission = call.path] = call.permissions
  if (code !== null && unauthenticated.test(code))
    return failure('auth-failed', `the provider did not accept the sign-in (${said})`, {
      subject: call.path,
      next: 'Check the access key of this connection; a temporary one may have ended.',
    })
  if (code !== null && notOffered.test(code))
    return failure('not-found', `the provider does not offer this here (${said})`, { subject: permission })
  if (code !== null && notThere.test(code)) return failure('not-found', `the provider has no such thing (${said})`, { subject: permission })
  if (code !== null && changed.test(code))
    return failure('conflict', `the provider says it changed meanwhile or is in use (${said})`, {
      subject: permission,
      next: 'Read it again, then decide.',
    })
  if (status === 403 || (code !== null && /AccessDenied|Unauthorized|NotAuthorized|AccessDeniedException/.test(code)))
    return failure('permission-missing', `${deniedBy(text)} (${said})`, {
      subject: permission,
      next: nextOf(text, permission),
    })
  return failure('invalid-input', `the provider did not accept the request (${said})`, {
    subject: call.path,
    next: 'Check the settings of this connection; if they are right, report it with the log.',
  })
}

/** The provider says in its message which policy it was; the message itself is a stranger's text and stays outside. */
function deniedBy(text: string): string {
  if (/service control policy/i.test(text)) return 'a policy of the organisation (service control policy) denies it in this account'
  if (/resource control policy/i.test(text)) return 'a policy of the organisation (resource control policy) denies it in this account'
  if (/permissions boundary/i.test(text)) return 'the permissions boundary of the reading role does not allow it'
  if (/explicit deny/i.test(text)) return 'a policy denies it explicitly'
  return 'the reading role may not do it'
}

function nextOf(text: string, permission: string): string {
  if (/(service|resource) control policy/i.test(text))
    return `Have the reading role excepted from the policy of the organisation that denies ${permission}, and scan again.`
  return `Allow ${permission} to the reading role and scan again.`
}
