import { failed } from '../../../../../shared/base/result.ts'
import { partial, type Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { inPlaces } from '../in-places.ts'
import { landscape } from '../landscape.ts'
import { projectsWithUse, usesAbove, usesIn } from '../role-uses.ts'

/** Granted and used: read before the roles are, which carry what is known of their use. */
export const roleUse: Step = {
  id: 'role-use',
  title: 'Use of roles',
  yields: 'how much of each role its holder used in 90 days',
  after: ['projects'],
  calls: ['resources', 'role-use', 'role-use-above'],
  hides: 'which roles were given and never used',
  owns: [],
  async *run(context) {
    const above = await usesAbove(context)
    const wide = above.ok ? above.value : null
    yield { observations: [], call: wide?.call ?? null, cursor: context.cursor, keptAside: wide?.keptAside ?? 0 }
    let told = wide?.items.length ?? 0
    const end = yield* inPlaces(context, {
      noun: 'projects',
      places: (land) => projectsWithUse(land).map(({ id }) => ({ project: id, location: 'global' })),
      owns: () => [],
      look: async ({ project }) => {
        const use = await usesIn(context, project)
        if (!use.ok) return { observations: [], call: null, keptAside: 0, failure: use.failure }
        told += use.value.items.length
        return { observations: [], call: use.value.call, keptAside: use.value.keptAside, failure: use.value.failure }
      },
    })
    if (end.state !== 'complete') return end
    if (wide?.failure) return endOf(failed(wide.failure), told > 0)
    const land = await landscape(context)
    if (told === 0 && land.ok && projectsWithUse(land.value).length > 0)
      return partial('Google reports no use of any role: it does so with Security Command Center Premium or Enterprise only')
    return end
  },
}
