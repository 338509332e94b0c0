import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { AttestationRequest } from '../../../../shared/domain/attestation.ts'

/** What the workspace signs: the SHA-256, as hex, of the whole question in canonical form. */
export function requestHash(request: Omit<AttestationRequest, 'signature'> & { readonly signature?: string }): string {
  const { signature: _, ...asked } = request
  return createHash('sha256').update(canonicalJson(asked), 'utf8').digest('hex')
}
