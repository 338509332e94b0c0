import type { Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation, Ownership, Person, PersonRef, Subject } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, partial, type Step, type StepContext, skipped } from '../connector.ts'
import { keep } from '../keep.ts'
import { endOf, type ListPage, list } from './client.ts'
import { type ProjectRecord, projectSchema, type UserRecord, userSchema } from './schema.ts'

/** Accounts and projects, and through them who answers for each workflow. */
export const peopleStep: Step = {
  id: 'people',
  title: 'People',
  yields: 'accounts, and the owners of workflows',
  after: ['workflows'],
  calls: ['users', 'projects', 'project-members'],
  hides: 'who answers for a workflow, and whether that person is still there',
  owns: [
    { kind: 'person', keyPrefix: 'user/' },
    { kind: 'ownership', keyPrefix: 'workflow/' },
  ],
  async *run(context) {
    if (context.settings.export) return skipped('not-asked', 'an export does not say who owns a workflow')
    const users = new Map<string, UserRecord>()
    for await (const page of list(context, 'users', { includeRole: 'true' })) {
      if (!page.ok) return endOf(page, 'user:list (and a key of the instance owner or an administrator)', users.size > 0)
      const { kept, keptAside } = keep(userSchema, page.value.elements)
      for (const user of kept) users.set(user.id, user)
      yield { observations: kept.map(toPerson), call: page.value.call, cursor: null, keptAside }
    }
    return yield* owners(context, users)
  },
}

async function* owners(context: StepContext, users: ReadonlyMap<string, UserRecord>): AsyncGenerator<Batch, StepEnd> {
  const projects = await gather(list(context, 'projects'), (page) => keep(projectSchema, page.elements).kept)
  const known = new Map((projects.ok ? projects.value : []).map((project) => [project.id, project]))
  const members = new Map<string, readonly PersonRef[] | null>()
  let batch: Observation[] = []
  let unnamed = 0
  for (const subject of context.seen('subject')) {
    if (!subject.key.startsWith('workflow/')) continue
    const people = await answerable(subject)
    // Older servers do not say whose a workflow is: its owner stays unknown, and nothing was left unread.
    if (people === 'not-told') continue
    if (people === null) unnamed += 1
    else batch.push(...ownerships(subject.key, people))
    if (batch.length >= 500) {
      yield { observations: batch, call: null, cursor: null, keptAside: 0 }
      batch = []
    }
  }
  if (batch.length > 0) yield { observations: batch, call: null, cursor: null, keptAside: 0 }
  return unnamed === 0 ? complete : partial(`the owners of ${unnamed} workflows could not be looked up`)

  /** The people of a workflow's project; null: could not be looked up. */
  async function answerable(subject: Subject): Promise<readonly PersonRef[] | 'not-told' | null> {
    const projectId = subject.details['Project id']
    if (projectId === undefined) return 'not-told'
    const project = known.get(projectId)
    const personal = ownerOfPersonal(project, subject.details.Project ?? '', users)
    if (personal !== null) return [personal]
    if (!members.has(projectId)) members.set(projectId, await peopleOf(projectId, project))
    return members.get(projectId) ?? null
  }

  /** Editions without team projects refuse the list of projects; the accounts of one project can be asked for in all. */
  async function peopleOf(projectId: string, project: ProjectRecord | undefined): Promise<readonly PersonRef[] | null> {
    const listed = projects.ok
      ? await gather(list(context, 'project-members', {}, null, { projectId }), (page) => keep(userSchema, page.elements).kept)
      : await gather(list(context, 'users', { projectId }), (page) => keep(userSchema, page.elements).kept)
    if (listed.ok) return admins(listed.value, users)
    return project === undefined ? null : [toGroup(projectId, project)]
  }
}

/** The person behind a personal project: by its creator, or by the address in its name, `Given Family <mail>`. */
function ownerOfPersonal(project: ProjectRecord | undefined, name: string, users: ReadonlyMap<string, UserRecord>): PersonRef | null {
  if (project !== undefined && project.type !== 'personal') return null
  const creator = project?.creatorId ? users.get(project.creatorId) : undefined
  if (creator !== undefined) return toRef(creator, true)
  const address = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(project?.name || name)?.[1]?.toLowerCase()
  if (address === undefined) return null
  const user = [...users.values()].find((one) => one.email?.toLowerCase() === address)
  // Looked up among all accounts and not there: the account is gone.
  return user === undefined ? { key: `user/${address}`, name: address.slice(0, 300), type: 'user', active: false } : toRef(user, true)
}

/** A team's administrators answer for it; without any, everybody in it does. */
function admins(listed: readonly UserRecord[], users: ReadonlyMap<string, UserRecord>): readonly PersonRef[] {
  const leading = listed.filter((user) => user.role === 'project:admin')
  return (leading.length > 0 ? leading : listed).map((user) => toRef(user, users.has(user.id)))
}

function ownerships(subjectKey: string, people: readonly PersonRef[]): readonly Ownership[] {
  if (people.length === 0) return [{ kind: 'ownership', key: `${subjectKey}/owner/none`, subjectKey, role: 'owner', person: null }]
  return people.map((person) => ({ kind: 'ownership', key: `${subjectKey}/owner/${person.key}`, subjectKey, role: 'owner', person }))
}

function nameOf(user: UserRecord): string {
  const name = [user.firstName, user.lastName].filter((part) => part?.trim()).join(' ')
  return (name === '' ? (user.email ?? user.id) : name).slice(0, 500)
}

const toRef = (user: UserRecord, active: boolean): PersonRef => ({ key: `user/${user.id}`, name: nameOf(user), type: 'user', active })

function toGroup(projectId: string, project: ProjectRecord | undefined): PersonRef {
  return { key: `project/${projectId}`, name: project?.name || projectId, type: 'group', active: null }
}

function toPerson(user: UserRecord): Person {
  return {
    kind: 'person',
    key: `user/${user.id}`,
    name: nameOf(user),
    mail: user.email ?? null,
    department: null,
    active: true,
    type: 'user',
  }
}

async function gather<T>(
  pages: AsyncGenerator<Result<ListPage>, void>,
  take: (page: ListPage) => readonly T[],
): Promise<Result<readonly T[]>> {
  const all: T[] = []
  for await (const page of pages) {
    if (!page.ok) return page
    all.push(...take(page.value))
  }
  return { ok: true, value: all }
}
