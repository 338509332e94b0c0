import {
  blankSubject,
  type Observation,
  type Ownership,
  type Person,
  type Signal,
  type Subject,
} from '../../../../../shared/domain/observation.ts'
import { recognise } from '../../catalogue/recognise.ts'
import { complete, type Step, skipped } from '../../connector.ts'
import { endAfter, pages } from '../client.ts'
import { appKey, personKey } from '../observe-app.ts'
import { home } from '../organisation.ts'
import { type Workflow, workflowSchema } from '../schema.ts'

const workflowKey = (id: string): string => `workflow:${id}`

export const workflows: Step = {
  id: 'workflows',
  title: 'Workflows',
  yields: 'workflows, the app whose steps they run, and who may change them',
  after: ['apps'],
  calls: ['admin.workflows.search', 'auth.test', 'admin.teams.list'],
  hides: 'workflows that run steps of AI apps',
  owns: [
    { kind: 'subject', keyPrefix: 'workflow:' },
    { kind: 'ownership', keyPrefix: 'owner:workflow:' },
    { kind: 'ownership', keyPrefix: 'editor:workflow:' },
  ],
  async *run(context) {
    const found = await home(context)
    if (!found.ok) return endAfter(found.failure, false)
    if (found.value.enterpriseId === null)
      return skipped('not-licensed', 'listing workflows takes an organisation on an Enterprise plan; this is a single workspace')
    const apps = new Map([...context.seen('subject')].map((subject) => [subject.key, subject] as const))
    const people = new Map([...context.seen('person')].map((person) => [person.key, person] as const))
    let seen = context.cursor !== null
    const list = {
      call: 'admin.workflows.search',
      member: 'workflows',
      schema: workflowSchema,
      query: { limit: '50' },
      from: context.cursor,
    }
    for await (const page of pages(context, list)) {
      if (!page.ok) return endAfter(page.failure, seen)
      seen = true
      const { items, call, next, keptAside } = page.value
      yield { observations: items.flatMap((one) => observe(one, apps, people)), call, cursor: next, keptAside }
    }
    return complete
  },
}

function observe(workflow: Workflow, apps: ReadonlyMap<string, Subject>, people: ReadonlyMap<string, Person>): readonly Observation[] {
  const key = workflowKey(workflow.id)
  const app = workflow.app_id ? (apps.get(appKey(workflow.app_id)) ?? null) : null
  // What its app is known to be is evidence for the workflow; the app's name alone is not.
  const inherited: readonly Signal[] = app?.signals.filter((signal) => signal.certainty === 'certain') ?? []
  const signals = [...inherited, ...recognise({ name: workflow.title })]
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'identity',
    name: workflow.title || workflow.id,
    nativeIds: [{ kind: 'slack-workflow-id', value: workflow.id, joins: false }],
    agentKind: signals.length > 0 ? 'workflow' : 'automation-identity',
    platform: 'Slack Workflow Builder',
    autonomy: { floor: 'A3', ceiling: 'A4', because: 'a published workflow runs by its trigger, which may be a person or an event' },
    signals,
    enabled: workflow.is_published ?? null,
    exposure: 'tenant',
    relations: app === null ? [] : [{ to: app.key, relation: 'runs-as' }],
    traits: [],
    details: app === null ? {} : { App: app.name },
  }
  return [subject, ...owners(workflow, key, people)]
}

/** Whoever may change a workflow answers for it; nobody is said as such, a list that was not sent is not. */
function owners(workflow: Workflow, subjectKey: string, people: ReadonlyMap<string, Person>): readonly Ownership[] {
  const made = (role: 'owner' | 'editor', id: string): Ownership => {
    const known = people.get(personKey(id))
    const person = { key: personKey(id), name: known?.name ?? id, type: known?.type ?? 'user', active: known?.active ?? null } as const
    return { kind: 'ownership', key: `${role}:${subjectKey}:${id}`, subjectKey, role, person }
  }
  const { collaborators, last_updated_by: editor } = workflow
  const listed: readonly Ownership[] =
    collaborators?.length === 0
      ? [{ kind: 'ownership', key: `owner:${subjectKey}:none`, subjectKey, role: 'owner', person: null }]
      : (collaborators ?? []).map((id) => made('owner', id))
  return [...listed, ...(editor ? [made('editor', editor)] : [])]
}
