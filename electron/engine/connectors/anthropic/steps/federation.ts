import { complete, partial, type Step, skipped } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { list } from '../client.ts'
import { observeFederationRule } from '../observe-federation-rule.ts'
import { membersOf } from '../organization.ts'
import { federationRuleSchema } from '../schema.ts'

export const federationRules: Step = {
  id: 'federation-rules',
  title: 'Ways in without a key',
  yields: 'what outside signs in as which service account by a token of another provider',
  after: [],
  calls: ['federation-rules', 'users'],
  hides: 'programs that call models without any key, as a service account',
  owns: [
    { kind: 'subject', keyPrefix: 'federation/' },
    { kind: 'grant', keyPrefix: 'role/federation/' },
    { kind: 'ownership', keyPrefix: 'federation/' },
  ],
  async *run(context) {
    const token = await context.secret('orgToken')
    if (!token.ok) return { state: 'failed', failure: token.failure }
    if (!token.value) return skipped('not-asked', 'no OAuth token with org:admin was given; an administration key cannot read these')
    const found = await membersOf(context)
    const members = found.ok ? found.value : null
    let seen = context.cursor !== null
    let aside = 0
    const listing = { call: 'federation-rules', by: 'page', query: { limit: '100' }, from: context.cursor, key: 'orgToken' } as const
    for await (const page of list(context, listing)) {
      if (!page.ok) return endOf(page, seen)
      const { kept, keptAside } = keep(federationRuleSchema, page.value.elements)
      seen = true
      aside += keptAside
      // An archived rule lets nobody in and never comes back.
      const observations = kept.filter((rule) => !rule.archived_at).flatMap((rule) => observeFederationRule(rule, members))
      yield { observations, call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    return aside === 0 ? complete : partial(`${aside} rules could not be read and were kept aside`)
  },
}
