import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore, engineName } from './inventory.ts'
import { at, here, type Json, list, locations, type Params } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { notFound, type OrganisationServer, projectRoute } from './routes.ts'

/** Workload sign-ins. */
export function identityRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, services, asOf, state } = server
  const path = `/agentidentity.googleapis.com/v1/${at}`
  const name = (project: ProjectPlan, location: string, id: string): string =>
    `projects/${project.id}/locations/${location}/authProviders/${id}`
  const json = (one: (typeof services.signIns)[number], project: ProjectPlan): Json => ({
    name: name(project, one.location, one.id),
    createTime: daysBefore(asOf, 50),
    updateTime: daysBefore(asOf, 50),
    state: state.get(`provider/${one.id}`) === false ? 'DISABLED' : 'ENABLED',
    allowedScopes: one.scopes,
    authProviderTypeParams: {
      threeLeggedOauth: {
        authorizationUrl: `https://${one.host}/authorize`,
        tokenUrl: `https://${one.host}/token`,
        clientId: one.clientId,
      },
    },
  })
  const of = (project: ProjectPlan, params: Params) =>
    services.signIns.find((one) => here(project, params, one) && one.id === params.provider)
  return [
    locations(server, 'agentidentity', ['europe-west4', 'us-central1']),
    list(server, `${path}/authProviders`, 'agentidentity.authProviders.list', 'authProviders', (project, params) =>
      services.signIns.filter((one) => here(project, params, one)).map((one) => json(one, project)),
    ),
    projectRoute(
      server,
      { method: 'GET', path: `${path}/authProviders/{provider}`, permission: 'agentidentity.authProviders.get' },
      (project, params) => {
        const one = of(project, params)
        return one === undefined ? notFound : { status: 200, json: json(one, project) }
      },
    ),
    ...(['disable', 'enable'] as const).map((verb) =>
      projectRoute(
        server,
        { method: 'POST', path: `${path}/authProviders/{provider}:${verb}`, permission: 'agentidentity.authProviders.update' },
        (project, params) => {
          const one = of(project, params)
          if (one === undefined) return notFound
          state.set(`provider/${one.id}`, verb === 'enable')
          return { status: 200, json: json(one, project) }
        },
      ),
    ),
    list(server, `${path}/accessSummaries`, 'agentidentity.accessSummaries.list', 'accessSummaries', (project, params) =>
      organisation.engines
        .filter(
          (engine) =>
            engine.actsAs === 'own' && here(project, params, engine) && services.signIns.some((one) => here(project, params, one)),
        )
        .flatMap((engine) =>
          ['clerk-1', 'clerk-2'].map((userId, index) => ({
            name: `projects/${project.id}/locations/${engine.location}/accessSummaries/${engine.id}-${index}`,
            workloadId: `spiffe://agents.global.org-${organisation.id}.system.id.goog/resources/aiplatform/${engineName(project, engine.location, engine.id)}`,
            userId,
            firstAccessTime: daysBefore(asOf, 40),
            lastAccessTime: daysBefore(asOf, 2 + index),
          })),
        ),
    ),
  ]
}
