import type { AnswerKeyEntry, EstateConnection, EstateFault } from '../../../shared/domain/estate.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import type { People } from '../people.ts'
import type { EstateSize } from '../size.ts'
import type { StateSection } from '../state-file.ts'
import { externalId, makeAccess, readingRole, revokingRole } from './access.ts'
import { defaultRegions, makeOrganisation } from './make-organisation.ts'
import type { Organisation } from './organisation.ts'
import { readingActions, revokingActions } from './policies.ts'
import { serverRoutes } from './server-routes.ts'

export interface AwsEstateOptions {
  readonly people: People
  readonly size: Pick<EstateSize, 'principals'>
  readonly seed: number
  /** ISO date at which it shows itself. */
  readonly asOf: string
  readonly port: number
  readonly quotas: 'published' | 'off'
  readonly faults: readonly EstateFault[]
  readonly state: StateSection
  /** How many accounts; by the size unless said. */
  readonly accounts?: number
  /** Regions that every account uses; the provider's seventeen unless said. */
  readonly regions?: readonly string[]
  /** No account is denied and no region left out. */
  readonly quiet?: boolean
  /** Accounts with nothing in them. */
  readonly empty?: boolean
  /** What the reading role may do; all that the connector asks for unless said. */
  readonly permissions?: readonly string[]
}

export interface AwsEstate {
  readonly origin: string
  readonly port: number
  readonly organisation: Organisation
  readonly entries: readonly AnswerKeyEntry[]
  /** What is found only when the regions that the connection leaves out are added. */
  readonly leftOut: readonly AnswerKeyEntry[]
  readonly connection: EstateConnection
  requests(): number
  throttled(): number
  reset(): void
  close(): Promise<void>
}

const accountCount = (principals: number): number => Math.min(40, Math.max(7, Math.round((principals * 12) / 2_500)))
const crowdCount = (principals: number): number => Math.min(400, Math.max(4, Math.round((principals * 20) / 2_500)))

/** Codes for injected statuses. */
const codes: Readonly<Record<number, string>> = { 401: 'UnauthorizedException', 403: 'AccessDeniedException', 429: 'ThrottlingException' }

/** Opens Meridian Group's organisation with this provider on 127.0.0.1: every host of it is the first segment of a path. */
export async function openAwsEstate(options: AwsEstateOptions): Promise<AwsEstate> {
  const { principals } = options.size
  const regions = options.regions ?? defaultRegions
  const quiet = options.quiet ?? false
  const organisation = makeOrganisation({
    ...options,
    regions,
    quiet,
    empty: options.empty ?? false,
    accounts: options.accounts ?? accountCount(principals),
    crowd: crowdCount(principals),
  })
  const access = makeAccess(organisation, {
    quotas: options.quotas,
    reading: options.permissions ?? readingActions,
    revoking: revokingActions,
  })
  const server = await openLoopbackServer({
    provider: 'aws',
    port: options.port,
    faults: options.faults,
    linkMember: 'nextToken',
    error: (status, message) => ({ __type: codes[status] ?? 'InternalServerException', message }),
    routes: serverRoutes(organisation, access, options.state),
  })
  const looked = regions.filter((region) => quiet || region !== 'sa-east-1')
  return {
    origin: server.origin,
    port: server.port,
    organisation,
    entries: organisation.answers,
    leftOut: organisation.leftOut,
    connection: {
      provider: 'aws',
      label: 'AWS organisation',
      businessUnit: null,
      settings: {
        baseUrl: `${server.origin}/{host}`,
        roleName: readingRole,
        revokeRoleName: revokingRole,
        externalId,
        ...(looked.length === regions.length ? {} : { regions: looked.join(', ') }),
      },
      secrets: { ...access.baseKey },
    },
    requests: server.requests,
    throttled: server.throttled,
    reset: () => options.state.clear(),
    close: server.close,
  }
}
