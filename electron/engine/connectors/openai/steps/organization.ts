import type { Person } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { isActive, membersOf, nameOf, projectsOf } from '../organization.ts'
import { modelUseOf, spendOf } from '../usage.ts'
import { useKinds } from '../use-kinds.ts'

const batch = (call: string, keptAside: number) => ({ observations: [], call, cursor: null, keptAside })

export const projects: Step = {
  id: 'projects',
  title: 'Projects',
  yields: 'projects, archived ones too',
  after: [],
  calls: ['projects'],
  hides: 'projects, and with them every key and service account',
  owns: [],
  async *run(context) {
    const found = await projectsOf(context)
    if (!found.ok) return endOf(found, false, 'api.management.read')
    for (const page of found.value.pages) yield batch(page.call, page.keptAside)
    return found.value.problem === null ? complete : endOf(found.value.problem, true, 'api.management.read')
  },
}

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
    if (!found.ok) return endOf(found, false, 'api.management.read')
    for (const { call, keptAside, users } of found.value.pages) {
      const observations = users
        .filter((user) => user.is_service_account !== true)
        .map(
          (user): Person => ({
            kind: 'person',
            key: `user/${user.id}`,
            name: nameOf(user),
            mail: user.email ?? user.user?.email ?? null,
            department: null,
            active: isActive(user),
            type: 'user',
          }),
        )
      yield { observations, call, cursor: null, keptAside }
    }
    return found.value.whole ? complete : partial('some members could not be read and were kept aside')
  },
}

export const costs: Step = {
  id: 'costs',
  title: 'Costs',
  yields: 'what each key and project costs',
  after: [],
  calls: ['costs'],
  hides: 'what keys and projects cost',
  owns: [],
  async *run(context) {
    const found = await spendOf(context)
    if (!found.ok) return endOf(found, false, 'api.usage.read')
    for (const page of found.value.pages) yield batch(page.call, page.keptAside)
    return complete
  },
}

export const usage: Step = {
  id: 'usage',
  title: 'Use of models',
  yields: 'which models each key calls, for what, and how often',
  after: [],
  calls: useKinds.map(({ call }) => call),
  hides: 'which models a key calls, and how often',
  owns: [],
  async *run(context) {
    const found = await modelUseOf(context)
    if (!found.ok) return endOf(found, false, 'api.usage.read')
    for (const page of found.value.pages) yield batch(page.call, page.keptAside)
    return found.value.problem === null ? complete : endOf(found.value.problem, true, 'api.usage.read')
  },
}
