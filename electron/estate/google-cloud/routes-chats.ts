import type { LoopbackRoute } from '../loopback-server.ts'
import { at, here, hosts, list, type Params, rightHost } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import type { OrganisationServer } from './routes.ts'

/** Dialogflow CX: agents that talk with people. */
export function chatRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { services } = server
  return hosts('dialogflow').flatMap((host) => {
    const path = `${host}/v3/${at}/agents`
    const name = (project: ProjectPlan, location: string, id: string): string => `projects/${project.id}/locations/${location}/agents/${id}`
    const of = (project: ProjectPlan, params: Params) =>
      services.chats.find((one) => rightHost(params) && here(project, params, one) && one.id === params.agent)
    return [
      list(server, path, 'dialogflow.agents.list', 'agents', (project, params) =>
        services.chats
          .filter((one) => rightHost(params) && here(project, params, one))
          .map((one) => ({
            name: name(project, one.location, one.id),
            displayName: one.name,
            defaultLanguageCode: 'en',
            timeZone: 'Europe/Brussels',
            ...(one.description === '' ? {} : { description: one.description }),
            ...(one.model === null
              ? {}
              : { startPlaybook: `${name(project, one.location, one.id)}/playbooks/00000000-0000-0000-0000-000000000000` }),
            ...(one.logged ? { advancedSettings: { loggingSettings: { enableStackdriverLogging: true } } } : {}),
          })),
      ),
      list(server, `${path}/{agent}/playbooks`, 'dialogflow.playbooks.list', 'playbooks', (project, params) => {
        const one = of(project, params)
        if (one === undefined) return null
        if (one.model === null) return []
        // Instructions that must never show up anywhere.
        const instruction = { steps: [{ text: 'prompt-of-the-estate' }] }
        return [
          {
            name: `${name(project, one.location, one.id)}/playbooks/0`,
            displayName: 'Default',
            goal: 'prompt-of-the-estate',
            instruction,
            llmModelSettings: { model: one.model },
          },
        ]
      }),
      list(server, `${path}/{agent}/tools`, 'dialogflow.tools.list', 'tools', (project, params) => {
        const one = of(project, params)
        return (
          one?.tools.map((tool) => ({
            name: `${name(project, one.location, one.id)}/tools/${tool}`,
            displayName: tool,
            description: '',
            toolType: 'CUSTOMIZED_TOOL',
            openApiSpec: { textSchema: 'openapi: 3.0.0' },
          })) ?? null
        )
      }),
      list(server, `${path}/{agent}/webhooks`, 'dialogflow.webhooks.list', 'webhooks', (project, params) => {
        const one = of(project, params)
        if (one === undefined) return null
        if (one.webhook === null) return []
        const genericWebService = { uri: one.webhook, requestHeaders: { authorization: 'value-of-header' } }
        return [{ name: `${name(project, one.location, one.id)}/webhooks/0`, displayName: 'Orders', genericWebService }]
      }),
    ]
  })
}
