import type { LoopbackReply, LoopbackRoute } from '../loopback-server.ts'
import { gitHubError } from './access.ts'
import { blobSha, treeSha } from './files.ts'
import { repositoryUrl } from './links.ts'
import type { Organization, StoredRepository } from './organization.ts'
import { account, commitRecord, environmentRecord, repositoryRecord, secretRecord, workflowRecord } from './records.ts'
import { guarded, paged, type Routing } from './routes.ts'
import { environments, type StoredSecret, secretStores } from './secrets.ts'

const repo = ['repo'] as const

const blockedReply: LoopbackReply = {
  status: 403,
  json: {
    message: 'Repository access blocked',
    block: { reason: 'tos', created_at: '2026-09-01T08:00:00Z', html_url: 'https://github.com/tos' },
  },
}

/** Repositories, their trees and files, and the state of their workflows. `blobRead` learns which files were read. */
export function repositoryRoutes(organization: Organization, routing: Routing, blobRead: (path: string) => void): readonly LoopbackRoute[] {
  const { state } = organization
  const gitUrl = (repository: StoredRepository) => `${repositoryUrl(`${organization.login}/${repository.name}`)}/git`
  const route = (
    method: string,
    path: string,
    permission: readonly [string, 'read' | 'write'],
    handle: (
      repository: StoredRepository,
      request: Parameters<LoopbackRoute['handle']>[0],
      params: Parameters<LoopbackRoute['handle']>[1],
    ) => LoopbackReply,
  ) =>
    guarded(routing, method, `/repos/${organization.login}/{repo}${path}`, { permission, scopes: repo }, (request, params) => {
      const repository = organization.repositories.find(({ name }) => name === params.repo)
      if (repository === undefined) return gitHubError(404, 'Not Found')
      return repository.blocked ? blockedReply : handle(repository, request, params)
    })
  const listed = (wrap: boolean): LoopbackRoute['handle'] => {
    const all = organization.repositories
    return (request) =>
      paged(
        routing,
        request,
        all,
        (one) => repositoryRecord(organization, one),
        wrap ? (repositories) => ({ total_count: all.length, repository_selection: 'all', repositories }) : undefined,
      )
  }
  const switched =
    (to: string | null) =>
    (repository: StoredRepository, _request: unknown, params: Readonly<Record<string, string>>): LoopbackReply => {
      const key = `workflow/${repository.name}/${params.workflow}`
      if (!hasWorkflow(repository, params.workflow ?? '')) return gitHubError(404, 'Not Found')
      if (to === null) state.delete(key)
      else state.set(key, to)
      return { status: 204 }
    }
  const isFirst = (repository: StoredRepository): boolean => repository === organization.repositories[0]
  const secretList = (request: Parameters<LoopbackRoute['handle']>[0], all: readonly StoredSecret[]) =>
    paged(
      routing,
      request,
      all,
      (secret) => secretRecord(organization, secret),
      (secrets) => ({ total_count: all.length, secrets }),
    )
  return [
    ...secretStores.map(({ id, repository: kept, permissions: [, permission] }) =>
      route('GET', `/${id}/secrets`, [permission, 'read'], (repository, request) => secretList(request, isFirst(repository) ? kept : [])),
    ),
    route('GET', '/environments', ['actions', 'read'], (repository, request) => {
      const all = isFirst(repository) ? Object.keys(environments) : []
      return paged(
        routing,
        request,
        all,
        (name) => environmentRecord(organization, repository, name),
        (list) => ({ total_count: all.length, environments: list }),
      )
    }),
    route('GET', '/environments/{environment}/secrets', ['environments', 'read'], (repository, request, params) => {
      const name = params.environment ?? ''
      if (!isFirst(repository) || !Object.hasOwn(environments, name)) return gitHubError(404, 'Not Found')
      return secretList(request, environments[name] ?? [])
    }),
    guarded(routing, 'GET', '/installation/repositories', { permission: ['metadata', 'read'] }, listed(true)),
    guarded(routing, 'GET', `/orgs/${organization.login}/repos`, { permission: ['metadata', 'read'], scopes: repo }, listed(false)),
    route('GET', '/git/trees/{sha}', ['contents', 'read'], (repository, request, params) =>
      treeOf(repository, gitUrl(repository), params.sha ?? '', request.query.has('recursive')),
    ),
    route('GET', '/git/blobs/{sha}', ['contents', 'read'], (repository, _request, params) => {
      const file = repository.files.find(({ text }) => blobSha(text) === params.sha)
      if (file === undefined) return gitHubError(404, 'Not Found')
      blobRead(`${repository.name}/${file.path}`)
      const bytes = Buffer.from(file.text, 'utf8')
      // In lines of sixty characters, as GitHub sends it.
      const content = `${bytes.toString('base64').replace(/(.{60})/g, '$1\n')}\n`
      return {
        status: 200,
        json: {
          sha: params.sha,
          node_id: 'B_1',
          size: bytes.length,
          url: `${gitUrl(repository)}/blobs/${params.sha}`,
          content,
          encoding: 'base64',
        },
      }
    }),
    route('GET', '/commits', ['contents', 'read'], (repository, request) => {
      if (!repository.files.some(({ path }) => path === request.query.get('path'))) return { status: 200, json: [] }
      return { status: 200, json: [commitRecord(organization, repository, treeSha(repository.name, 'commit'))] }
    }),
    route('GET', '/collaborators', ['metadata', 'read'], (repository, request) =>
      paged(routing, request, repository.admins, (member) => ({
        ...account(organization, member),
        permissions: { admin: true, push: true, pull: true },
        role_name: 'admin',
      })),
    ),
    route('GET', '/actions/workflows/{workflow}', ['actions', 'read'], (repository, _request, params) => {
      const name = params.workflow ?? ''
      if (!hasWorkflow(repository, name)) return gitHubError(404, 'Not Found')
      const kept = state.get(`workflow/${repository.name}/${name}`) ?? 'active'
      return { status: 200, json: workflowRecord(organization, repository, name, kept) }
    }),
    route('PUT', '/actions/workflows/{workflow}/disable', ['actions', 'write'], switched('disabled_manually')),
    route('PUT', '/actions/workflows/{workflow}/enable', ['actions', 'write'], switched(null)),
  ]
}

