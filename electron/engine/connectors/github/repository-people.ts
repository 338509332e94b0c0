import type { Ownership, PersonRef, Subject } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask } from './client.ts'
import { personOf } from './members.ts'
import { collaboratorSchema, commitSchema, elementsOf, type Repository } from './schema.ts'

/** Who answers for the agents of a repository: the people who are its administrators by name. Null: not told, or only through a team. */
export async function administratorsOf(context: ConnectorContext, repository: Repository): Promise<readonly PersonRef[] | null> {
  const reply = await ask(context, 'collaborators', {
    path: { owner: repository.owner.login, repo: repository.name },
    query: { affiliation: 'direct', permission: 'admin', per_page: '100' },
    accept: [403, 404],
  })
  if (!reply.ok || reply.value.status >= 300) return null
  const { kept } = keep(collaboratorSchema, elementsOf(reply.value.json) ?? [])
  return kept.length === 0 ? null : Promise.all(kept.map(({ login }) => personOf(context, login)))
}

export interface LastChange {
  readonly by: PersonRef | null
  readonly at: string | null
}

/** Who last changed a file, and when; the commit's message and content are not taken. */
export async function lastChangeOf(context: ConnectorContext, repository: Repository, path: string): Promise<LastChange> {
  const reply = await ask(context, 'file-commits', {
    path: { owner: repository.owner.login, repo: repository.name },
    query: { path, per_page: '1' },
    accept: [403, 404, 409],
  })
  if (!reply.ok || reply.value.status >= 300) return { by: null, at: null }
  const [last] = keep(commitSchema, elementsOf(reply.value.json) ?? []).kept
  return {
    by: last?.author ? await personOf(context, last.author.login) : null,
    at: last?.commit?.author?.date ?? null,
  }
}

export function ownershipsOf(subject: Subject, owners: readonly PersonRef[] | null, editor: PersonRef | null): readonly Ownership[] {
  const of = (role: Ownership['role'], person: PersonRef): Ownership => ({
    kind: 'ownership',
    key: `${subject.key}/${role}/${person.key}`,
    subjectKey: subject.key,
    role,
    person,
  })
  return [...(owners ?? []).map((person) => of('owner', person)), ...(editor === null ? [] : [of('editor', editor)])]
}
