import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { daysBefore, engineName } from './inventory.ts'
import type { ProjectPlan } from './plan.ts'
import { notFound, type OrganisationServer, page, projectNamed, projectRoute } from './routes.ts'
import type { RegisteredPlan } from './services-plan.ts'

type Params = Readonly<Record<string, string>>
type Json = Readonly<Record<string, unknown>>

interface Placed {
  readonly project: string
  readonly location: string
}

const at = 'projects/{project}/locations/{location}'
const here = (project: ProjectPlan, { location }: Params, { project: id, location: place }: Placed): boolean =>
  id === project.id && place === location

/** The services beside Agent Engine, each on its own host. */
export function serviceRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  return [
    ...endpointRoutes(server),
    ...chatRoutes(server),
    ...customerRoutes(server),
    ...geminiRoutes(server),
    ...registryRoutes(server),
    ...keyRoutes(server),
    ...identityRoutes(server),
    ...lastUseRoutes(server),
    ...accountRoutes(server),
  ]
}

/** One list of a project and location. */
const list = (
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
const hosts = (api: string): readonly string[] => [`/{region}-${api}.googleapis.com`, `/${api}.googleapis.com`]
/** A host answers for its own location only. */
const rightHost = ({ region = 'global', location }: Params): boolean => region === location

function endpointRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

function chatRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

function customerRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

function geminiRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

/** The locations in which a service can be. */
const locations = (server: OrganisationServer, service: string, ids: readonly string[]): LoopbackRoute =>
  list(server, `/${service}.googleapis.com/v1/projects/{project}/locations`, `${service}.locations.list`, 'locations', (project) =>
    ids.map((locationId) => ({ name: `projects/${project.id}/locations/${locationId}`, locationId })),
  )

function registryRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

function keyRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

function identityRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
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

function lastUseRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, asOf, access } = server
  const types = '/policyanalyzer.googleapis.com/v1/projects/{project}/locations/global/activityTypes'
  const observationPeriod = { startTime: daysBefore(asOf, 400), endTime: daysBefore(asOf, 1) }
  const use = (type: string, fullResourceName: string, daysAgo: number): Json => ({
    fullResourceName,
    activityType: type,
    observationPeriod,
    activity: { lastAuthenticatedTime: daysBefore(asOf, daysAgo) },
  })
  const name = (project: ProjectPlan, email: string): string => `//iam.googleapis.com/projects/${project.id}/serviceAccounts/${email}`
  const of = (project: ProjectPlan) => organisation.accounts.filter((account) => account.project === project.id)
  const [accountType, keyType] = ['serviceAccountLastAuthentication', 'serviceAccountKeyLastAuthentication'] as const
  return [
    list(
      server,
      `${types}/${accountType}/activities:query`,
      'policyanalyzer.serviceAccountLastAuthenticationActivities.query',
      'activities',
      (project) =>
        of(project).flatMap(({ email, usedDaysAgo }) =>
          usedDaysAgo === null ? [] : [use(accountType, name(project, email), usedDaysAgo)],
        ),
    ),
    list(
      server,
      `${types}/${keyType}/activities:query`,
      'policyanalyzer.serviceAccountKeyLastAuthenticationActivities.query',
      'activities',
      (project) =>
        of(project).flatMap(({ email, keys }) =>
          keys.flatMap((key) =>
            key.usedDaysAgo === null ? [] : [use(keyType, `${name(project, email)}/keys/${key.id}`, key.usedDaysAgo)],
          ),
        ),
    ),
    {
      method: 'POST',
      path: '/logging.googleapis.com/v2/entries:list',
      handle: (request) => {
        const { resourceNames = [] } = JSON.parse(request.body || '{}') as { resourceNames?: readonly string[] }
        const asked = resourceNames.map((one) => projectNamed(organisation, one.replace('projects/', '')))
        const refusal = access.check(request, { permission: 'logging.logEntries.list', project: asked[0] ?? null, quota: 'log' })
        if (refusal !== null) return refusal
        const entries = organisation.engines.flatMap((engine, index) => {
          const project = asked.find((one) => one?.id === engine.project)
          if (!project) return []
          const maker =
            index % 3 === 0
              ? `deployer@${project.id}.iam.gserviceaccount.com`
              : `${project.owners[0]?.replace(/^.*:/, '').replace(/\?.*$/, '')}`
          return [
            {
              protoPayload: {
                methodName: 'google.cloud.aiplatform.v1.ReasoningEngineService.CreateReasoningEngine',
                resourceName: `projects/${project.number}/locations/${engine.location}`,
                authenticationInfo: { principalEmail: maker },
                response: { name: engineName(project, engine.location, engine.id) },
              },
            },
          ]
        })
        return page(request, 'entries', entries, 1_000, 50)
      },
    },
  ]
}

function accountRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, state } = server
  const path = '/iam.googleapis.com/v1/projects/{project}/serviceAccounts/{account}'
  const of = (project: ProjectPlan, params: Params) =>
    organisation.accounts.find(({ project: id, email }) => id === project.id && email === params.account)
  const json = (project: ProjectPlan, params: Params): Json | null => {
    const account = of(project, params)
    if (account === undefined) return null
    const disabled = (state.get(`account/${account.email}`) as boolean | undefined) ?? account.disabled
    return {
      name: `projects/${project.id}/serviceAccounts/${account.email}`,
      email: account.email,
      uniqueId: account.uniqueId,
      ...(disabled ? { disabled } : {}),
    }
  }
  const keyJson = (project: ProjectPlan, params: Params): Json | null => {
    const account = of(project, params)
    const key = account?.keys.find(({ id }) => id === params.key)
    if (account === undefined || key === undefined) return null
    const name = `projects/${project.id}/serviceAccounts/${account.email}/keys/${key.id}`
    return {
      name,
      keyType: key.googles ? 'SYSTEM_MANAGED' : 'USER_MANAGED',
      ...(state.get(`key/${key.id}`) === false ? { disabled: true } : {}),
    }
  }
  const route = (
    method: string,
    suffix: string,
    permission: string,
    act: (project: ProjectPlan, params: Params) => Json | null,
  ): LoopbackRoute =>
    projectRoute(server, { method, path: `${path}${suffix}`, permission }, (project, params) => {
      const found = act(project, params)
      return found === null ? notFound : { status: 200, json: found }
    })
  return [
    route('GET', '', 'iam.serviceAccounts.get', json),
    route('GET', '/keys/{key}', 'iam.serviceAccountKeys.get', keyJson),
    ...(['disable', 'enable'] as const).flatMap((verb) => [
      route('POST', `:${verb}`, `iam.serviceAccounts.${verb}`, (project, params) => {
        const found = json(project, params)
        if (found !== null) state.set(`account/${params.account}`, verb === 'disable')
        return found === null ? null : {}
      }),
      route('POST', `/keys/{key}:${verb}`, `iam.serviceAccountKeys.${verb}`, (project, params) => {
        const found = keyJson(project, params)
        if (found !== null) state.set(`key/${params.key}`, verb === 'enable')
        return found === null ? null : {}
      }),
    ]),
  ]
}
