import type { Format } from '../agent-files/formats.ts'
import { type Layout, shortPath } from '../agent-files/layout.ts'
import { definitionFolders, projectFiles } from '../agent-files/project-files.ts'
import type { StepContext } from '../connector.ts'
import { readFolder } from './read-file.ts'

/** What a walk through the chosen folders came upon; nothing is read yet. */
export interface Walked {
  readonly folders: readonly string[]
  readonly serverFiles: readonly {
    readonly path: string
    readonly client: string
    readonly format: Format
    readonly keys: readonly (readonly string[])[]
  }[]
  /** Dependency lists by the folder they stand in. */
  readonly manifests: readonly string[]
  readonly definitions: readonly string[]
  readonly instructions: readonly string[]
  readonly problems: readonly string[]
}

const deepest = 8
const mostFolders = 20_000
const mostFound = 5_000

/** Folders that hold other people's code, caches or history. */
const passedOver = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'venv',
  '.venv',
  '__pycache__',
  'dist',
  'build',
  'target',
  'vendor',
  '.cache',
  '.next',
  '.tox',
  'site-packages',
  'Library',
  'AppData',
])
const manifestNames = new Set(['package.json', 'pyproject.toml', 'requirements.txt', 'go.mod', 'Pipfile', 'Cargo.toml'])
const instructionNames = new Set(['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', 'copilot-instructions.md', '.cursorrules', '.windsurfrules'])

/** The folders a person chose, one on a line (or parted by `;`, and by `:` where drives have no letters). */
export function chosenFolders(settings: Readonly<Record<string, string>>, layout: Layout): readonly string[] {
  const parts = (settings.folders ?? '').split(layout.platform === 'win32' ? /[\n;]/ : /[\n;:]/)
  return [...new Set(parts.map((part) => part.trim().replace(/(.)\/+$/, '$1')).filter((part) => part !== ''))].map((part) =>
    part.startsWith('~') ? `${layout.home}${part.slice(1)}` : part,
  )
}

/** Walks the chosen folders, bounded in depth and number, never through links. Once a scan. */
export function walkFolders(context: Pick<StepContext, 'memory' | 'signal' | 'settings'>, layout: Layout): Promise<Walked> {
  const known = context.memory.get('walk') as Promise<Walked> | undefined
  if (known !== undefined) return known
  const walking = walk(chosenFolders(context.settings, layout), layout, context.signal)
  context.memory.set('walk', walking)
  return walking
}

async function walk(folders: readonly string[], layout: Layout, signal: AbortSignal): Promise<Walked> {
  const serverFiles: Walked['serverFiles'][number][] = []
  const manifests: string[] = []
  const definitions: string[] = []
  const instructions: string[] = []
  const problems: string[] = []
  const queue = folders.map((path) => ({ path, depth: 0 }))
  for (let visited = 0; visited < queue.length && !signal.aborted; visited += 1) {
    const { path, depth } = queue[visited] ?? { path: '', depth: 0 }
    if (visited >= mostFolders || manifests.length + definitions.length + serverFiles.length >= mostFound) {
      problems.push(`more than ${mostFolders} folders or ${mostFound} files; reading stopped there`)
      break
    }
    const folder = await readFolder(path)
    if (folder.kind === 'absent' && depth === 0) problems.push(`${shortPath(path, layout)} does not exist`)
    if (folder.kind === 'problem') problems.push(`${shortPath(path, layout)} ${folder.why}`)
    if (folder.kind !== 'entries') continue
    for (const entry of folder.entries) {
      const full = `${path}/${entry.name}`
      if (entry.folder) {
        if (passedOver.has(entry.name)) continue
        if (depth < deepest) queue.push({ path: full, depth: depth + 1 })
        else problems.push(`${shortPath(full, layout)} lies deeper than ${deepest} folders`)
        continue
      }
      // Whatever is named like a configuration is looked at, so that a pipe or a circle of links is named and not passed over.
      const project = projectFiles.find(({ file }) => full.endsWith(`/${file}`))
      if (project !== undefined) serverFiles.push({ path: full, client: project.client, format: project.format, keys: project.keys })
      if (!entry.file) continue
      if (manifestNames.has(entry.name)) manifests.push(full)
      if (instructionNames.has(entry.name)) instructions.push(full)
      if (entry.name.endsWith('.md') && definitionFolders.test(path)) definitions.push(full)
    }
  }
  return {
    folders,
    serverFiles,
    manifests,
    definitions,
    instructions,
    problems: problems.length > 50 ? [...problems.slice(0, 50), 'and more'] : problems,
  }
}
