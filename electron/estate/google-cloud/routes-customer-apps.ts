import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore } from './inventory.ts'
import { at, here, list, locations, type Params } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import type { OrganisationServer } from './routes.ts'

/** Apps of customer engagement. */
export function customerRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { services, asOf } = server
  const path = `/ces.googleapis.com/v1/${at}/apps`
  const name = (project: ProjectPlan, location: string, id: string): string => `projects/${project.id}/locations/${location}/apps/${id}`
  const of = (project: ProjectPlan, params: Params) => services.apps.find((one) => here(project, params, one) && one.id === params.app)
  return [
    locations(server, 'ces', ['us', 'eu']),
    list(server, path, 'ces.apps.list', 'apps', (project, params) =>
      services.apps
        .filter((one) => here(project, params, one))
        .map((one) => ({
          name: name(project, one.location, one.id),
          displayName: one.name,
          description: one.description,
          globalInstruction: 'prompt-of-the-estate',
          createTime: daysBefore(asOf, 60),
          updateTime: daysBefore(asOf, 3),
          modelSettings: { model: one.model },
          deploymentCount: 1,
          loggingSettings: { cloudLoggingSettings: { enableCloudLogging: true } },
        })),
    ),
    list(server, `${path}/{app}/deployments`, 'ces.deployments.list', 'deployments', (project, params) => {
      const one = of(project, params)
      if (one === undefined) return null
      const securitySettings = { enablePublicAccess: one.open, enableOriginCheck: !one.open }
      const channelProfile = { channelType: 'WEB_UI', webWidgetConfig: { modality: 'CHAT_ONLY', securitySettings } }
      return [{ name: `${name(project, one.location, one.id)}/deployments/web`, displayName: 'Web', channelProfile }]
    }),
    list(server, `${path}/{app}/tools`, 'ces.tools.list', 'tools', (project, params) => {
      const one = of(project, params)
      return (
        one?.tools.map((tool) => ({
          name: `${name(project, one.location, one.id)}/tools/${tool}`,
          displayName: tool,
          pythonFunction: { name: tool },
        })) ?? null
      )
    }),
  ]
}
