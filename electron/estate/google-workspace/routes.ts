import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { googleError } from './access.ts'
import type { Account } from './domain.ts'
import { activityLog } from './log.ts'
import type { ClientPlan } from './plan.ts'
import type { DomainServer } from './server.ts'

const auth = 'https://www.googleapis.com/auth/'
const directory = '/admin/directory/v1/users'

const deletedKey = (account: Account, client: ClientPlan): string => `deleted/${account.userId}/${client.clientId}`

/** The Admin SDK as far as an audit asks: users, their tokens, and the audit log. */
export function domainRoutes(server: DomainServer): readonly LoopbackRoute[] {
  const { domain, access, state } = server
  const standing = (account: Account): readonly ClientPlan[] =>
    domain.clientsOf(account).filter((client) => state.get(deletedKey(account, client)) !== true)
  const noUser = googleError(404, 'notFound', 'Resource Not Found: userKey')
  return [
    { method: 'POST', path: '/token', handle: access.token },
    {
      method: 'GET',
      path: directory,
      handle: (request) => {
        if (!request.query.get('customer')) return access.check(request, `${auth}admin.directory.user.readonly`, 'directory') ?? badRequest
        return (
          access.check(request, `${auth}admin.directory.user.readonly`, 'directory') ??
          page(request, 'users', domain.accounts.map(userJson), { most: 500, usual: 100, kind: 'admin#directory#users' })
        )
      },
    },
    {
      method: 'GET',
      path: `${directory}/{userKey}/tokens`,
      handle: (request, { userKey = '' }) => {
        const refusal = access.check(request, `${auth}admin.directory.user.security`, 'directory')
        const account = domain.account(userKey)
        if (refusal || !account) return refusal ?? noUser
        const items = standing(account).map((client) => tokenJson(account, client))
        // An account without consents is answered without the member.
        return { status: 200, json: { kind: 'admin#directory#tokenList', ...(items.length > 0 ? { items } : {}) } }
      },
    },
    ...(['GET', 'DELETE'] as const).map((method) => ({
      method,
      path: `${directory}/{userKey}/tokens/{clientId}`,
      handle: (request: LoopbackRequest, { userKey = '', clientId = '' }: Readonly<Record<string, string>>): LoopbackReply => {
        const refusal = access.check(request, `${auth}admin.directory.user.security`, 'directory')
        const account = domain.account(userKey)
        if (refusal || !account) return refusal ?? noUser
        const client = standing(account).find((one) => one.clientId === clientId)
        if (!client) return googleError(404, 'notFound', 'Resource Not Found: clientId')
        if (method === 'GET') return { status: 200, json: tokenJson(account, client) }
        state.set(deletedKey(account, client), true)
        return { status: 204 }
      },
    })),
    {
      method: 'GET',
      path: '/admin/reports/v1/activity/users/all/applications/{application}',
      handle: (request, { application = '' }) =>
        access.check(request, `${auth}admin.reports.audit.readonly`, 'reports') ??
        page(request, 'items', activityLog(server, application, request.query), {
          most: 1_000,
          usual: 1_000,
          kind: 'admin#reports#activities',
        }),
    },
  ]
}

const badRequest = googleError(400, 'badRequest', 'Bad Request')

function userJson(account: Account): Record<string, unknown> {
  return {
    kind: 'admin#directory#user',
    id: account.userId,
    primaryEmail: account.mail,
    name: { fullName: account.name },
    suspended: !account.active,
    archived: false,
    organizations: [{ title: account.title, department: account.department, primary: true }],
  }
}

function tokenJson(account: Account, client: ClientPlan): Record<string, unknown> {
  return {
    kind: 'admin#directory#token',
    etag: `"${account.userId}"`,
    clientId: client.clientId,
    displayText: client.name,
    anonymous: false,
    nativeApp: client.nativeApp,
    userKey: account.userId,
    scopes: client.scopes,
  }
}

/** Answers with `maxResults` and an opaque token; the last page has none. */
function page(
  request: LoopbackRequest,
  member: string,
  all: readonly unknown[],
  { most, usual, kind }: { readonly most: number; readonly usual: number; readonly kind: string },
): LoopbackReply {
  const size = Math.min(most, Math.max(1, Number(request.query.get('maxResults') ?? usual) || usual))
  const start = Number(/^o:(\d+)$/.exec(Buffer.from(request.query.get('pageToken') ?? '', 'base64url').toString())?.[1] ?? 0)
  const slice = all.slice(start, start + size)
  const more = start + size < all.length ? { nextPageToken: Buffer.from(`o:${start + size}`).toString('base64url') } : {}
  return { status: 200, json: { kind, ...(slice.length > 0 ? { [member]: slice } : {}), ...more } }
}
