import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { azureError } from './access.ts'

/** A page of the management interface: elements, and a link where more follow. */
export function managedPage(request: LoopbackRequest, elements: readonly unknown[], size: number): LoopbackReply {
  const token = request.query.get('$skiptoken')
  const from = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString())
  if (!Number.isInteger(from) || from < 0) return azureError(400, 'InvalidSkipToken', 'The continuation token is not valid.')
  const value = elements.slice(from, from + size)
  if (from + size >= elements.length) return { status: 200, json: { value } }
  const query = new URLSearchParams(request.query)
  query.set('$skiptoken', Buffer.from(String(from + size)).toString('base64url'))
  return { status: 200, json: { value, nextLink: `${request.origin}${request.path}?${query}` } }
}
