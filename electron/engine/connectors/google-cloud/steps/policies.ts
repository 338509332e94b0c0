import { complete, partial, type Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { inScope, landscape } from '../landscape.ts'
import { observePerson, observePolicy, policySchema, projectOwners } from '../policies.ts'
import { bindingKey, roleUses } from '../role-uses.ts'

export const policies: Step = {
  id: 'policies',
  title: 'Roles',
  yields: 'what service accounts and agents may do, and who owns the projects',
  after: ['projects', 'role-use'],
  calls: ['policies', 'resources', 'role-use', 'role-use-above'],
  hides: 'what service accounts and agents may do',
  owns: [
    { kind: 'grant', keyPrefix: 'role/' },
    { kind: 'person', keyPrefix: '' },
  ],
  async *run(context) {
    const found = await landscape(context)
    const land = found.ok ? found.value : null
    const known = await roleUses(context)
    const usedOf = (...binding: Parameters<typeof bindingKey>): number | null =>
      known.ok ? (known.value.get(bindingKey(...binding))?.used ?? null) : null
    let seen = context.cursor !== null
    let aside = 0
    const list = { call: 'policies', member: 'results', schema: policySchema, params: { query: { pageSize: '500' } }, from: context.cursor }
    for await (const page of inScope(context, list)) {
      if (!page.ok) return endOf(page, seen)
      seen = true
      const { items, keptAside, call, next } = page.value
      aside += keptAside
      yield { observations: items.flatMap((policy) => observePolicy(policy, land, usedOf)), call, cursor: next, keptAside }
    }
    const owners = await projectOwners(context)
    if (!owners.ok) return endOf(owners, true)
    const people = new Map([...owners.value.values()].flat().map((person) => [person.key, person]))
    yield { observations: [...people.values()].map(observePerson), call: null, cursor: null, keptAside: 0 }
    return aside === 0 ? complete : partial(`${aside} policies could not be read and were kept aside`)
  },
}
