import { failure } from '../../../../shared/base/failure.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Subject } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, partial, type Step, type StepContext } from '../connector.ts'
import { ask, endOf, list } from './client.ts'
import { handoffsOf } from './handoffs.ts'
import { observeWorkflow, workflowKey } from './observe-workflow.ts'
import { exportKind, readExport } from './read-export.ts'
import { parseWorkflow, type Workflow } from './schema.ts'

/** Workflows with their nodes: over the server's interface, or from an export. */
export const workflowsStep: Step = {
  id: 'workflows',
  title: 'Workflows',
  yields: 'workflows, their AI nodes, tools, models and triggers',
  after: [],
  calls: ['workflows', 'workflow'],
  hides: 'agents and workflows with AI steps',
  owns: [{ kind: 'subject', keyPrefix: 'workflow/' }],
  run: (context) => (context.settings.export ? fromExport(context, context.settings.export) : fromServer(context)),
}

async function* fromServer(context: StepContext): AsyncGenerator<Batch, StepEnd> {
  const twins = twinsSeen(context)
  const exists = new Map<string, boolean | null>()
  let seen = context.cursor !== null
  let keptAside = 0
  let unproved: StepEnd | null = null
  for await (const page of list(context, 'workflows', { excludePinnedData: 'true' }, context.cursor)) {
    if (!page.ok) return endOf(page, 'workflow:list', seen)
    const parsed = page.value.elements.map(parseWorkflow)
    const workflows = parsed.flatMap((one) => (one === null || !one.workflow.id ? [] : [{ ...one.workflow, id: one.workflow.id }]))
    const aside = page.value.elements.length - workflows.length + parsed.reduce((sum, one) => sum + (one?.keptAside ?? 0), 0)
    for (const { id } of workflows) exists.set(id, true)
    unproved = (await proveTargets(context, workflows, exists)) ?? unproved
    const observations = workflows.map((workflow) => observe(workflow, workflow.id, workflow.id, exists, twins))
    keptAside += aside
    seen = true
    yield { observations, call: page.value.call, cursor: page.value.cursor, keptAside: aside }
  }
  if (keptAside > 0) return partial(`${keptAside} workflows or nodes could not be read and were kept aside`)
  return unproved ?? complete
}

/**
 * A called workflow that has not come by is asked for by itself: a 404 is the proof that it is gone. How the step ends where that
 * could not be proved; null where it could.
 */
async function proveTargets(
  context: StepContext,
  workflows: readonly Workflow[],
  exists: Map<string, boolean | null>,
): Promise<StepEnd | null> {
  let unproved: StepEnd | null = null
  for (const workflow of workflows) {
    for (const id of handoffsOf(workflow.nodes, workflow.id ?? null)) {
      if (exists.has(id)) continue
      const reply = await ask(context, 'workflow', { path: { id }, query: { excludePinnedData: 'true' }, accept: [404] })
      exists.set(id, reply.ok ? reply.value.status !== 404 : null)
      if (!reply.ok) {
        const why = `whether the workflows that others hand over to are still there is not known: ${reply.failure.message}`
        unproved = { state: 'partial', why, failure: reply.failure }
      }
    }
  }
  return unproved
}

async function* fromExport(context: StepContext, path: string): AsyncGenerator<Batch, StepEnd> {
  if ((await exportKind(path)) === 'none')
    return {
      state: 'failed',
      failure: failure('not-found', 'There is no export at the given path.', {
        subject: path,
        next: 'Correct the setting “export” of this connection.',
      }),
    }
  const twins = twinsSeen(context)
  // Whether a called workflow exists cannot be told from an export: it may simply not have been exported.
  const exists = new Map<string, boolean | null>()
  const ids = new Set<string>()
  let unread = 0
  for await (const part of readExport(path, context.record)) {
    const parsed = part.workflows.map(({ file, value }) => ({ file, result: parseWorkflow(value) }))
    const observations = parsed.flatMap(({ file, result }) => {
      if (result === null) return []
      const id = uniqueId(result.workflow.id ?? file, file, ids)
      return [observe(result.workflow, id, nameFromFile(file), exists, twins)]
    })
    const notWorkflows = part.workflows.length - observations.length
    const keptAside = (part.unread ? 1 : 0) + notWorkflows + parsed.reduce((sum, { result }) => sum + (result?.keptAside ?? 0), 0)
    unread += keptAside
    if (observations.length > 0 || keptAside > 0) yield { observations, call: part.call, cursor: null, keptAside }
  }
  return unread === 0 ? complete : partial(`${unread} parts of the export could not be read and were kept aside`)
}

function observe(
  workflow: Workflow,
  id: string,
  fallbackName: string,
  exists: ReadonlyMap<string, boolean | null>,
  twins: Map<string, string>,
): Subject {
  return observeWorkflow(workflow, {
    id,
    fallbackName,
    exists: (target) => exists.get(target) ?? null,
    twin: (mark) => {
      const first = twins.get(mark)
      if (first === undefined) twins.set(mark, workflowKey(id))
      return first === workflowKey(id) ? null : (first ?? null)
    },
  })
}

/** After an interruption, what was already kept still counts for finding twins. */
function twinsSeen(context: StepContext): Map<string, string> {
  const twins = new Map<string, string>()
  if (context.cursor === null) return twins
  for (const subject of context.seen('subject')) {
    const mark = subject.details.Structure
    // The first of its kind points at no other; the later ones point at it.
    if (mark !== undefined && !subject.relations.some((one) => one.relation === 'same-workflow')) twins.set(mark, subject.key)
  }
  return twins
}

/** Copies of one workflow carry the same id; the file tells them apart. */
function uniqueId(id: string, file: string, ids: Set<string>): string {
  const unique = ids.has(id) ? `${id}@${file}` : id
  ids.add(unique)
  return unique
}

function nameFromFile(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.json$/i, '')
}
