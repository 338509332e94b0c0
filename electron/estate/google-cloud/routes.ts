import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { StateSection } from '../state-file.ts'
import { type Access, type Need, rpcError } from './access.ts'
import { assetsOf, daysBefore, engineName, policiesOf } from './inventory.ts'
import type { EnginePlan, OrganisationPlan, ProjectPlan } from './plan.ts'
import type { ServicesPlan } from './services-plan.ts'

export interface OrganisationServer {
  readonly organisation: OrganisationPlan
  readonly services: ServicesPlan
  readonly access: Access
  readonly state: StateSection
  readonly asOf: string
}

type Params = Readonly<Record<string, string>>

export const notFound = rpcError(404, 'Requested entity was not found.')

/** A project by its id or number, as the interfaces take both. */
export const projectNamed = (organisation: OrganisationPlan, name: string): ProjectPlan | null =>
  organisation.projects.find(({ id, number }) => id === name || number === name) ?? null

/** A route within a project: who may not, or asks for a project that is not there, is refused as the provider does it. */
export function projectRoute(
  server: OrganisationServer,
  route: { readonly method: string; readonly path: string; readonly permission: string; readonly quota?: Need['quota'] },
  handle: (project: ProjectPlan, params: Params, request: LoopbackRequest) => LoopbackReply,
): LoopbackRoute {
  const { method, path, permission, quota } = route
  return {
    method,
    path,
    handle: (request, params) => {
      const project = projectNamed(server.organisation, params.project ?? '')
      const refusal = server.access.check(request, { permission, project, ...(quota === undefined ? {} : { quota }) })
      if (refusal !== null) return refusal
      return project === null ? rpcError(403, `Permission denied on resource project ${params.project}.`) : handle(project, params, request)
    },
  }
}

/** Answers with `pageSize` and an opaque token; the last page has none. */
export function page(request: LoopbackRequest, member: string, all: readonly unknown[], most: number, usual = most): LoopbackReply {
  const body = request.body === '' ? {} : (JSON.parse(request.body) as { pageSize?: number; pageToken?: string })
  const asked = Number(request.query.get('pageSize') ?? body.pageSize ?? usual) || usual
  const size = Math.min(most, Math.max(1, asked))
  const token = request.query.get('pageToken') ?? body.pageToken ?? ''
  const start = Number(/^o:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1] ?? 0)
  const slice = all.slice(start, start + size)
  const more = start + size < all.length ? { nextPageToken: Buffer.from(`o:${start + size}`).toString('base64url') } : {}
  return { status: 200, json: { ...(slice.length > 0 ? { [member]: slice } : {}), ...more } }
}

/** The sign-in, the inventory and Agent Engine. */
export function organisationRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const held = '/cloudresourcemanager.googleapis.com/v3/{container}/{scope}:testIamPermissions'
  return [
    { method: 'POST', path: '/token', handle: server.access.token },
    { method: 'POST', path: held, handle: server.access.held },
    ...inventoryRoutes(server),
    ...engineRoutes(server),
  ]
}

/** The organisation with what was switched off since it was made. */
const asItIs = (organisation: OrganisationPlan, state: StateSection): OrganisationPlan => ({
  ...organisation,
  accounts: organisation.accounts.map((account) => ({
    ...account,
    disabled: (state.get(`account/${account.email}`) as boolean | undefined) ?? account.disabled,
    keys: account.keys.map((key) => ({ ...key, disabled: state.get(`key/${key.id}`) === false })),
  })),
})

function inventoryRoutes({ organisation, services, access, asOf, state }: OrganisationServer): readonly LoopbackRoute[] {
  const policies = policiesOf(organisation)
  const scoped =
    (permission: string, search: (request: LoopbackRequest) => LoopbackReply) => (request: LoopbackRequest, params: Params) => {
      const refusal = access.check(request, { permission, project: null, quota: 'inventory' })
      if (refusal !== null) return refusal
      const ours = params.container === 'organizations' && params.scope === organisation.id
      return ours
        ? search(request)
        : rpcError(
            403,
            `Permission '${permission}' denied on resource '//cloudresourcemanager.googleapis.com/${params.container}/${params.scope}'.`,
          )
    }
  return [
    {
      method: 'GET',
      path: '/cloudasset.googleapis.com/v1/{container}/{scope}:searchAllResources',
      handle: scoped('cloudasset.assets.searchAllResources', (request) => {
        const types = new RegExp(`^(?:${request.query.get('assetTypes') ?? '.*'})$`)
        const whole = request.query.get('readMask')?.includes('versionedResources') ?? false
        const found = assetsOf(asItIs(organisation, state), services, asOf).filter(({ assetType }) => types.test(assetType))
        return page(
          request,
          'results',
          found.map(({ json: { versionedResources, ...json } }) => (whole ? { ...json, versionedResources } : json)),
          500,
          100,
        )
      }),
    },
    {
      method: 'GET',
      path: '/cloudasset.googleapis.com/v1/{container}/{scope}:searchAllIamPolicies',
      handle: scoped('cloudasset.assets.searchAllIamPolicies', (request) => {
        const types = new RegExp(`^(?:${request.query.get('assetTypes') ?? '.*'})$`)
        const role = /^policy:(\S+)$/.exec(request.query.get('query') ?? '')?.[1]
        const found = policies
          .filter(({ assetType }) => types.test(assetType))
          .map((result) => ({
            ...result,
            policy: { ...result.policy, bindings: result.policy.bindings.filter((binding) => role === undefined || binding.role === role) },
          }))
          .filter(({ policy }) => policy.bindings.length > 0)
        return page(request, 'results', found, 500, 100)
      }),
    },
  ]
}

function engineRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, asOf, state } = server
  const host = '/{region}-aiplatform.googleapis.com/v1/projects/{project}/locations/{location}/reasoningEngines'
  const here = (project: ProjectPlan, { region, location }: Params): readonly EnginePlan[] =>
    region === location ? organisation.engines.filter((engine) => engine.project === project.id && engine.location === location) : []
  return [
    projectRoute(
      server,
      { method: 'GET', path: host, permission: 'aiplatform.reasoningEngines.list', quota: 'agents' },
      (project, params, request) =>
        page(
          request,
          'reasoningEngines',
          here(project, params).map((engine) => engineJson(engine, project, organisation, asOf)),
          100,
        ),
    ),
    projectRoute(
      server,
      { method: 'POST', path: `${host}/{engine}:getIamPolicy`, permission: 'aiplatform.reasoningEngines.getIamPolicy', quota: 'agents' },
      (project, params) => {
        const engine = here(project, params).find(({ id }) => id === params.engine)
        return engine === undefined ? notFound : { status: 200, json: policyOf(engine, state) }
      },
    ),
    projectRoute(
      server,
      { method: 'POST', path: `${host}/{engine}:setIamPolicy`, permission: 'aiplatform.reasoningEngines.setIamPolicy', quota: 'agents' },
      (project, params, request) => {
        const engine = here(project, params).find(({ id }) => id === params.engine)
        if (engine === undefined) return notFound
        const { policy } = JSON.parse(request.body || '{}') as { policy?: { etag?: string; bindings?: unknown } }
        const present = policyOf(engine, state)
        if (policy?.etag !== undefined && policy.etag !== present.etag)
          return rpcError(409, 'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.')
        const etag = `${String(present.etag)}=`
        state.set(`policy/${engine.id}`, { etag, version: 1, ...(policy?.bindings === undefined ? {} : { bindings: policy.bindings }) })
        return { status: 200, json: policyOf(engine, state) }
      },
    ),
  ]
}

/** The policy of one agent, as it was set last. */
function policyOf(engine: EnginePlan, state: StateSection): Readonly<Record<string, unknown>> {
  const kept = state.get(`policy/${engine.id}`) as Readonly<Record<string, unknown>> | undefined
  if (kept !== undefined) return kept
  // A policy without a binding carries its etag alone.
  return {
    etag: 'ACAB',
    ...(engine.callers.length === 0 ? {} : { version: 1, bindings: [{ role: 'roles/aiplatform.user', members: engine.callers }] }),
  }
}

function engineJson(
  engine: EnginePlan,
  project: ProjectPlan,
  organisation: OrganisationPlan,
  asOf: string,
): Readonly<Record<string, unknown>> {
  const name = engineName(project, engine.location, engine.id)
  const own = engine.actsAs === 'own'
  const shared = engine.actsAs === 'shared'
  return {
    name,
    displayName: engine.name,
    description: engine.description,
    createTime: daysBefore(asOf, engine.createdDaysAgo),
    updateTime: daysBefore(asOf, Math.floor(engine.createdDaysAgo / 2)),
    etag: 'AMEw9y',
    labels: engine.labels,
    spec: {
      agentFramework: engine.framework,
      identityType: own ? 'AGENT_IDENTITY' : shared ? 'SERVICE_AGENT' : 'SERVICE_ACCOUNT',
      effectiveIdentity: own
        ? `agents.global.org-${organisation.id}.system.id.goog/resources/aiplatform/${name}`
        : shared
          ? `service-${project.number}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`
          : engine.actsAs,
      ...(own || shared ? {} : { serviceAccount: engine.actsAs }),
      deploymentSpec: {
        // A value that must never show up anywhere.
        env: engine.env.map((variable) => ({ name: variable, value: `value-of-${variable}` })),
        secretEnv: engine.secretEnv.map((variable) => ({
          name: variable,
          secretRef: { secret: variable.toLowerCase(), version: 'latest' },
        })),
      },
    },
  }
}
