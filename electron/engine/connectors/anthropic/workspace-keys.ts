import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { looksLikeOurs } from '../own-key.ts'
import { list } from './client.ts'
import { type ApiKey, keySchema } from './schema.ts'

/** The keys of workspaces that were given, one a line; each opens the managed agents of its own workspace. */
export async function workspaceKeys(context: ConnectorContext): Promise<Result<readonly string[]>> {
  const given = await context.secret('workspaceKey')
  return given.ok ? ok([...new Set((given.value ?? '').split(/\s+/).filter(Boolean))]) : given
}

/** A key of a workspace, and which workspace that is. */
export interface WorkspaceKey {
  readonly secret: string
  /** The workspace's id; where it is not known, a stand-in made of the four last characters, which the provider shows as well. */
  readonly workspace: string
}

/** The provider gives the workspace that every organisation has no id, and does not list it. */
const defaultWorkspace = 'default'

/** What to call a workspace that is not among those listed. */
export const nameless = (workspace: string): string => (workspace === defaultWorkspace ? 'Default workspace' : workspace)

/**
 * The workspace of each given key, by the hint under which the list of keys shows it. Where that list is refused the keys open their
 * workspaces all the same, under a stand-in. In order of the workspaces; a second key of one workspace opens nothing new.
 */
export async function openWorkspaces(context: ConnectorContext): Promise<Result<readonly WorkspaceKey[]>> {
  const given = await workspaceKeys(context)
  if (!given.ok || given.value.length === 0) return given.ok ? ok([]) : given
  const known = await allKeys(context)
  const byWorkspace = new Map<string, WorkspaceKey>()
  for (const secret of given.value) {
    const own = known.find((key) => looksLikeOurs(key.partial_key_hint, secret))
    const workspace = own === undefined ? `key …${secret.slice(-4)}` : (own.scope?.workspace_id ?? own.workspace_id ?? defaultWorkspace)
    if (!byWorkspace.has(workspace)) byWorkspace.set(workspace, { secret, workspace })
  }
  return ok([...byWorkspace.values()].toSorted((one, other) => (one.workspace < other.workspace ? -1 : 1)))
}

/** As far as they could be read; what they are for is said by the step that lists them. */
async function allKeys(context: ConnectorContext): Promise<readonly ApiKey[]> {
  const read = await once(context, 'anthropic key hints', async () => {
    const keys: ApiKey[] = []
    for await (const page of list(context, { call: 'keys', query: { limit: '1000' } })) {
      if (!page.ok) break
      keys.push(...keep(keySchema, page.value.elements).kept)
    }
    return ok(keys)
  })
  return read.ok ? read.value : []
}
