import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { ProjectPlan } from './plan.ts'
import { notFound, type OrganisationServer, page, projectRoute } from './routes.ts'

export type Params = Readonly<Record<string, string>>
export type Json = Readonly<Record<string, unknown>>

interface Placed {
  readonly project: string
  readonly location: string
}

/** Where a service keeps what is in one location. */
export const at = 'projects/{project}/locations/{location}'
/** Whether something is where a request asks. */
export const here = (project: ProjectPlan, { location }: Params, { project: id, location: place }: Placed): boolean =>
  id === project.id && place === location

/** One list of a project and location. */
export const list = (
  server: OrganisationServer,
  path: string,
  permission: string,
  member: string,
  items: (project: ProjectPlan, params: Params) => readonly Json[] | null,
): LoopbackRoute =>
  projectRoute(server, { method: 'GET', path, permission }, (project, params, request: LoopbackRequest): LoopbackReply => {
    const found = items(project, params)
    return found === null ? notFound : page(request, member, found, 1_000, 100)
  })

/** Hosts of a service with one for each location and one for `global`. */
export const hosts = (api: string): readonly string[] => [`/{region}-${api}.googleapis.com`, `/${api}.googleapis.com`]
/** A host answers for its own location only. */
export const rightHost = ({ region = 'global', location }: Params): boolean => region === location

/** The locations in which a service can be. */
export const locations = (server: OrganisationServer, service: string, ids: readonly string[]): LoopbackRoute =>
  list(server, `/${service}.googleapis.com/v1/projects/{project}/locations`, `${service}.locations.list`, 'locations', (project) =>
    ids.map((locationId) => ({ name: `projects/${project.id}/locations/${locationId}`, locationId })),
  )
