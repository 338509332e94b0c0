import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { noncePlaceholder } from './content-security-policy.ts'
import { contentType } from './content-type.ts'
import type { Guards } from './guards.ts'
import { scheme } from './origin.ts'

/** Must run before the app is ready: makes `app://` a standard, secure origin with a storage of its own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Serves the page's files, and nothing else, under `app://`, each reply with its own nonce and policy. */
export function servePage(root: string, guards: Guards): void {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET') return refusal(405)
    const file = await guards.resolveFile(root, request.url)
    const type = file === null ? null : contentType(file)
    if (file === null || type === null) return refusal(404)
    const nonce = randomBytes(16).toString('base64')
    const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }
    const policy = guards.contentSecurityPolicy(nonce)
    if (policy !== null) headers['content-security-policy'] = policy
    const bytes = await readFile(file)
    const body = type.startsWith('text/html') ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(bytes)
    return new Response(body, { headers })
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { 'content-security-policy': "default-src 'none'" } })
}
