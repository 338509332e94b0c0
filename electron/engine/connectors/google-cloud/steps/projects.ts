import { complete, partial, type Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { landscape, placeName } from '../landscape.ts'

export const projects: Step = {
  id: 'projects',
  title: 'Projects',
  yields: 'projects, the services they use, and where something is',
  after: [],
  calls: ['resources'],
  hides: 'everything: no project is looked into',
  owns: [],
  async *run(context) {
    const land = await landscape(context)
    if (!land.ok) return endOf(land, false)
    const { projects, keptAside, call } = land.value
    yield {
      observations: [],
      call,
      cursor: null,
      keptAside,
      expected: projects.length,
      places: projects.map((project) => ({ place: placeName(project), end: complete })),
    }
    return keptAside === 0 ? complete : partial(`${keptAside} assets could not be read and were kept aside`)
  },
}
