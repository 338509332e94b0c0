import type { Person } from '../../../../../shared/domain/observation.ts'
import { complete, type Step } from '../../connector.ts'
import { pages } from '../client.ts'
import { consents } from '../consents.ts'
import { endAfter } from '../ends.ts'
import { type User, userSchema } from '../schema.ts'

const userKey = (id: string): string => `user:${id}`

export const users: Step = {
  id: 'users',
  title: 'Users',
  yields: 'people, their departments, and who has left',
  after: [],
  calls: ['users'],
  hides: 'everybody’s consents, and which people have left',
  owns: [{ kind: 'person', keyPrefix: 'user:' }],
  async *run(context) {
    const list = {
      call: 'users',
      member: 'users',
      schema: userSchema,
      query: {
        customer: context.settings.customer || 'my_customer',
        maxResults: '500',
        orderBy: 'email',
        projection: 'basic',
        fields: 'nextPageToken,users(id,primaryEmail,name/fullName,suspended,archived,organizations)',
      },
      from: context.cursor,
    }
    let seen = context.cursor !== null
    for await (const page of pages(context, list)) {
      if (!page.ok) return endAfter(page.failure, seen)
      seen = true
      const { items, call, next, keptAside } = page.value
      yield { observations: items.map(observeUser), call, cursor: next, keptAside }
    }
    return complete
  },
}

function observeUser(user: User): Person {
  const place = user.organizations.find((one) => one.primary) ?? user.organizations[0]
  return {
    kind: 'person',
    key: userKey(user.id),
    name: user.name?.fullName || user.primaryEmail || user.id,
    mail: user.primaryEmail ?? null,
    department: place?.department ?? null,
    active: user.suspended !== true && user.archived !== true,
    type: 'user',
  }
}

export const consentLog: Step = {
  id: 'consent-log',
  title: 'When consents were given',
  yields: 'dates of consents in the last 180 days',
  after: [],
  calls: ['token-events'],
  hides: 'since when an application has had access',
  owns: [],
  async *run(context) {
    const found = await consents(context)
    if (!found.ok) return endAfter(found.failure, false)
    for (const page of found.value.pages) yield { observations: [], call: page.call, cursor: null, keptAside: page.keptAside }
    return complete
  },
}
