import type { ReplyHeaders } from './usage-headers.ts'

/** A reply in which a provider's error code may stand: in a header, in JSON, or in XML. */
interface Told {
  readonly headers: ReplyHeaders
  readonly json: unknown
  readonly text: string
}

/** The provider's own error code, where it is a plain word: a hostile sentence never enters a message. Null when it tells none. */
export function errorCodeOf({ headers, json, text }: Told): string | null {
  const said = headers['x-amzn-errortype'] ?? inJson(json) ?? /<Code>([^<]{1,200})<\/Code>/.exec(text.slice(0, 4_000))?.[1]
  if (typeof said !== 'string') return null
  // Some write a namespace before the code, some an address behind it.
  const code = said.split('#').at(-1)?.split(':')[0]?.trim() ?? ''
  return /^[A-Za-z][\w.-]{1,79}$/.test(code) ? code : null
}

function inJson(json: unknown): unknown {
  return member(member(json, 'error'), 'code') ?? member(json, 'error') ?? member(json, 'code') ?? member(json, '__type')
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
