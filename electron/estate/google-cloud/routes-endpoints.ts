import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore } from './inventory.ts'
import { at, here, type Json, list, type Params, rightHost } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { notFound, type OrganisationServer, projectRoute } from './routes.ts'

/** Endpoints of models, and what is deployed to them. */
export function endpointRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { services, asOf, state } = server
  const path = `/{region}-aiplatform.googleapis.com/v1/${at}/endpoints`
  type Plan = (typeof services.endpoints)[number]
  const deployed = (one: Plan): readonly Json[] =>
    (state.get(`deployed/${one.id}`) as readonly Json[] | undefined) ??
    one.models.map(({ id, model, account }) => ({
      id,
      model,
      createTime: daysBefore(asOf, 100),
      automaticResources: { minReplicaCount: 1, maxReplicaCount: 1 },
      ...(account === undefined ? {} : { serviceAccount: account }),
    }))
  const trafficOf = (one: Plan): Readonly<Record<string, number>> =>
    (state.get(`traffic/${one.id}`) as Readonly<Record<string, number>> | undefined) ?? { [String(one.models[0]?.id)]: 100 }
  const json = (one: Plan, project: ProjectPlan): Json => ({
    name: `projects/${project.number}/locations/${one.location}/endpoints/${one.id}`,
    displayName: one.name,
    createTime: daysBefore(asOf, 120),
    updateTime: daysBefore(asOf, 12),
    ...(deployed(one).length === 0
      ? {}
      : {
          deployedModels: deployed(one),
          trafficSplit: trafficOf(one),
        }),
    ...(one.logged ? { predictRequestResponseLoggingConfig: { enabled: true, samplingRate: 1 } } : {}),
  })
  const of = (project: ProjectPlan, params: Params) =>
    services.endpoints.find((one) => rightHost(params) && here(project, params, one) && one.id === params.endpoint)
  const change = (verb: string, permission: string, apply: (one: Plan, body: Json) => boolean): LoopbackRoute =>
    projectRoute(server, { method: 'POST', path: `${path}/{endpoint}:${verb}`, permission }, (project, params, request) => {
      const one = of(project, params)
      if (one === undefined || !apply(one, JSON.parse(request.body || '{}') as Json)) return notFound
      return { status: 200, json: { name: `projects/${project.number}/locations/${one.location}/operations/1`, done: true } }
    })
  return [
    list(server, path, 'aiplatform.endpoints.list', 'endpoints', (project, params) =>
      services.endpoints.filter((one) => rightHost(params) && here(project, params, one)).map((one) => json(one, project)),
    ),
    projectRoute(server, { method: 'GET', path: `${path}/{endpoint}`, permission: 'aiplatform.endpoints.get' }, (project, params) => {
      const one = of(project, params)
      return one === undefined ? notFound : { status: 200, json: json(one, project) }
    }),
    change('undeployModel', 'aiplatform.endpoints.undeploy', (one, { deployedModelId, trafficSplit }) => {
      const left = deployed(one).filter(({ id }) => id !== deployedModelId)
      const traffic = (trafficSplit ?? trafficOf(one)) as Readonly<Record<string, number>>
      // A model that still has traffic stays, unless it is the last.
      if (left.length === deployed(one).length || (left.length > 0 && (traffic[String(deployedModelId)] ?? 0) > 0)) return false
      state.set(`deployed/${one.id}`, left)
      state.set(`traffic/${one.id}`, left.length === 0 ? {} : traffic)
      return true
    }),
    change('deployModel', 'aiplatform.endpoints.deploy', (one, { deployedModel, trafficSplit }) => {
      const model = deployedModel as Json
      const { '0': share = 0, ...others } = (trafficSplit ?? trafficOf(one)) as Readonly<Record<string, number>>
      const traffic = { ...others, ...(share === 0 ? {} : { [String(model.id)]: share }) }
      if (Object.values(traffic).reduce((sum, each) => sum + each, 0) !== 100) return false
      state.set(`deployed/${one.id}`, [...deployed(one), model])
      state.set(`traffic/${one.id}`, traffic)
      return true
    }),
  ]
}
