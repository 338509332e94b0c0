import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import { definitionFolders, projectFiles } from '../agent-files/project-files.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask } from './client.ts'
import { blobSchema, type Repository, type TreeEntry, treeEntrySchema, treeSchema } from './schema.ts'

export interface FoundFile {
  readonly path: string
  readonly sha: string
  readonly sort: 'servers' | 'definition' | 'workflow'
}

export interface FoundFiles {
  readonly files: readonly FoundFile[]
  readonly call: string | null
  /** Files of these places that were too many or too large. */
  readonly passedOver: number
}

const largestBytes = 1_000_000
const mostFiles = 200

/** The first folder of every place we look into; nothing else of a repository is listed. */
const folders = new Set([
  ...projectFiles.map(({ file }) => file.split('/')).flatMap((parts) => (parts.length > 1 ? [parts[0] ?? ''] : [])),
  '.claude',
  '.github',
  '.opencode',
])

/** The configuration files of one repository: names at its root, then names in the folders of agents. An empty repository has none. */
export async function findFiles(context: ConnectorContext, repository: Repository, workflows: boolean): Promise<Result<FoundFiles>> {
  const root = await treeOf(context, repository, 'HEAD', false)
  if (!root.ok) return root
  const entries: TreeEntry[] = root.value.entries.filter((entry) => entry.type === 'blob')
  for (const folder of root.value.entries.filter((entry) => entry.type === 'tree' && folders.has(entry.path))) {
    const inside = await treeOf(context, repository, folder.sha, true)
    if (!inside.ok) return inside
    entries.push(
      ...inside.value.entries.filter(({ type }) => type === 'blob').map((one) => ({ ...one, path: `${folder.path}/${one.path}` })),
    )
  }
  const wanted = entries.flatMap((entry) => {
    const sort = sortOf(entry.path, workflows)
    return sort === null ? [] : [{ path: entry.path, sha: entry.sha, sort, size: entry.size ?? 0 }]
  })
  const files = wanted.filter(({ size }) => size <= largestBytes).slice(0, mostFiles)
  return ok({ files, call: root.value.call, passedOver: wanted.length - files.length })
}

function sortOf(path: string, workflows: boolean): FoundFile['sort'] | null {
  if (projectFiles.some(({ file }) => file === path)) return 'servers'
  const at = path.lastIndexOf('/')
  if (path.endsWith('.md') && definitionFolders.test(path.slice(0, Math.max(0, at)))) return 'definition'
  // What `gh aw` compiles from the Markdown beside it says nothing new.
  return workflows && /^\.github\/workflows\/[^/]+\.(md|ya?ml)$/.test(path) && !path.endsWith('.lock.yml') ? 'workflow' : null
}

async function treeOf(
  context: ConnectorContext,
  repository: Repository,
  sha: string,
  recursive: boolean,
): Promise<Result<{ readonly entries: readonly TreeEntry[]; readonly call: string }>> {
  const reply = await ask(context, 'tree', {
    path: { owner: repository.owner.login, repo: repository.name, sha },
    ...(recursive ? { query: { recursive: '1' } } : {}),
    // 409: nothing was ever committed. 404: no default branch.
    accept: [404, 409],
  })
  if (!reply.ok) return reply
  if (reply.value.status >= 400) return ok({ entries: [], call: reply.value.call })
  const parsed = treeSchema.safeParse(reply.value.json)
  if (!parsed.success || parsed.data.truncated)
    return fail('unexpected-reply', 'the list of files is cut or cannot be read', { subject: repository.full_name, next: 'Scan again.' })
  return ok({ entries: keep(treeEntrySchema, parsed.data.tree).kept, call: reply.value.call })
}

/** The text of one configuration file. */
export async function readFile(
  context: ConnectorContext,
  repository: Repository,
  file: FoundFile,
): Promise<Result<{ readonly text: string; readonly call: string }>> {
  const reply = await ask(context, 'blob', { path: { owner: repository.owner.login, repo: repository.name, sha: file.sha } })
  if (!reply.ok) return reply
  const parsed = blobSchema.safeParse(reply.value.json)
  if (!parsed.success || (parsed.data.encoding !== 'base64' && parsed.data.encoding !== 'utf-8'))
    return fail('unexpected-reply', 'the file cannot be read', { subject: file.path, next: 'Scan again.' })
  const { encoding, content } = parsed.data
  return ok({ text: encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content, call: reply.value.call })
}
