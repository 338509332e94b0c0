import { z } from 'zod'
import { fail, ok, type Result } from '../../../../../shared/base/result.ts'
import type { Grant } from '../../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, type Step, skipped } from '../../connector.ts'
import { ask } from '../client.ts'
import { consentKey, consents } from '../consents.ts'
import { endAfter } from '../ends.ts'
import { clientKey } from '../observe-client.ts'
import { parsePage, type Token, tokenSchema } from '../schema.ts'
import { unusedScopes } from '../unused-scopes.ts'

/** People asked about at a time; the quota sets the pace. */
const atOnce = 20

/** What a client is called and which call said so; kept for the life of a scan. */
export interface KnownName {
  readonly name: string | null
  readonly nativeApp: boolean | null
  readonly call: string
}

/** Names seen in this run, by client id. A resumed scan starts with none and looks up what it misses. */
export function clientNames(context: ConnectorContext): Map<string, KnownName> {
  const known = context.memory.get('client names') as Map<string, KnownName> | undefined
  if (known) return known
  const made = new Map<string, KnownName>()
  context.memory.set('client names', made)
  return made
}

export const tokens: Step = {
  id: 'tokens',
  title: 'Consents',
  yields: 'which applications each person gave access to, to what, and what of it the application never called',
  after: ['users', 'consent-log'],
  calls: ['tokens', 'token-events'],
  hides: 'which applications people gave access to',
  owns: [{ kind: 'grant', keyPrefix: 'token:' }],
  async *run(context) {
    const ids = [...context.seen('person')].map((person) => person.key.slice('user:'.length)).sort()
    if (ids.length === 0) return skipped('dependency', 'no user was seen, so nobody’s consents were read')
    const dates = await consents(context)
    const names = clientNames(context)
    const left = ids.filter((id) => context.cursor === null || id > context.cursor)
    let seen = context.cursor !== null
    for (let at = 0; at < left.length; at += atOnce) {
      const chunk = left.slice(at, at + atOnce)
      const replies = await Promise.all(chunk.map((id) => tokensOf(context, id)))
      for (const [index, reply] of replies.entries()) {
        const id = chunk[index] ?? ''
        if (!reply.ok) return endAfter(reply.failure, seen)
        seen = true
        const { items, keptAside, call } = reply.value
        for (const token of items) if (!names.has(token.clientId)) names.set(token.clientId, nameOf(token, call))
        const grants: Grant[] = []
        for (const token of items) {
          const unused = await unusedScopes(context, { clientId: token.clientId, name: token.displayText ?? null, scopes: token.scopes })
          grants.push(observeToken(id, token, dates.ok ? (dates.value.at.get(consentKey(id, token.clientId)) ?? null) : null, unused))
        }
        yield { observations: grants, call, cursor: id, keptAside, expected: ids.length }
      }
    }
    return complete
  },
}

export const nameOf = (token: Token, call: string): KnownName => ({
  name: token.displayText || null,
  nativeApp: token.nativeApp ?? null,
  call,
})

async function tokensOf(
  context: ConnectorContext,
  userKey: string,
): Promise<Result<{ readonly items: readonly Token[]; readonly keptAside: number; readonly call: string }>> {
  // Somebody who was deleted meanwhile has no consents left.
  const reply = await ask(context, 'tokens', { path: { userKey }, accept: [404] })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok({ items: [], keptAside: 0, call: reply.value.call })
  const page = parsePage(reply.value.json, 'items', tokenSchema)
  if (page === null || !z.looseObject({}).safeParse(reply.value.json).success)
    return fail('unexpected-reply', 'the provider’s reply is not a list of consents', { subject: 'tokens', next: 'Scan again later.' })
  return ok({ items: page.items, keptAside: page.keptAside, call: reply.value.call })
}

function observeToken(userId: string, token: Token, grantedAt: string | null, unused: readonly string[] | null): Grant {
  return {
    kind: 'grant',
    key: `token:${userId}:${token.clientId}`,
    subjectKey: clientKey(token.clientId),
    resource: 'Google Workspace',
    resourceKey: null,
    permissions: [...new Set(token.scopes)].sort(),
    ...(unused === null ? {} : { unused: [...new Set(unused)].sort() }),
    type: 'delegated',
    consent: 'user',
    principalKey: `user:${userId}`,
    grantedAt,
  }
}
