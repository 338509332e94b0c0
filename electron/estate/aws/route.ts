import type { LoopbackReply } from '../loopback-server.ts'
import type { StateSection } from '../state-file.ts'
import type { Access, Principal } from './access.ts'
import type { Organisation, PlaceContent, Wire } from './organisation.ts'
import type { ServiceName } from './wire.ts'

/** A question as a route sees it: signed, admitted and allowed. */
export interface Question {
  readonly organisation: Organisation
  readonly access: Access
  readonly by: Principal
  readonly region: string
  readonly content: PlaceContent
  /** What was changed since the estate was made. */
  readonly changes: StateSection
  readonly params: Readonly<Record<string, string>>
  /** Members of the body, or fields of the form, or of the query. */
  readonly input: Readonly<Record<string, unknown>>
}

/** What a handler says: a reply's members, or an error by its code. */
export type Told =
  | { readonly value: Wire; readonly status?: number }
  | { readonly error: string; readonly status: number; readonly says?: string }

/** One operation. `method` and `path` for services that tell by path; else the operation's name does. */
export interface AwsRoute {
  readonly service: ServiceName
  readonly operation: string
  readonly method?: string
  readonly path?: string
  /** The action that a policy must allow; null: everybody who signs may. */
  readonly action: string | null
  readonly handle: (question: Question) => Told
}

export const value = (members: Wire, status = 200): Told => ({ value: members, status })
export const refuse = (error: string, status = 404, says = ''): Told => ({ error, status, says })

/** A page of a list: `maxResults` and a token that is a place in it. A token that is none is refused. */
export function page(
  items: readonly unknown[],
  input: Question['input'],
  names: { readonly items: string; readonly max: string; readonly token: string; readonly most?: number },
): Told {
  const asked = Number(input[names.max] ?? names.most ?? 100)
  const size = Math.max(1, Math.min(Number.isFinite(asked) ? asked : 100, names.most ?? 100))
  const token = input[names.token]
  const from = token === undefined ? 0 : placeOf(String(token))
  if (from === null) return refuse('ValidationException', 400, 'the token is not one of ours')
  const rest = items.length > from + size ? { [names.token]: Buffer.from(`at:${from + size}`).toString('base64') } : {}
  return value({ [names.items]: items.slice(from, from + size), ...rest })
}

function placeOf(token: string): number | null {
  const match = /^at:(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8'))
  return match?.[1] === undefined ? null : Number(match[1])
}

export type { LoopbackReply }
