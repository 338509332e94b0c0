import { ok, type Result } from '../../../../shared/base/result.ts'
import type { PersonRef } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { list } from './client.ts'
import { type Project, projectSchema, type User, userSchema } from './schema.ts'

interface PageSeen {
  readonly call: string
  readonly keptAside: number
}

interface Projects {
  readonly projects: readonly Project[]
  readonly pages: readonly PageSeen[]
  /** What kept the rest of the list from being read. */
  readonly problem: (Result<never> & { readonly ok: false }) | null
}

/** Every project, archived ones too, in order of their ids, so that an interrupted run can go on. A failure: not one page was read. */
export const projectsOf = (context: ConnectorContext): Promise<Result<Projects>> =>
  once(context, 'openai projects', async () => {
    const projects: Project[] = []
    const pages: PageSeen[] = []
    let problem: Projects['problem'] = null
    for await (const page of list(context, { call: 'projects', query: { include_archived: 'true' } })) {
      if (!page.ok) {
        if (pages.length === 0) return page
        problem = page
        break
      }
      const { kept, keptAside } = keep(projectSchema, page.value.elements)
      projects.push(...kept)
      pages.push({ call: page.value.call, keptAside })
    }
    return ok({ projects: projects.toSorted((a, b) => (a.id < b.id ? -1 : 1)), pages, problem })
  })

export interface Members {
  readonly byId: ReadonlyMap<string, User>
  /** False where a record could not be read: then somebody who is not found may still be there. */
  readonly whole: boolean
  readonly pages: readonly (PageSeen & { readonly users: readonly User[] })[]
}

/** Every member of the organisation by id. */
export const membersOf = (context: ConnectorContext): Promise<Result<Members>> =>
  once(context, 'openai members', async () => {
    const byId = new Map<string, User>()
    const pages: (PageSeen & { readonly users: readonly User[] })[] = []
    for await (const page of list(context, { call: 'users' })) {
      if (!page.ok) return page
      const { kept, keptAside } = keep(userSchema, page.value.elements)
      for (const user of kept) byId.set(user.id, user)
      pages.push({ call: page.value.call, keptAside, users: kept })
    }
    return ok({ byId, pages, whole: pages.every((page) => page.keptAside === 0) })
  })

export const isActive = (user: User): boolean => user.user?.enabled !== false && user.user?.banned !== true

export const nameOf = (user: User): string => (user.name || user.user?.name || user.email || user.user?.email || user.id).slice(0, 500)

/** A person as a key names them. Not among the members, where these could be read: they have left. */
export function personRef(
  known: { readonly id: string; readonly name?: string | null | undefined; readonly email?: string | null | undefined },
  members: Members | null,
): PersonRef {
  const member = members?.byId.get(known.id)
  const active = member !== undefined ? isActive(member) : members?.whole === true ? false : null
  const name = member === undefined ? (known.name || known.email || known.id).slice(0, 500) : nameOf(member)
  return { key: `user/${known.id}`, name, type: 'user', active }
}
