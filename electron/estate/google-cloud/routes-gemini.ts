import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore, engineName } from './inventory.ts'
import { at, here, hosts, type Json, list, type Params, rightHost } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { type OrganisationServer, projectNamed } from './routes.ts'

/** Discovery Engine and Gemini Enterprise. */
export function geminiRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, services, asOf } = server
  return hosts('discoveryengine').flatMap((host) => {
    const collection = `${at}/collections/{collection}/engines`
    const app = (project: ProjectPlan, location: string, id: string): string =>
      `projects/${project.number}/locations/${location}/collections/default_collection/engines/${id}`
    const known = (project: ProjectPlan, params: Params): boolean =>
      rightHost(params) && services.geminiApps.some((one) => here(project, params, one) && one.id === params.engine)
    const assistants = `${host}/v1alpha/${collection}/{engine}/assistants`
    const agentJson = (project: ProjectPlan, one: (typeof services.geminiAgents)[number]): Json => {
      const [id = '', location = '', number = ''] = one.engine?.split('/') ?? []
      const behind = projectNamed(organisation, id)
      return {
        name: `${app(project, one.location, one.app)}/assistants/default_assistant/agents/${one.id}`,
        displayName: one.name,
        description: one.description,
        state: one.state,
        createTime: daysBefore(asOf, 40),
        updateTime: daysBefore(asOf, 8),
        ...(one.everybody ? { sharingConfig: { scope: 'ALL_USERS' } } : {}),
        ...(behind === null
          ? {}
          : { adkAgentDefinition: { provisionedReasoningEngine: { reasoningEngine: engineName(behind, location, number) } } }),
        ...(one.elsewhere === undefined
          ? {}
          : {
              a2aAgentDefinition: {
                jsonAgentCard: JSON.stringify({ name: one.name, url: one.elsewhere, provider: { organization: 'Figures Ltd' } }),
              },
            }),
      }
    }
    const agents = (project: ProjectPlan, params: Params) =>
      services.geminiAgents.filter(
        (one) => here(project, params, one) && one.app === params.engine && params.assistant === 'default_assistant',
      )
    return [
      list(server, `${host}/v1/${collection}`, 'discoveryengine.engines.list', 'engines', (project, params) =>
        services.geminiApps
          .filter((one) => rightHost(params) && here(project, params, one))
          .map((one) => ({
            name: app(project, one.location, one.id),
            displayName: one.name,
            createTime: daysBefore(asOf, 200),
            updateTime: daysBefore(asOf, 20),
            solutionType: one.solution,
            industryVertical: 'GENERIC',
            ...(one.intranet
              ? {
                  appType: 'APP_TYPE_INTRANET',
                  searchEngineConfig: { searchTier: 'SEARCH_TIER_ENTERPRISE', searchAddOns: ['SEARCH_ADD_ON_LLM'] },
                }
              : {}),
            dataStoreIds: one.stores,
          })),
      ),
      list(server, assistants, 'discoveryengine.assistants.list', 'assistants', (project, params) =>
        known(project, params)
          ? [
              {
                name: `${app(project, params.location ?? '', params.engine ?? '')}/assistants/default_assistant`,
                displayName: 'Default Assistant',
              },
            ]
          : null,
      ),
      list(server, `${assistants}/{assistant}/agents`, 'discoveryengine.agents.list', 'agents', (project, params) =>
        known(project, params) ? agents(project, params).map((one) => agentJson(project, one)) : null,
      ),
    ]
  })
}
