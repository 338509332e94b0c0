import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import { type ConnectorContext, complete, type PlaceEnd, partial, type Reply } from '../connector.ts'
import { once } from '../once.ts'
import { distinctNames, tallyPlaces } from '../places.ts'
import { ask, endAfter, pages as listPages } from './client.ts'
import { elements, homeSchema, type Kept, type Log, logSchema, teamSchema } from './schema.ts'

export interface Home {
  /** Null: a single workspace, without the methods for administrators of organisations. */
  readonly enterpriseId: string | null
  readonly name: string
  readonly user: string
  /** What the token may do, as each reply's header tells; null where it does not. */
  readonly scopes: ReadonlySet<string> | null
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly pages: readonly { readonly call: string; readonly keptAside: number }[]
}

/** What the token may do, by the header that Slack sends with each reply; null where it does not. */
export function scopesTold({ headers }: Pick<Reply, 'headers'>): ReadonlySet<string> | null {
  const told = headers['x-oauth-scopes']
  return told === undefined ? null : new Set(told.split(',').map((scope) => scope.trim()))
}

/** Whom the token belongs to, and the workspaces there are. */
export const home = (context: ConnectorContext): Promise<Result<Home>> =>
  once(context, 'home', async () => {
    const reply = await ask(context, 'auth.test')
    if (!reply.ok) return reply
    const parsed = homeSchema.safeParse(reply.value.json)
    if (!parsed.success || !parsed.data.team_id)
      return fail('unexpected-reply', 'the provider does not say whom the token belongs to', {
        next: 'Check the address of this connection.',
      })
    const { team_id: own, enterprise_id: enterprise, team, user } = parsed.data
    const base = { enterpriseId: enterprise ?? null, name: team ?? own, user: user ?? '', scopes: scopesTold(reply.value) }
    const first = { call: reply.value.call, keptAside: 0 }
    if (!enterprise) return ok({ ...base, teams: [{ id: own, name: team ?? own }], pages: [first] })
    const teams: { id: string; name: string }[] = []
    const seen = [first]
    for await (const page of listPages(context, {
      call: 'admin.teams.list',
      member: 'teams',
      schema: teamSchema,
      query: { limit: '100' },
    })) {
      if (!page.ok) return page
      teams.push(...page.value.items.map((one) => ({ id: one.id, name: one.name ?? one.id })))
      seen.push({ call: page.value.call, keptAside: page.value.keptAside })
    }
    return ok({ ...base, teams, pages: seen })
  })

/** What the integration logs say of one app or service, over all workspaces. */
export interface Installation {
  readonly id: string
  readonly service: boolean
  readonly name: string | null
  /** Workspaces where the last word was that it is there. */
  readonly teams: readonly string[]
  readonly scopes: readonly string[]
  readonly by: { readonly id: string; readonly name: string } | null
  readonly since: string | null
  readonly call: string
}

export interface Installations {
  readonly byId: ReadonlyMap<string, Installation>
  readonly pages: readonly { readonly call: string; readonly keptAside: number }[]
  /** How it ended in each workspace. */
  readonly places: readonly PlaceEnd[]
  /** Why some workspaces were not read to the end; null where all were. */
  readonly gap: string | null
}

const logPages = 5_000
const there: ReadonlySet<string> = new Set(['added', 'enabled', 'updated', 'expanded'])

/**
 * Everything installed, by the integration logs of each workspace: newest entry first, so the first word on an app is the last. A
 * workspace that refuses hides itself only; a failure where all of them do.
 */
export const installations = (context: ConnectorContext): Promise<Result<Installations>> =>
  once(context, 'installations', async () => {
    const known = await home(context)
    if (!known.ok) return known
    const { teams, enterpriseId } = known.value
    const byId = new Map<string, Installation>()
    const pages: { call: string; keptAside: number }[] = []
    const names = distinctNames(teams)
    const tally = tallyPlaces('workspaces')
    const places: PlaceEnd[] = []
    let first: (Result<never> & { readonly ok: false }) | null = null
    let refused = 0
    for (const team of teams) {
      const spoken = new Set<string>()
      const before = pages.length
      let end: StepEnd = complete
      for await (const page of logPagesOf(context, enterpriseId === null ? {} : { team_id: team.id })) {
        if (!page.ok) {
          if (page.failure.code === 'cancelled' || page.failure.code === 'auth-failed') return page
          first ??= page
          refused += 1
          end = endAfter(page.failure, pages.length > before)
          break
        }
        pages.push(page.value)
        for (const entry of page.value.items) add(byId, spoken, entry, team.id, page.value.call)
        if (page.value.keptAside > 0) end = partial('entries could not be read and were kept aside')
      }
      places.push(tally.add({ place: [names.get(team.id) ?? team.id], end }))
    }
    if (first !== null && refused === teams.length) return first
    const end = tally.end()
    return ok({ byId, pages, places, gap: end.state === 'partial' ? end.why : null })
  })

/** The log of one workspace, page by page. A failure comes once and ends it. */
async function* logPagesOf(
  context: ConnectorContext,
  query: Readonly<Record<string, string>>,
): AsyncGenerator<Result<Kept<Log> & { readonly call: string }>, void> {
  for (let page = 1, count = 1; page <= count && page <= logPages; page += 1) {
    const reply = await ask(context, 'team.integrationLogs', { query: { ...query, count: '200', page: String(page) }, page })
    if (!reply.ok) {
      yield reply
      return
    }
    const kept: Kept<Log> | null = elements(reply.value.json, 'logs', logSchema)
    if (kept === null) {
      yield fail('unexpected-reply', 'the provider’s reply is not a log', { subject: 'team.integrationLogs' })
      return
    }
    count = pageCount(reply.value.json)
    yield ok({ ...kept, call: reply.value.call })
  }
}

function pageCount(json: unknown): number {
  const pages = (json as { readonly paging?: { readonly pages?: unknown } } | null)?.paging?.pages
  return typeof pages === 'number' && Number.isFinite(pages) ? pages : 1
}

function add(byId: Map<string, Installation>, spoken: Set<string>, entry: Log, team: string, call: string): void {
  const id = entry.app_id || entry.service_id
  if (!id) return
  const before = byId.get(id)
  const isThere = there.has(entry.change_type)
  const by = entry.user_id ? { id: entry.user_id, name: entry.user_name ?? entry.user_id } : null
  if (!spoken.has(id)) {
    spoken.add(id)
    const scopes = isThere ? (entry.scope ?? '').split(/[\s,]+/).filter(Boolean) : []
    byId.set(id, {
      id,
      service: !entry.app_id,
      name: before?.name ?? entry.app_type ?? entry.service_type ?? null,
      teams: [...(before?.teams ?? []), ...(isThere ? [team] : [])],
      scopes: [...new Set([...(before?.scopes ?? []), ...scopes])].sort(),
      by: isThere ? by : (before?.by ?? null),
      since: entry.date,
      call,
    })
  } else if (before && entry.change_type === 'added') byId.set(id, { ...before, by: by ?? before.by, since: entry.date ?? before.since })
}
