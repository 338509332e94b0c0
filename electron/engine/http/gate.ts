import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { CallDeclaration, RequestParams } from '../connectors/connector.ts'
import { refusedHost } from './address.ts'
import { carriesName } from './named.ts'
import { redactUrl } from './redact.ts'
import { fillHost, fillTemplate, matchesTemplate } from './template.ts'

/** What a gate lets through: the declared calls, on the configured addresses, up to an access. */
export interface Pass {
  readonly calls: readonly CallDeclaration[]
  readonly settings: Readonly<Record<string, string>>
  readonly access: 'read' | 'write'
}

/** The exact address of a declared call, or why it may not be made. Nothing reaches the network without passing here. */
export function admit(pass: Pass, callId: string, params: RequestParams): Result<{ readonly call: CallDeclaration; readonly url: URL }> {
  const call = pass.calls.find((declared) => declared.id === callId)
  if (call === undefined) return fail('bug', `the call ${callId} is not declared, so it is not made`)
  if (call.access === 'write' && pass.access !== 'write')
    return fail('permission-missing', 'a scan may only read; this call writes', {
      subject: callId,
      next: 'Revoke through a confirmed plan.',
    })
  const base = baseOf(pass.settings, call, params.host)
  if (!base.ok) return base
  const url = params.link === undefined ? declaredUrl(call, base.value, params) : linkedUrl(call, base.value, params.link)
  if (!url.ok) return url
  if (!carriesName(call, url.value, params))
    return fail('bug', `the request is not the operation that ${callId} declares, so it is not made`)
  return ok({ call, url: url.value })
}

/** The declared call that an address belongs to, for libraries that bring their own addresses (sign-in). */
export function callOf(pass: Pass, method: string, address: string): CallDeclaration | null {
  const fits = (call: CallDeclaration): boolean => {
    const base = call.method === method ? baseOf(pass.settings, call) : null
    return base?.ok === true && linkedUrl(call, base.value, address).ok
  }
  return pass.calls.find((call) => call.access === 'sign-in' && fits(call)) ?? null
}

/** The address a call goes to: a provider's declared host, unless a setting stands for it; else the setting. */
function baseOf(settings: Readonly<Record<string, string>>, call: CallDeclaration, values: RequestParams['host'] = {}): Result<URL> {
  const key = call.base ?? 'baseUrl'
  const set = settings[key]?.trim() ?? ''
  const host = call.host === undefined ? null : fillHost(call.host, values, call.hostValues)
  if (host !== null && !host.ok) return host
  const text = host === null ? set : set === '' ? `https://${host.value}` : set.replaceAll('{host}', host.value)
  const next = `Correct the setting ${key} of this connection.`
  if (!URL.canParse(text)) return fail('invalid-input', `the setting ${key} is not an address`, { subject: key, next })
  const base = new URL(text)
  if (base.protocol !== 'https:' && base.protocol !== 'http:')
    return fail('invalid-input', `the setting ${key} is not an http address`, { subject: key, next })
  if (base.username !== '' || base.password !== '')
    return fail('invalid-input', `the setting ${key} carries a user name or password`, { subject: key, next })
  const refused = refusedHost(base.hostname)
  return refused === null ? ok(base) : fail('invalid-input', `the setting ${key} is refused: ${refused}`, { subject: key, next })
}

const basePath = (base: URL): string => base.pathname.replace(/\/+$/, '')

function declaredUrl(call: CallDeclaration, base: URL, params: RequestParams): Result<URL> {
  const path = fillTemplate(call.path, params.path ?? {})
  if (!path.ok) return path
  const url = new URL(`${base.origin}${basePath(base)}${path.value}`)
  for (const [name, value] of Object.entries(params.query ?? {})) url.searchParams.set(name, value)
  return ok(url)
}

const linkNext = 'Scan again; if it stays, look for a proxy that rewrites addresses, or tell the provider.'

/** A link is a provider's text: it must stay on the origin and describe the same call, or a token would go elsewhere. */
function linkedUrl(call: CallDeclaration, base: URL, link: string): Result<URL> {
  if (!URL.canParse(link, base.href))
    return fail('unexpected-reply', 'the provider sent a next link that is no address', { next: linkNext })
  const url = new URL(link, base.href)
  const prefix = basePath(base)
  const stays = url.origin === base.origin && url.username === '' && url.password === '' && url.pathname.startsWith(`${prefix}/`)
  if (!stays || !matchesTemplate(call.path, url.pathname.slice(prefix.length)))
    return fail('unexpected-reply', 'the provider sent a link that leaves the declared call; it is not followed', {
      subject: redactUrl(url),
      next: linkNext,
    })
  return ok(url)
}
