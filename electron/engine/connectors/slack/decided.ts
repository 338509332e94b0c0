import type { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { pages } from './client.ts'
import { type Request, type Resolved, requestSchema, resolvedSchema } from './schema.ts'

/** One list of administrators' decisions, with the call that brought each entry. */
export interface Decided<T> {
  readonly entries: readonly (T & { readonly call: string })[]
  readonly pages: readonly { readonly call: string; readonly keptAside: number }[]
}

async function read<T extends object>(
  context: ConnectorContext,
  call: string,
  member: string,
  schema: z.ZodType<T>,
  queries: readonly Readonly<Record<string, string>>[],
): Promise<Result<Decided<T>>> {
  const entries: (T & { readonly call: string })[] = []
  const seen: { call: string; keptAside: number }[] = []
  for (const query of queries) {
    for await (const page of pages(context, { call, member, schema, query })) {
      if (!page.ok) return page
      entries.push(...page.value.items.map((item) => ({ ...item, call: page.value.call })))
      seen.push({ call: page.value.call, keptAside: page.value.keptAside })
    }
  }
  return ok({ entries, pages: seen })
}

/** Certified apps are hidden unless asked for, so both halves are asked. */
const halves = (enterpriseId: string) => ['true', 'false'].map((certified) => ({ enterprise_id: enterpriseId, certified }))

export const approved = (context: ConnectorContext, enterpriseId: string): Promise<Result<Decided<Resolved>>> =>
  read(context, 'admin.apps.approved.list', 'approved_apps', resolvedSchema, halves(enterpriseId))

export const restricted = (context: ConnectorContext, enterpriseId: string): Promise<Result<Decided<Resolved>>> =>
  read(context, 'admin.apps.restricted.list', 'restricted_apps', resolvedSchema, halves(enterpriseId))

export const requested = (context: ConnectorContext, enterpriseId: string): Promise<Result<Decided<Request>>> =>
  read(context, 'admin.apps.requests.list', 'app_requests', requestSchema, [{ enterprise_id: enterpriseId }])