const hasWorkflow = (repository: StoredRepository, name: string): boolean =>
  repository.files.some(({ path }) => path === `.github/workflows/${name}`)

function treeOf(repository: StoredRepository, url: string, sha: string, recursive: boolean): LoopbackReply {
  if (repository.files.length === 0) return gitHubError(409, 'Git Repository is empty.')
  const folders = [...new Set(repository.files.flatMap(({ path }) => parentsOf(path)))]
  const root = sha === 'HEAD' ? '' : folders.find((folder) => treeSha(repository.name, folder) === sha)
  if (root === undefined) return gitHubError(404, 'Not Found')
  const prefix = root === '' ? '' : `${root}/`
  const inside = (path: string): boolean =>
    path.startsWith(prefix) && path !== root && (recursive || !path.slice(prefix.length).includes('/'))
  const trees = folders
    .filter((folder) => folder !== '' && inside(folder))
    .map((folder) => {
      const at = treeSha(repository.name, folder)
      return { path: folder.slice(prefix.length), mode: '040000', type: 'tree', sha: at, url: `${url}/trees/${at}` }
    })
  const blobs = repository.files
    .filter(({ path }) => inside(path))
    .map(({ path, text }) => ({
      path: path.slice(prefix.length),
      mode: '100644',
      type: 'blob',
      sha: blobSha(text),
      size: Buffer.byteLength(text),
      url: `${url}/blobs/${blobSha(text)}`,
    }))
  return {
    status: 200,
    json: {
      sha: treeSha(repository.name, root),
      url: `${url}/trees/${treeSha(repository.name, root)}`,
      tree: [...trees, ...blobs],
      truncated: false,
    },
  }
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return ['', ...parts.map((_part, index) => parts.slice(0, index + 1).join('/'))]
}
