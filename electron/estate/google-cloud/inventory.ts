import type { OrganisationPlan, ProjectPlan } from './plan.ts'
import type { ServicesPlan } from './services-plan.ts'

const dayMs = 86_400_000

/** A moment so many days before the day at which the organisation shows itself. */
export const daysBefore = (asOf: string, days: number): string => new Date(Date.parse(`${asOf}T08:00:00Z`) - days * dayMs).toISOString()

interface Asset {
  readonly assetType: string
  readonly json: Readonly<Record<string, unknown>>
}

export const engineName = (project: ProjectPlan, location: string, id: string): string =>
  `projects/${project.number}/locations/${location}/reasoningEngines/${id}`

/** What the asset inventory keeps, in its own order. */
export function assetsOf(organisation: OrganisationPlan, services: ServicesPlan, asOf: string): readonly Asset[] {
  const byId = new Map(organisation.projects.map((project) => [project.id, project]))
  const asset = (assetType: string, project: ProjectPlan | undefined, name: string, more: Readonly<Record<string, unknown>>): Asset => ({
    assetType,
    json: {
      name,
      assetType,
      project: `projects/${project?.number}`,
      organization: `organizations/${organisation.id}`,
      parentAssetType: 'cloudresourcemanager.googleapis.com/Project',
      ...more,
    },
  })
  return [
    ...organisation.projects.map((project) =>
      asset('cloudresourcemanager.googleapis.com/Project', project, `//cloudresourcemanager.googleapis.com/projects/${project.id}`, {
        displayName: project.name,
        labels: project.labels,
        state: 'ACTIVE',
        additionalAttributes: { projectId: project.id },
      }),
    ),
    ...organisation.projects.flatMap((project) =>
      project.services.map((service) =>
        asset(
          'serviceusage.googleapis.com/Service',
          project,
          `//serviceusage.googleapis.com/projects/${project.number}/services/${service}.googleapis.com`,
          {
            displayName: `${service}.googleapis.com`,
            state: 'ENABLED',
          },
        ),
      ),
    ),
    ...organisation.engines.flatMap((engine) => {
      const project = byId.get(engine.project)
      return project === undefined
        ? []
        : [
            asset(
              'aiplatform.googleapis.com/ReasoningEngine',
              project,
              `//aiplatform.googleapis.com/${engineName(project, engine.location, engine.id)}`,
              {
                displayName: engine.name,
                location: engine.location,
              },
            ),
          ]
    }),
    ...(
      [
        ['aiplatform.googleapis.com/Endpoint', 'endpoints', services.endpoints],
        ['dialogflow.googleapis.com/Agent', 'agents', services.chats],
        ['discoveryengine.googleapis.com/Engine', 'collections/default_collection/engines', services.geminiApps],
      ] as const
    ).flatMap(([type, member, all]) =>
      all.flatMap(({ project, location, id, name }) => {
        const home = byId.get(project)
        const full = `//${type.split('/')[0]}/projects/${home?.number}/locations/${location}/${member}/${id}`
        return home === undefined ? [] : [asset(type, home, full, { displayName: name, location })]
      }),
    ),
    ...organisation.accounts.flatMap((account) => {
      const name = `//iam.googleapis.com/projects/${account.project}/serviceAccounts/${account.uniqueId}`
      return [
        asset('iam.googleapis.com/ServiceAccount', byId.get(account.project), name, {
          displayName: account.name,
          state: account.disabled ? 'DISABLED' : 'ENABLED',
          additionalAttributes: { email: account.email, uniqueId: account.uniqueId },
          versionedResources: [
            {
              version: 'v1',
              resource: {
                name: `projects/${account.project}/serviceAccounts/${account.email}`,
                projectId: account.project,
                uniqueId: account.uniqueId,
                email: account.email,
                displayName: account.name,
                description: account.description,
                oauth2ClientId: account.uniqueId,
                ...(account.disabled ? { disabled: true } : {}),
              },
            },
          ],
        }),
        ...account.keys.map((key) =>
          asset('iam.googleapis.com/ServiceAccountKey', byId.get(account.project), `${name}/keys/${key.id}`, {
            versionedResources: [
              {
                version: 'v1',
                resource: {
                  name: `projects/${account.project}/serviceAccounts/${account.email}/keys/${key.id}`,
                  keyType: key.googles ? 'SYSTEM_MANAGED' : 'USER_MANAGED',
                  keyAlgorithm: 'KEY_ALG_RSA_2048',
                  keyOrigin: 'GOOGLE_PROVIDED',
                  ...(key.disabled ? { disabled: true } : {}),
                  validAfterTime: daysBefore(asOf, key.createdDaysAgo),
                  validBeforeTime: key.googles ? daysBefore(asOf, key.createdDaysAgo - 16) : '9999-12-31T23:59:59Z',
                },
              },
            ],
          }),
        ),
      ]
    }),
  ]
}

interface PolicyResult {
  readonly resource: string
  readonly assetType: string
  readonly project?: string
  readonly policy: { readonly etag: string; readonly bindings: readonly { readonly role: string; readonly members: readonly string[] }[] }
}

/** Every policy of the organisation, as a search tells them: one for each thing that has one. */
export function policiesOf(organisation: OrganisationPlan): readonly PolicyResult[] {
  const byId = new Map(organisation.projects.map((project) => [project.id, project]))
  const roles = new Map<string, Map<string, string[]>>()
  const give = (on: string, role: string, member: string): void => {
    const bindings = roles.get(on) ?? new Map<string, string[]>()
    roles.set(on, bindings.set(role, [...(bindings.get(role) ?? []), member]))
  }
  for (const project of organisation.projects) for (const owner of project.owners) give(project.id, 'roles/owner', owner)
  for (const account of organisation.accounts) for (const { role, on } of account.roles) give(on, role, `serviceAccount:${account.email}`)
  for (const engine of organisation.engines) {
    const project = byId.get(engine.project)
    const member = `principal://agents.global.org-${organisation.id}.system.id.goog/resources/aiplatform/${project === undefined ? '' : engineName(project, engine.location, engine.id)}`
    if (engine.actsAs === 'own') for (const { role, on } of engine.roles) give(on, role, member)
  }
  for (const project of organisation.projects)
    if (project.services.includes('aiplatform'))
      give(
        project.id,
        'roles/aiplatform.reasoningEngineServiceAgent',
        `serviceAccount:service-${project.number}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`,
      )
  return [...roles].map(([on, bindings]) => {
    const project = byId.get(on)
    const whole = on === 'organization'
    return {
      resource: whole
        ? `//cloudresourcemanager.googleapis.com/organizations/${organisation.id}`
        : project !== undefined
          ? `//cloudresourcemanager.googleapis.com/projects/${project.id}`
          : on,
      assetType: whole
        ? 'cloudresourcemanager.googleapis.com/Organization'
        : project !== undefined
          ? 'cloudresourcemanager.googleapis.com/Project'
          : on.startsWith('//storage')
            ? 'storage.googleapis.com/Bucket'
            : 'bigquery.googleapis.com/Dataset',
      ...(project === undefined ? {} : { project: `projects/${project.number}` }),
      policy: { etag: 'BwYestate', bindings: [...bindings].map(([role, members]) => ({ role, members })) },
    }
  })
}
