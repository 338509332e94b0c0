import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { answer } from '../answer-key.ts'
import { keptKeys } from '../google-token.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, OtherInstance, ServerOptions } from '../server-options.ts'
import type { StateSection } from '../state-file.ts'
import { googleError, makeAccess } from './access.ts'
import { type Account, makeDomain } from './domain.ts'
import type { ClientPlan } from './plan.ts'
import { domainRoutes } from './routes.ts'

export interface DomainEstateOptions extends ServerOptions {
  /** Where the service account's key is kept: a part of the state that a reset leaves alone. The state itself unless said. */
  readonly keys?: StateSection
  /** Where the list of clients is written, which a person would have copied from the console; a temporary file unless said. */
  readonly listFile?: string
  /** Scopes that were not allowed for the service account, for tests. */
  readonly without?: readonly string[]
  /** False: the administrator may not read the audit log. */
  readonly mayReport?: boolean
  /** The first so many calls are throttled, for tests. */
  readonly throttleFirst?: number
  /** An organisation nobody works in yet. */
  readonly empty?: boolean
  /** Another domain of the firm: the products under the client ids they have everywhere, and a crowd of its own. */
  readonly other?: OtherInstance & { readonly seed: number }
}

const auth = 'https://www.googleapis.com/auth/'
const allowed = ['admin.directory.user.readonly', 'admin.directory.user.security', 'admin.reports.audit.readonly']
const provider = 'google-workspace'

/** How many accounts go with a number of principals: 620 at the default size, so that 600 can consent to one thing. */
const accountCount = (principals: number): number => (principals < 1_000 ? 60 : principals < 10_000 ? 620 : 2_000)

/** Opens Meridian Group's Google Workspace domain on 127.0.0.1. */
export async function openDomainEstate(options: DomainEstateOptions): Promise<OpenServer> {
  const { seed, asOf, people, state, without = [] } = options
  const accounts = options.empty ? 0 : options.other ? 60 : accountCount(options.size.principals)
  const made = makeDomain({
    seed,
    asOf,
    people,
    random: makeRandom(options.other?.seed ?? seed).at('google'),
    accounts,
    ordinary: Math.ceil(accounts / 20),
    ...(options.other === undefined ? {} : { own: options.other.seed }),
  })
  const domain = options.empty ? { ...made, clients: [] } : made
  const keys = keptKeys(options.keys ?? state, 'google-workspace-keys')
  const email = `rollcall-audit@meridian-audit-${seed}.iam.gserviceaccount.com`
  const adminEmail = people.at(0).mail
  const scopes = new Set((options.permissions ?? allowed.map((name) => `${auth}${name}`)).filter((scope) => !without.includes(scope)))
  const access = makeAccess({
    seed,
    account: { email, publicKey: keys.publicKey, adminEmail, scopes },
    mayReport: options.mayReport ?? true,
    quotas: options.quotas,
    throttleFirst: options.throttleFirst ?? 0,
  })
  const server = await openLoopbackServer({
    provider,
    port: options.port,
    faults: options.faults,
    linkMember: 'nextPageToken',
    error: (status, message) => googleError(status, status === 403 ? 'forbidden' : 'backendError', message).json,
    routes: domainRoutes({ domain, access, state, asOf }),
  })
  const listFile = options.listFile ?? join(tmpdir(), `rollcall-clients-${guidAt(seed, 'google/list', server.port)}.csv`)
  writeList(listFile, domain.clients)
  return {
    origin: server.origin,
    port: server.port,
    entries: [
      ...domain.clients.map((client) =>
        answer({
          archetype: client.archetype,
          provider,
          name: client.name,
          nativeId: { kind: 'google-client-id', value: client.clientId },
          agentKind: client.answer.isAgent ? 'ai-application' : null,
          ...client.answer,
        }),
      ),
      ...domain.accounts.slice(0, 1).map(geminiAnswer),
    ],
    connection: {
      provider,
      label: options.other?.label ?? 'Meridian Google Workspace',
      businessUnit: options.other?.businessUnit ?? null,
      settings: { adminEmail, baseUrl: server.origin, tokenUrl: server.origin, clientList: listFile },
      secrets: {
        serviceAccountKey: JSON.stringify({
          type: 'service_account',
          project_id: `meridian-audit-${seed}`,
          private_key: keys.privateKey,
          client_email: email,
        }),
      },
    },
    requests: server.requests,
    throttled: server.throttled,
    close: async () => {
      await server.close()
      if (!options.listFile) rmSync(listFile, { force: true })
    },
  }
}

const geminiAnswer = ({ customerId }: Account) =>
  answer({
    provider,
    name: 'Gemini in Google Workspace',
    nativeId: { kind: 'google-workspace-gemini', value: customerId },
    agentKind: 'assistant',
    isAgent: true,
  })

function writeList(file: string, clients: readonly ClientPlan[]): void {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const rows = clients
    .filter((client) => client.website !== null)
    .map(({ clientId, name, scopes, website, delegatedDaysAgo }) =>
      [clientId, delegatedDaysAgo === null ? '' : name, delegatedDaysAgo === null ? '' : scopes.join(' '), website ?? '']
        .map(quoted)
        .join(','),
    )
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `Client ID,Name,Scopes,Website\n${rows.join('\n')}\n`)
}
