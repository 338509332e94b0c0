import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import { observeDefinition } from '../agent-files/definition.ts'
import type { Layout } from '../agent-files/layout.ts'
import { groupEntries, observeServer, serverKey } from '../agent-files/observe-server.ts'
import { type Batch, complete, partial, type Step, type StepContext } from '../connector.ts'
import { askServers } from './ask-servers.ts'
import { clientTable } from './client-table.ts'
import { expandPath, readConfiguration } from './configuration.ts'
import { gatherServers } from './gather-servers.ts'
import { layoutOf, pathOf } from './layout.ts'
import { observeModelServers } from './model-servers.ts'
import { observeClient } from './observe-client.ts'
import { withOwner } from './owner.ts'
import { runningNames } from './processes.ts'
import { readFolder } from './read-file.ts'
import { observeRepositories } from './repositories.ts'
import { markOf, unaskedBy } from './settings-seen.ts'
import { chosenFolders, walkFolders } from './walk-folders.ts'

/** Every step reads files anew after an interruption: it is a matter of milliseconds, so no cursor is kept. */
const batch = (observations: readonly Observation[], call: string | null, keptAside = 0): Batch => ({
  observations,
  call,
  cursor: null,
  keptAside,
})

const endOf = (problems: readonly string[], keptAside = 0): StepEnd => {
  const words = [...new Set(problems), ...(keptAside > 0 ? [`${keptAside} entries could not be understood`] : [])]
  if (words.length === 0) return complete
  return partial(
    `not everything could be read: ${words.slice(0, 20).join('; ')}${words.length > 20 ? ` and ${words.length - 20} more` : ''}`,
  )
}

/** A home that is not there, or closed, is no empty home. */
async function homeProblem(layout: Layout): Promise<StepEnd | null> {
  const home = await readFolder(layout.home)
  if (home.kind === 'entries') return null
  if (home.kind === 'problem') return { state: 'denied', missing: 'read access to the home folder', why: `the home folder ${home.why}` }
  const next = 'Correct the home folder of this connection.'
  return { state: 'failed', failure: { code: 'not-found', message: 'the home folder does not exist', subject: layout.home, next } }
}

const folders: Step = {
  id: 'folders',
  title: 'Repositories in chosen folders',
  yields: 'agent frameworks and agent definitions in repositories',
  after: [],
  calls: [],
  hides: 'agents being built in repositories, and MCP servers that only a repository names',
  owns: [
    { kind: 'subject', keyPrefix: 'repository:' },
    { kind: 'ownership', keyPrefix: 'repository:' },
  ],
  async *run(context) {
    const layout = layoutOf(context.settings)
    if (chosenFolders(context.settings, layout).length === 0)
      return { state: 'skipped', reason: 'not-asked', why: 'no folders of repositories are chosen' }
    const walked = await walkFolders(context, layout)
    const problems = [...walked.problems]
    for await (const { subject, call } of observeRepositories(context, layout, walked, problems))
      yield batch(withOwner(subject, layout), call)
    return endOf(problems)
  },
}

const servers: Step = {
  id: 'mcp-servers',
  title: 'MCP servers',
  yields: 'MCP servers in the configurations of their clients',
  after: ['folders'],
  calls: [],
  hides: 'MCP servers that assistants and coding agents on this computer can call',
  owns: [
    { kind: 'subject', keyPrefix: 'mcp-server:' },
    { kind: 'ownership', keyPrefix: 'mcp-server:' },
  ],
  async *run(context) {
    const layout = layoutOf(context.settings)
    const closed = await homeProblem(layout)
    if (closed !== null) return closed
    const gathered = await gatherServers(context, layout)
    const groups = groupEntries(gathered.entries)
    const asked = context.settings.askServers === 'true' ? await askServers(context, layout, groups) : { tools: new Map(), problems: [] }
    for (const group of groups) {
      const subject = observeServer(group, layout, asked.tools.get(serverKey(group[0].origin.identity)) ?? null)
      yield batch(withOwner(subject, layout), group[0].call)
    }
    if (gathered.keptAside > 0) yield batch([], null, gathered.keptAside)
    return endOf([...gathered.problems, ...asked.problems], gathered.keptAside)
  },
}

const clients: Step = {
  id: 'coding-agents',
  title: 'Assistants and coding agents',
  yields: 'assistants, coding agents and their own agent definitions',
  after: ['mcp-servers'],
  calls: [],
  hides: 'assistants and coding agents set up on this computer, and whether they act without asking',
  owns: [
    { kind: 'subject', keyPrefix: 'client:' },
    { kind: 'ownership', keyPrefix: 'client:' },
  ],
  async *run(context) {
    const layout = layoutOf(context.settings)
    const closed = await homeProblem(layout)
    if (closed !== null) return closed
    const problems: string[] = []
    const gathered = await gatherServers(context, layout)
    const running = await runningNames(context, layout)
    const known = new Map<string, Subject>()
    for (const subject of context.seen('subject')) if (subject.key.startsWith('mcp-server:')) known.set(subject.key, subject)
    for (const row of clientTable) {
      const entries = gathered.entries.filter((entry) => entry.client === row.id)
      const mark = await markOf(row, layout)
      if (mark === null && entries.length === 0) continue
      const keys = new Set(entries.map((entry) => serverKey(entry.origin.identity)))
      const { unasked, problems: unread } = await unaskedBy(context, row, layout)
      problems.push(...unread)
      const subject = observeClient({
        row,
        mark: mark ?? 'a repository',
        unasked,
        running: (row.processes ?? []).some((name) => running?.has(name) === true),
        servers: [...known.values()].filter((server) => keys.has(server.key)),
      })
      yield batch(withOwner(subject, layout), entries[0]?.call ?? null)
      for (const path of row.agents === undefined ? [] : await expandPath(`${pathOf(row.agents, layout) ?? ''}/*.md`)) {
        const file = await readConfiguration(context, layout, path, 'text')
        if (file.kind === 'problem') problems.push(file.words)
        if (file.kind === 'read')
          yield batch(
            withOwner(observeDefinition(file, layout, { keyPrefix: `client:${row.id}:agent`, platform: 'This computer' }), layout),
            file.call,
          )
      }
    }
    return endOf(problems)
  },
}

const models: Step = {
  id: 'model-servers',
  title: 'Local model servers',
  yields: 'model servers and the models they hold',
  after: [],
  calls: [],
  hides: 'language models that run on this computer, and whether others can reach them',
  owns: [
    { kind: 'subject', keyPrefix: 'model-server:' },
    { kind: 'ownership', keyPrefix: 'model-server:' },
  ],
  async *run(context) {
    const layout = layoutOf(context.settings)
    const closed = await homeProblem(layout)
    if (closed !== null) return closed
    const problems: string[] = []
    for await (const { subject, call } of observeModelServers(context, layout, problems)) yield batch(withOwner(subject, layout), call)
    return endOf(problems)
  },
}

const processes: Step = {
  id: 'processes',
  title: 'Running programs',
  yields: 'which of the agents run now',
  after: [],
  calls: [],
  hides: 'whether agents were running at the time of the scan',
  owns: [],
  // biome-ignore lint/correctness/useYield: it reads for the other steps and has nothing of its own to hand over.
  async *run(context: StepContext) {
    const names = await runningNames(context, layoutOf(context.settings))
    if (names === null) return { state: 'skipped', reason: 'no-service', why: 'running programs are read for one’s own home on Linux only' }
    return complete
  },
}

export const steps: readonly Step[] = [processes, folders, servers, clients, models]
