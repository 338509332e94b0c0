import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { failure } from '../../shared/base/failure.ts'
import type { ApprovalRequest } from '../../shared/domain/approval.ts'
import { ExpectedFailure } from './exit.ts'
import { say, sayJson } from './print.ts'

/** Writes a request for a second key as the file that goes to the other person. */
export function writeRequest(request: ApprovalRequest, path: string, json: boolean | undefined): void {
  try {
    writeFileSync(resolve(path), `${JSON.stringify(request, null, 2)}\n`)
  } catch {
    throw new ExpectedFailure(
      failure('invalid-input', 'The request cannot be written there.', { subject: path, next: 'Choose another path.' }),
    )
  }
  if (json === true) {
    sayJson({ requestId: request.id, hash: request.hash, expiresAt: request.expiresAt, file: resolve(path) })
    return
  }
  say(`Request ${request.id} (hash ${request.hash.slice(0, 16)}) is in ${path}; it can be answered until ${request.expiresAt}.`)
  say(
    'On the other device: rollcall revoke approve FILE --key THEIR-KEY --out ANSWER. Then here: rollcall revoke approve ANSWER --workspace FILE.',
  )
}
