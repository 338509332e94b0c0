import { ok, type Result } from '../../../../shared/base/result.ts'
import type { PersonRef } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { list } from './client.ts'
import { type User, userSchema, type Workspace, workspaceSchema } from './schema.ts'

interface Read<T> {
  readonly byId: ReadonlyMap<string, T>
  /** False where a record could not be read: then one that is not found may still be there. */
  readonly whole: boolean
  readonly pages: readonly { readonly call: string; readonly keptAside: number; readonly items: readonly T[] }[]
}

export type Members = Read<User>
export type Workspaces = Read<Workspace>

export const membersOf = (context: ConnectorContext): Promise<Result<Members>> =>
  once(context, 'anthropic members', () => readAll(context, 'users', {}, (elements) => keep<User>(userSchema, elements)))

export const workspacesOf = (context: ConnectorContext): Promise<Result<Workspaces>> =>
  once(context, 'anthropic workspaces', () =>
    readAll(context, 'workspaces', { include_archived: 'true' }, (elements) => keep<Workspace>(workspaceSchema, elements)),
  )

/** Those that are not archived; none where they could not be listed. */
export const living = (workspaces: Workspaces | null): readonly Workspace[] =>
  [...(workspaces?.byId.values() ?? [])].filter((one) => !one.archived_at)

async function readAll<T extends { readonly id: string }>(
  context: ConnectorContext,
  call: string,
  query: Readonly<Record<string, string>>,
  parse: (elements: readonly unknown[]) => { readonly kept: readonly T[]; readonly keptAside: number },
): Promise<Result<Read<T>>> {
  const pages: Read<T>['pages'][number][] = []
  for await (const page of list(context, { call, query: { limit: '1000', ...query } })) {
    if (!page.ok) return page
    const { kept, keptAside } = parse(page.value.elements)
    pages.push({ call: page.value.call, keptAside, items: kept })
  }
  const byId = new Map(pages.flatMap((page) => page.items.map((item) => [item.id, item] as const)))
  return ok({ byId, whole: pages.every((page) => page.keptAside === 0), pages })
}

export const nameOf = (user: User): string => (user.name || user.email || user.id).slice(0, 500)

/** A person by id. Not among the members, where these could be read: they have left. */
export function personRef(id: string, mail: string | null, members: Members | null): PersonRef {
  const member = members?.byId.get(id)
  const active = member !== undefined ? true : members?.whole === true ? false : null
  return { key: `user/${id}`, name: member === undefined ? (mail ?? id).slice(0, 500) : nameOf(member), type: 'user', active }
}
