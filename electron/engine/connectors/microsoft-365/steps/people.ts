import type { Person } from '../../../../../shared/domain/observation.ts'
import { complete, type Step } from '../../connector.ts'
import { homeTenant } from '../directory.ts'
import { endAfter } from '../ends.ts'
import { readList } from '../list-step.ts'
import { userSchema } from '../schema.ts'

export const organization: Step = {
  id: 'organization',
  title: 'Organisation',
  yields: 'the tenant’s own id',
  after: [],
  calls: ['organization'],
  hides: 'which publishers are outside the organisation',
  owns: [],
  async *run(context) {
    const home = await homeTenant(context)
    if (!home.ok) return endAfter(home.failure, 0)
    yield { observations: [], call: home.value.call, cursor: null, keptAside: 0, expected: 1 }
    return complete
  },
}

export const users: Step = {
  id: 'users',
  title: 'Users',
  yields: 'people, their departments, and who has left',
  after: [],
  calls: ['users'],
  hides: 'which owners have left',
  owns: [{ kind: 'person', keyPrefix: 'user:' }],
  run: (context) =>
    readList(context, {
      list: {
        call: 'users',
        schema: userSchema,
        query: { $select: 'id,displayName,mail,userPrincipalName,department,accountEnabled', $top: '999' },
      },
      observe: (user): readonly [Person] => [
        {
          kind: 'person',
          key: `user:${user.id}`,
          name: user.displayName ?? user.userPrincipalName ?? user.id,
          mail: user.mail ?? user.userPrincipalName ?? null,
          department: user.department ?? null,
          // Disabled only where the tenant says so.
          active: user.accountEnabled !== false,
          type: 'user',
        },
      ],
    }),
}
