import type { Subject } from '../../../../shared/domain/observation.ts'
import { observeDefinition } from '../agent-files/definition.ts'
import { parseEntries } from '../agent-files/entry.ts'
import { parseConfiguration } from '../agent-files/formats.ts'
import { repositoryLayout } from '../agent-files/layout.ts'
import { groupEntries, observeServer } from '../agent-files/observe-server.ts'
import { projectFiles } from '../agent-files/project-files.ts'
import { withAliases } from './agent-tools.ts'
import { fileKey } from './keys.ts'
import { observeAgentWorkflow } from './observe-workflow.ts'
import type { FoundFile } from './repository-files.ts'
import type { Repository } from './schema.ts'

export interface SeenInFile {
  readonly subjects: readonly Subject[]
  readonly keptAside: number
}

/** What one configuration file of a repository defines. Names of variables are kept, values never. */
export function observeFile(repository: Repository, file: FoundFile, text: string, call: string): SeenInFile {
  if (file.sort === 'servers') return serversIn(repository, file.path, text, call)
  if (file.sort === 'definition') return definitionIn(repository, file.path, text, call)
  const found = observeAgentWorkflow({ repository: repository.full_name, path: file.path, text, public: isPublic(repository) })
  if (found === 'unreadable') return { subjects: [], keptAside: 1 }
  if (found === null) return { subjects: [], keptAside: 0 }
  const servers = serversInHead(repository, file.path, text, call)
  return { subjects: [usingServers(found, servers.subjects), ...servers.subjects], keptAside: servers.keptAside }
}

const isPublic = (repository: Repository): boolean => repository.visibility === 'public' || !repository.private

function serversIn(repository: Repository, path: string, text: string, call: string): SeenInFile {
  const place = projectFiles.find(({ file }) => file === path)
  const parsed = place === undefined ? null : parseConfiguration(text, place.format)
  if (place === undefined || parsed === null || !parsed.ok) return { subjects: [], keptAside: 1 }
  return serversOf(repository, path, parsed.value, place.keys, place.client, call)
}

function serversInHead(repository: Repository, path: string, text: string, call: string): SeenInFile {
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1]
  const parsed = head === undefined ? null : parseConfiguration(head, 'yaml')
  if (parsed === null || !parsed.ok) return { subjects: [], keptAside: 0 }
  return serversOf(repository, path, parsed.value, [['mcp-servers']], 'agent', call)
}

function serversOf(
  repository: Repository,
  path: string,
  value: unknown,
  keys: readonly (readonly string[])[],
  client: string,
  call: string,
): SeenInFile {
  const file = `${repository.full_name}/${path}`
  const { entries, keptAside } = parseEntries(value, keys, { client, file, call, layout: repositoryLayout })
  const subjects = groupEntries(entries).map((group) => {
    const server = observeServer(group, repositoryLayout, null)
    const identity = group[0].origin.identity
    const key = fileKey(repository.full_name, path, identity)
    return {
      ...server,
      key,
      nativeIds: [...server.nativeIds, { kind: 'github-file', value: `${file}#${group[0].name}`, joins: false }],
      tools: server.tools?.map((tool) => ({ ...tool, server: key })) ?? null,
      // Whoever checks the repository out is offered the server; it is not one computer's own.
      exposure: server.exposure === 'local' ? ('group' as const) : server.exposure,
      details: { ...server.details, Repository: repository.full_name, File: path },
    }
  })
  return { subjects, keptAside }
}

function definitionIn(repository: Repository, path: string, text: string, call: string): SeenInFile {
  const file = `${repository.full_name}/${path}`
  const written = observeDefinition({ path: file, text }, repositoryLayout, { keyPrefix: 'file', platform: 'GitHub' })
  const agent = path.startsWith('.github/') ? withAliases(written) : written
  const servers = serversInHead(repository, path, text, call)
  const subject: Subject = {
    ...agent,
    key: fileKey(repository.full_name, path),
    nativeIds: [{ kind: 'github-file', value: file, joins: false }],
    exposure: 'group',
    details: { Repository: repository.full_name, File: path },
  }
  return { subjects: [usingServers(subject, servers.subjects), ...servers.subjects], keptAside: servers.keptAside }
}

function usingServers(subject: Subject, servers: readonly Subject[]): Subject {
  return { ...subject, relations: servers.map((server) => ({ to: server.key, relation: 'uses-server' as const })) }
}
