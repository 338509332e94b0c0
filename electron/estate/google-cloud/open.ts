import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { keptKeys } from '../google-token.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, ServerOptions } from '../server-options.ts'
import type { StateSection } from '../state-file.ts'
import { type Denial, makeAccess, rpcError } from './access.ts'
import { emailOf } from './archetypes.ts'
import { engineName } from './inventory.ts'
import { type Counts, makeOrganisation } from './organisation.ts'
import { auditPermissions, revokePermissions } from './permissions.ts'
import type { OrganisationPlan } from './plan.ts'
import { organisationRoutes, projectNamed } from './routes.ts'
import { serviceEntries } from './service-answers.ts'
import { serviceRoutes } from './service-routes.ts'
import { makeServices } from './services.ts'
import { noServices } from './services-plan.ts'

export interface CloudEstateOptions extends ServerOptions {
  /** Where the service account's key is kept: a part of the state that a reset leaves alone. The state itself unless said. */
  readonly keys?: StateSection
  /** Permissions that the audit's account lacks, for tests. */
  readonly without?: readonly string[]
  /** What the organisation's own policy denies the audit, whatever its role: archetype 41. */
  readonly denials?: readonly Denial[]
  /** APIs that are not switched on in the project that pays for the audit. */
  readonly payerLacks?: readonly string[]
  /** An organisation nobody works in yet. */
  readonly empty?: boolean
}

const provider = 'google-cloud'

/** How much goes with a number of principals: 20 projects with 40 agents at the default size. */
const countsOf = (principals: number): Counts => {
  const scaled = (share: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(principals * share)))
  return { projects: scaled(0.008, 8, 60), accounts: scaled(0.05, 10, 2_000), engines: scaled(0.016, 4, 400) }
}

/** Opens Meridian Group's Google Cloud organisation on 127.0.0.1. */
export async function openCloudEstate(options: CloudEstateOptions): Promise<OpenServer> {
  const { seed, asOf, people, state, permissions = [...auditPermissions, ...revokePermissions], without = [], denials = [] } = options
  const made = makeOrganisation({ seed, people, random: makeRandom(seed).at('google-cloud'), counts: countsOf(options.size.principals) })
  const organisation = options.empty ? emptied(made) : made
  const services = options.empty
    ? noServices
    : makeServices({ seed, random: makeRandom(seed).at('google-cloud-services'), projects: made.projects, engines: made.engines })
  const auditProject = `meridian-audit-${seed}`
  const email = emailOf('rollcall-cloud-audit', auditProject)
  const keys = keptKeys(options.keys ?? state, 'google-cloud-keys')
  const payer = projectNamed(made, auditProject)
  if (payer === null) throw new Error('the estate has no project that pays')
  const access = makeAccess({
    seed,
    email,
    publicKey: keys.publicKey,
    permissions: new Set(permissions.filter((permission) => !without.includes(permission))),
    denials,
    payer: { ...payer, services: payer.services.filter((service) => !options.payerLacks?.includes(service)) },
    quotas: options.quotas,
  })
  const server = await openLoopbackServer({
    provider,
    port: options.port,
    faults: options.faults,
    linkMember: 'nextPageToken',
    error: (status, message) => rpcError(status, message).json,
    routes: [organisationRoutes, serviceRoutes].flatMap((routes) => routes({ organisation, services, access, state, asOf })),
  })
  return {
    origin: server.origin,
    port: server.port,
    entries: [...entriesOf(organisation), ...serviceEntries(organisation, services)],
    connection: {
      provider,
      label: 'Meridian Google Cloud',
      businessUnit: null,
      settings: { scope: organisation.id, baseUrl: `${server.origin}/{host}`, tokenUrl: server.origin },
      secrets: {
        serviceAccountKey: JSON.stringify({
          type: 'service_account',
          project_id: auditProject,
          private_key: keys.privateKey,
          client_email: email,
        }),
      },
    },
    requests: server.requests,
    throttled: server.throttled,
    close: server.close,
  }
}

const emptied = (organisation: OrganisationPlan): OrganisationPlan => ({ ...organisation, projects: [], accounts: [], engines: [] })

function entriesOf(organisation: OrganisationPlan): readonly AnswerKeyEntry[] {
  return [
    ...organisation.accounts.map(({ archetype, name, email, answer: said }) =>
      answer({
        archetype,
        provider,
        name: name || email,
        nativeId: { kind: 'gcp-service-account', value: email },
        agentKind: said.isAgent ? 'automation-identity' : null,
        ...said,
      }),
    ),
    ...organisation.engines.map((engine) => {
      const project = projectNamed(organisation, engine.project)
      const value = project === null ? '' : engineName(project, engine.location, engine.id)
      return answer({
        archetype: engine.archetype,
        provider,
        name: engine.name,
        nativeId: { kind: 'gcp-reasoning-engine', value },
        agentKind: 'autonomous-agent',
        ...engine.answer,
      })
    }),
  ]
}
