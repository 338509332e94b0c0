import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, type PlaceEnd, partial, type StepContext, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { distinctNames, tallyPlaces } from '../places.ts'
import { list } from './client.ts'
import { projectsOf } from './organization.ts'
import type { Project } from './schema.ts'

interface Look {
  readonly call: string
  readonly query?: Readonly<Record<string, string>>
  /** What this step is responsible for in one project. */
  readonly owns: (project: Project) => NonNullable<PlaceEnd['owns']>
  /** What a page shows, and how many of its elements were kept aside. */
  readonly observe: (elements: readonly unknown[], project: Project) => readonly [readonly Observation[], number]
}

/**
 * One list for every project; each is a place of its own, so that one that refuses hides itself only. The cursor is a project and a
 * place in its list; without the latter that project was read to its end.
 */
export async function* everyProject(context: StepContext, { call, query = {}, owns, observe }: Look): AsyncGenerator<Batch, StepEnd> {
  const found = await projectsOf(context)
  if (!found.ok) return endOf(found, false, 'api.management.read')
  const { projects, problem } = found.value
  const [resumeAt = '', resumeAfter] = context.cursor?.split(' ') ?? []
  const tally = tallyPlaces('projects')
  const names = distinctNames(projects)
  for (const project of projects) {
    if (project.id < resumeAt || (project.id === resumeAt && resumeAfter === undefined)) continue
    const from = project.id === resumeAt ? (resumeAfter ?? null) : null
    let end: StepEnd = complete
    let seen = from !== null
    let aside = 0
    for await (const page of list(context, { call, query, path: { project: project.id }, from })) {
      if (!page.ok) {
        const { code, message } = page.failure
        if (code === 'cancelled' || code === 'auth-failed') return endOf(page, seen || context.cursor !== null)
        // An archived project may refuse to be asked; that hides nothing that still works.
        end = code === 'not-found' ? skipped('no-service', message) : endOf(page, seen, 'api.management.read')
        break
      }
      const [observations, keptAside] = observe(page.value.elements, project)
      seen = true
      aside += keptAside
      const cursor = page.value.cursor && `${project.id} ${page.value.cursor}`
      yield { observations, call: page.value.call, cursor, keptAside }
    }
    if (end.state === 'complete' && aside > 0) end = partial(`${aside} records could not be read and were kept aside`)
    const place = { place: [names.get(project.id) ?? project.id], end, owns: owns(project) } satisfies PlaceEnd
    yield { observations: [], call: null, cursor: project.id, keptAside: 0, places: [tally.add(place)] }
  }
  const end = tally.end()
  return problem === null || end.state !== 'complete' ? end : endOf(problem, true, 'api.management.read')
}
