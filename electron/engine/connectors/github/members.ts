import type { Result } from '../../../../shared/base/result.ts'
import type { PersonRef } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { list, orgOf } from './client.ts'
import { collaboratorSchema, elementsOf } from './schema.ts'

/** Everybody who is there: members and guests, by login in lower case. */
export interface Members {
  readonly logins: ReadonlyMap<string, { readonly login: string; readonly call: string; readonly guest: boolean }>
  readonly keptAside: number
  /** What kept the rest from being read: then nobody can be called gone. */
  readonly problem: Failed | null
}

type Failed = Result<never> & { readonly ok: false }

/** Read once a scan, by whichever step needs it first. */
export function membersOf(context: ConnectorContext): Promise<Members> {
  const key = 'github/members'
  const known = context.memory.get(key) as Promise<Members> | undefined
  if (known !== undefined) return known
  const reading = read(context)
  context.memory.set(key, reading)
  return reading
}

async function read(context: ConnectorContext): Promise<Members> {
  const logins = new Map<string, { readonly login: string; readonly call: string; readonly guest: boolean }>()
  let keptAside = 0
  for (const callId of ['members', 'outside-collaborators']) {
    for await (const page of list(context, callId, { path: { org: orgOf(context) } })) {
      if (!page.ok) return { logins, keptAside, problem: page }
      const { kept, keptAside: aside } = keep(collaboratorSchema, elementsOf(page.value.json) ?? [null])
      keptAside += aside
      for (const { login } of kept) logins.set(login.toLowerCase(), { login, call: page.value.call, guest: callId !== 'members' })
    }
  }
  return { logins, keptAside, problem: null }
}

/** A login as a person: there, gone (looked up among all and not found), or not looked up. */
export async function personOf(context: ConnectorContext, login: string): Promise<PersonRef> {
  const key = `user/${login.toLowerCase()}`
  if (login.endsWith('[bot]')) return { key, name: login, type: 'service', active: null }
  const { logins, keptAside, problem } = await membersOf(context)
  const whole = problem === null && keptAside === 0
  const active = logins.has(login.toLowerCase()) || (whole ? false : null)
  return { key, name: login, type: 'user', active }
}
