import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore, engineName } from './inventory.ts'
import { at, here, type Json, list, locations } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { type OrganisationServer, projectNamed } from './routes.ts'
import type { RegisteredPlan } from './services-plan.ts'

/** The registry of agents and servers. */
export function registryRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, services, asOf } = server
  const path = `/agentregistry.googleapis.com/v1/${at}`
  const system = 'agentregistry.googleapis.com/system/'
  const members = { agent: 'agents', server: 'mcpServers', endpoint: 'endpoints' } as const
  const urn = (one: RegisteredPlan): string => `urn:${one.sort}:meridian:${one.project}:${one.id}`
  const json = (one: RegisteredPlan, project: ProjectPlan): Json => {
    const [id = '', location = '', number = ''] = one.engine?.split('/') ?? []
    const behind = projectNamed(organisation, id)
    const uri = behind === null ? '' : `//aiplatform.googleapis.com/${engineName(behind, location, number)}`
    const interfaces = [{ protocolBinding: 'JSONRPC', url: one.url }]
    return {
      name: `projects/${project.id}/locations/${one.location}/${members[one.sort]}/${one.id}`,
      displayName: one.name,
      description: `${one.name} of ${project.name}.`,
      createTime: daysBefore(asOf, 30),
      updateTime: daysBefore(asOf, 5),
      ...(behind === null
        ? {}
        : { attributes: { [`${system}RuntimeReference`]: { uri }, [`${system}Framework`]: { framework: 'google-adk' } } }),
      ...(one.sort === 'agent'
        ? {
            agentId: urn(one),
            protocols: [{ type: 'A2A_AGENT', protocolVersion: '1.0', interfaces }],
            skills: one.tools.map(({ name }) => ({ id: name, name })),
          }
        : { interfaces }),
      ...(one.sort === 'server'
        ? { mcpServerId: urn(one), tools: one.tools.map(({ name, reads }) => ({ name, annotations: { readOnlyHint: reads === true } })) }
        : {}),
      ...(one.sort === 'endpoint' ? { endpointId: urn(one) } : {}),
    }
  }
  return [
    locations(server, 'agentregistry', ['global', 'europe-west4', 'us-central1']),
    ...(['agent', 'server', 'endpoint'] as const).map((sort) =>
      list(server, `${path}/${members[sort]}`, `agentregistry.${members[sort]}.list`, members[sort], (project, params) =>
        services.registered.filter((one) => one.sort === sort && here(project, params, one)).map((one) => json(one, project)),
      ),
    ),
    list(server, `${path}/bindings`, 'agentregistry.bindings.list', 'bindings', (project, params) =>
      services.registered
        .filter((one) => here(project, params, one))
        .flatMap((one) =>
          (one.uses ?? []).flatMap((id) => {
            const target = services.registered.find((other) => other.id === id)
            return target === undefined
              ? []
              : [
                  {
                    name: `projects/${project.id}/locations/${one.location}/bindings/${one.id}-${id}`,
                    source: { identifier: urn(one) },
                    target: { identifier: urn(target) },
                  },
                ]
          }),
        ),
    ),
  ]
}
