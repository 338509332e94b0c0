import type { Result } from '../../../../shared/base/result.ts'
import type { PersonRef } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { list, orgOf } from './client.ts'
import { collaboratorSchema, elementsOf, keep } from './schema.ts'

/** Everybody who is there: members and guests, by login in lower case. */
export interface Members {
  readonly logins: ReadonlyMap<string, { readonly login: string; readonly call: string; readonly guest: boolean }>
  readonly keptAside: number
}

/** Read once a scan, by whichever step needs it first. A failure means that nobody can be called gone. */
export function membersOf(context: ConnectorContext): Promise<Result<Members>> {
  const key = 'github/members'
  const known = context.memory.get(key) as Promise<Result<Members>> | undefined
  if (known !== undefined) return known
  const reading = read(context)
  context.memory.set(key, reading)
  return reading
}

async function read(context: ConnectorContext): Promise<Result<Members>> {
  const logins = new Map<string, { readonly login: string; readonly call: string; readonly guest: boolean }>()
  let keptAside = 0
  for (const callId of ['members', 'outside-collaborators']) {
    for await (const page of list(context, callId, { path: { org: orgOf(context) } })) {
      if (!page.ok) return page
      const { kept, keptAside: aside } = keep(collaboratorSchema, elementsOf(page.value.json) ?? [null])
      keptAside += aside
      for (const { login } of kept) logins.set(login.toLowerCase(), { login, call: page.value.call, guest: callId !== 'members' })
    }
  }
  return { ok: true, value: { logins, keptAside } }
}

/** A login as a person: there, gone (looked up among all and not found), or not looked up. */
export async function personOf(context: ConnectorContext, login: string): Promise<PersonRef> {
  const key = `user/${login.toLowerCase()}`
  if (login.endsWith('[bot]')) return { key, name: login, type: 'service', active: null }
  const members = await membersOf(context)
  const active = members.ok && members.value.keptAside === 0 ? members.value.logins.has(login.toLowerCase()) : null
  return { key, name: login, type: 'user', active }
}
