import type { Person } from '../../../../shared/domain/observation.ts'
import { complete, partial, type Step } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { membersOf } from './members.ts'

const perBatch = 500

/** Members and guests, so that an owner who left can be told from one who is there. */
export const peopleStep: Step = {
  id: 'people',
  title: 'Members',
  yields: 'members and outside collaborators',
  after: [],
  calls: ['members', 'outside-collaborators'],
  hides: 'whether the people behind tokens and files are still there',
  owns: [{ kind: 'person', keyPrefix: 'user/' }],
  async *run(context) {
    const { logins, keptAside, problem } = await membersOf(context)
    const all = [...logins.values()]
    for (let from = 0; from < all.length; from += perBatch) {
      const part = all.slice(from, from + perBatch)
      const observations = part.map(
        ({ login }): Person => ({
          kind: 'person',
          key: `user/${login.toLowerCase()}`,
          name: login,
          mail: null,
          department: null,
          active: true,
          type: 'user',
        }),
      )
      yield { observations, call: part[0]?.call ?? null, cursor: null, keptAside: from === 0 ? keptAside : 0 }
    }
    if (problem !== null) return endOf(problem, all.length > 0)
    return keptAside === 0 ? complete : partial(`${keptAside} accounts could not be read and were kept aside`)
  },
}
