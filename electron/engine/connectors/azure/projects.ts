import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import type { FoundAccount } from './accounts.ts'
import { versions } from './calls.ts'
import { managedPages } from './client.ts'
import { type Listed, listOf } from './list.ts'
import { type ResourceId, resourceId } from './resource-id.ts'
import { type Project, projectSchema } from './schema.ts'

/** A project of an account, with what its calls are made of. */
export interface FoundProject {
  readonly project: Project
  readonly id: ResourceId
  readonly name: string
  readonly of: FoundAccount
  /** The account's label in its own host; null where it has none. */
  readonly host: string | null
}

/** The projects of one account; looked up once per scan, for agents and published agents hang on them. */
export const projectsOf = (context: ConnectorContext, account: FoundAccount): Promise<Result<Listed<FoundProject>>> =>
  once(context, `projects ${account.account.id.toLowerCase()}`, async () => {
    if (account.account.properties.allowProjectManagement !== true) return ok({ items: [], keptAside: 0, call: null, cut: null })
    const found = await listOf(managedPages(context, 'projects', versions.cognitive, { path: pathOf(account.id) }), projectSchema)
    if (!found.ok) return found
    const { items, keptAside, ...rest } = found.value
    const host = account.account.properties.customSubDomainName ?? account.account.name
    const projects = items.flatMap((project): readonly FoundProject[] => {
      const id = resourceId(project.id)
      const name = id?.names[1]
      return id === null || name === undefined ? [] : [{ project, id, name, of: account, host: host || null }]
    })
    return ok({ items: projects, keptAside: keptAside + items.length - projects.length, ...rest })
  })

/** Values for the path of a call: an account's, and its project's and application's where the id goes so far. */
export function pathOf({ subscription, group, names }: ResourceId): Readonly<Record<string, string>> {
  const [account = '', project, application, deployment] = names
  return {
    subscription,
    group,
    account,
    ...(project === undefined ? {} : { project }),
    ...(application === undefined ? {} : { application }),
    ...(deployment === undefined ? {} : { deployment }),
  }
}
