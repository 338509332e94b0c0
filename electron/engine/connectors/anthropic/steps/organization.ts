import type { Person } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { membersOf, nameOf, workspacesOf } from '../organization.ts'
import { costsOf, keyUseOf } from '../usage.ts'

const batch = (page: { readonly call: string; readonly keptAside: number }) => ({
  observations: [],
  call: page.call,
  cursor: null,
  keptAside: page.keptAside,
})

export const members: Step = {
  id: 'members',
  title: 'Members',
  yields: 'people of the organisation',
  after: [],
  calls: ['users'],
  hides: 'which owners of keys have left',
  owns: [{ kind: 'person', keyPrefix: 'user/' }],
  async *run(context) {
    const found = await membersOf(context)
    if (!found.ok) return endOf(found, false)
    for (const page of found.value.pages) {
      const observations = page.items.map(
        (user): Person => ({
          kind: 'person',
          key: `user/${user.id}`,
          name: nameOf(user),
          mail: user.email ?? null,
          department: null,
          active: true,
          type: 'user',
        }),
      )
      yield { ...batch(page), observations }
    }
    return found.value.whole ? complete : partial('some members could not be read and were kept aside')
  },
}

export const workspaces: Step = {
  id: 'workspaces',
  title: 'Workspaces',
  yields: 'workspaces, archived ones too',
  after: [],
  calls: ['workspaces'],
  hides: 'the workspace a key belongs to',
  owns: [],
  async *run(context) {
    const found = await workspacesOf(context)
    if (!found.ok) return endOf(found, false)
    for (const page of found.value.pages) yield batch(page)
    return complete
  },
}

export const usage: Step = {
  id: 'usage',
  title: 'Use of models',
  yields: 'on which days each key was used, and which models it called',
  after: [],
  calls: ['usage'],
  hides: 'which keys are dormant, and which models a key calls',
  owns: [],
  async *run(context) {
    const found = await keyUseOf(context)
    if (!found.ok) return endOf(found, false)
    for (const page of found.value.pages) yield batch(page)
    return complete
  },
}

export const costs: Step = {
  id: 'costs',
  title: 'Costs',
  yields: 'what each workspace costs',
  after: [],
  calls: ['costs'],
  hides: 'what workspaces cost',
  owns: [],
  async *run(context) {
    const found = await costsOf(context)
    if (!found.ok) return endOf(found, false)
    for (const page of found.value.pages) yield batch(page)
    return complete
  },
}
