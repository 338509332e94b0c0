import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore } from './inventory.ts'
import { type Json, list, type Params } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { notFound, type OrganisationServer, projectRoute } from './routes.ts'

/** API keys: names and restrictions, never values. */
export function keyRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { services, asOf, state } = server
  const path = '/apikeys.googleapis.com/v2/projects/{project}/locations/global/keys'
  const json = (one: (typeof services.apiKeys)[number], project: ProjectPlan): Json => ({
    name: `projects/${project.number}/locations/global/keys/${one.id}`,
    uid: one.id,
    displayName: one.name,
    createTime: daysBefore(asOf, one.createdDaysAgo),
    updateTime: daysBefore(asOf, one.createdDaysAgo),
    etag: 'W/"estate"',
    restrictions: { apiTargets: one.targets.map((service) => ({ service })) },
    ...(state.get(`deleted/${one.id}`) === true ? { deleteTime: daysBefore(asOf, 0) } : {}),
  })
  const of = (project: ProjectPlan, params: Params) => services.apiKeys.find((one) => one.project === project.id && one.id === params.key)
  const change = (method: string, verb: string, permission: string, apply: (id: string) => void): LoopbackRoute =>
    projectRoute(server, { method, path: `${path}/{key}${verb}`, permission }, (project, params) => {
      const one = of(project, params)
      if (one === undefined) return notFound
      apply(one.id)
      return { status: 200, json: { name: `operations/akmf.${one.id}`, done: true, response: json(one, project) } }
    })
  return [
    list(server, path, 'apikeys.keys.list', 'keys', (project) =>
      services.apiKeys
        .filter((one) => one.project === project.id && state.get(`deleted/${one.id}`) !== true)
        .map((one) => json(one, project)),
    ),
    projectRoute(server, { method: 'GET', path: `${path}/{key}`, permission: 'apikeys.keys.get' }, (project, params) => {
      const one = of(project, params)
      return one === undefined ? notFound : { status: 200, json: json(one, project) }
    }),
    change('DELETE', '', 'apikeys.keys.delete', (id) => state.set(`deleted/${id}`, true)),
    change('POST', ':undelete', 'apikeys.keys.undelete', (id) => state.delete(`deleted/${id}`)),
  ]
}
