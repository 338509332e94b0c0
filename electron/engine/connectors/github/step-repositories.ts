import type { Failure } from '../../../../shared/base/failure.ts'
import type { Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, type PlaceEnd, partial, type Step, type StepContext, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { keep } from '../keep.ts'
import { tallyPlaces } from '../places.ts'
import { ask, isOfOneRepository, list, orgOf } from './client.ts'
import { fileKey } from './keys.ts'
import { observeFile } from './observe-file.ts'
import { unreadable } from './read-pages.ts'
import { type FoundFile, findFiles, readFile } from './repository-files.ts'
import { administratorsOf, lastChangeOf, ownershipsOf } from './repository-people.ts'
import { elementsOf, type Repository, repositorySchema, totalOf, workflowStateSchema } from './schema.ts'
import { type Access, accessFor } from './sign-in.ts'

/** MCP servers, agents and workflows with AI that repositories define; only the files of those places are read. */
export const repositoriesStep: Step = {
  id: 'repositories',
  title: 'Agents in repositories',
  yields: 'MCP servers, agent definitions and workflows with AI',
  after: [],
  calls: [
    'installation-repositories',
    'organization-repositories',
    'tree',
    'blob',
    'file-commits',
    'collaborators',
    'workflow',
    'members',
    'outside-collaborators',
  ],
  hides: 'MCP servers, agents and workflows with AI that repositories define',
  owns: [
    { kind: 'subject', keyPrefix: 'file/' },
    { kind: 'ownership', keyPrefix: 'file/' },
  ],
  run: repositories,
}

/** Where a run left off: the page, and how many of its repositories are done. */
interface Progress {
  readonly query: Readonly<Record<string, string>> | null
  readonly done: number
}

async function* repositories(context: StepContext): AsyncGenerator<Batch, StepEnd> {
  const access = await accessFor(context)
  if (!access.ok) return endOf(access, false)
  const place = context.cursor === null ? null : (JSON.parse(context.cursor) as Progress)
  const tally = tallyPlaces('repositories')
  let aside = 0
  let looked = context.cursor !== null
  let query = place?.query ?? null
  let skip = place?.done ?? 0
  for await (const page of repositoryPages(context, access.value, query)) {
    if (!page.ok) return endOf(page, looked)
    const elements = elementsOf(page.value.json, access.value.kind === 'app' ? 'repositories' : undefined)
    if (elements === null) return unreadable('repositories', looked)
    const { kept, keptAside } = keep(repositorySchema, elements)
    aside += keptAside
    const expected = totalOf(page.value.json)
    for (const [index, repository] of kept.entries()) {
      if (index < skip) continue
      const seen = repository.disabled ? null : await lookInto(context, repository)
      // One call per repository is refused the same way everywhere: then nothing was seen.
      if (seen?.ok === false && isOfAll(seen.failure, looked)) return endOf(seen, looked)
      looked ||= seen?.ok === true
      const found = seen?.ok ? seen.value : { observations: [], call: null, keptAside: 0 }
      const place = { place: [repository.full_name], end: endIn(seen), owns: ownedBy(repository) } satisfies PlaceEnd
      const cursor = JSON.stringify({ query, done: index + 1 } satisfies Progress)
      yield { ...found, cursor, places: [tally.add(place)], ...(expected === null ? {} : { expected }) }
    }
    query = page.value.next
    skip = 0
    looked = true
  }
  return endWith(access.value, tally.end(), aside, untold(context).size)
}

/** Whether going on to the next repository makes no sense. */
const isOfAll = (failure: Failure, looked: boolean): boolean =>
  failure.code === 'auth-failed' || failure.code === 'cancelled' || (!looked && !isOfOneRepository(failure))

/** Null: not looked into. */
function endIn(seen: Result<Looked> | null): StepEnd {
  if (seen === null) return skipped('no-service', 'GitHub has switched this repository off')
  if (!seen.ok) return endOf(seen, false)
  return seen.value.keptAside === 0 ? complete : partial(`${seen.value.keptAside} files or entries could not be read and were kept aside`)
}

const ownedBy = ({ full_name }: Repository): NonNullable<PlaceEnd['owns']> => [
  { kind: 'subject', keyPrefix: fileKey(full_name, '') },
  { kind: 'ownership', keyPrefix: fileKey(full_name, '') },
]

function repositoryPages(context: StepContext, access: Access, from: Progress['query']) {
  return access.kind === 'app'
    ? list(context, 'installation-repositories', {}, from)
    : list(
        context,
        'organization-repositories',
        { path: { org: orgOf(context) }, query: { per_page: '100', type: 'all', sort: 'full_name' } },
        from,
      )
}

function endWith(access: Access, places: StepEnd, aside: number, stateless: number): StepEnd {
  if (places.state !== 'complete' && places.state !== 'partial') return places
  const why = [
    access.selection === 'selected' && 'the app was given selected repositories only: what the others define was not seen',
    places.state === 'partial' && places.why,
    stateless > 0 && `whether ${stateless} workflows are switched on was not told: the permission actions:read is missing`,
    aside > 0 && `${aside} repositories could not be read and were kept aside`,
  ].filter((one) => one !== false)
  return why.length === 0 ? complete : partial(why.join('; '))
}

type Looked = Pick<Batch, 'observations' | 'call' | 'keptAside'>

async function lookInto(context: StepContext, repository: Repository): Promise<Result<Looked>> {
  const found = await findFiles(context, repository, context.settings.workflows !== 'false')
  if (!found.ok) return found
  const observations: Observation[] = []
  let keptAside = found.value.passedOver
  let call = found.value.call
  let owners: Awaited<ReturnType<typeof administratorsOf>> | undefined
  for (const file of found.value.files) {
    const text = await readOnce(context, repository, file)
    if (!text.ok) return text
    if (text.value === null) continue
    const seen = observeFile(repository, file, text.value.text, text.value.call)
    keptAside += seen.keptAside
    if (seen.subjects.length === 0) {
      if (seen.keptAside === 0) withoutAi(context).add(file.sha)
      continue
    }
    call = text.value.call
    owners ??= await administratorsOf(context, repository)
    const change = await lastChangeOf(context, repository, file.path)
    const enabled = file.sort === 'workflow' ? await stateOf(context, repository, file.path) : null
    for (const subject of seen.subjects) {
      const whole = completed(subject, repository, change.at, enabled)
      observations.push(whole, ...ownershipsOf(whole, owners, change.by))
    }
  }
  return { ok: true, value: { observations, call, keptAside } }
}

/** Workflow files are copied from repository to repository: one that has no AI in it is read once. */
function withoutAi(context: StepContext): Set<string> {
  const known = context.memory.get('github/without-ai') as Set<string> | undefined
  if (known !== undefined) return known
  const fresh = new Set<string>()
  context.memory.set('github/without-ai', fresh)
  return fresh
}

async function readOnce(
  context: StepContext,
  repository: Repository,
  file: FoundFile,
): Promise<Result<{ readonly text: string; readonly call: string } | null>> {
  if (file.sort === 'workflow' && withoutAi(context).has(file.sha)) return { ok: true, value: null }
  return readFile(context, repository, file)
}

/** Workflows whose state was refused; the rest of what is known of them stays. */
function untold(context: StepContext): Set<string> {
  const known = context.memory.get('github/untold') as Set<string> | undefined
  if (known !== undefined) return known
  const fresh = new Set<string>()
  context.memory.set('github/untold', fresh)
  return fresh
}

/** Whether Actions lets a workflow run; null when it does not tell. An agentic workflow runs as what was compiled from it. */
async function stateOf(context: StepContext, repository: Repository, path: string): Promise<boolean | null> {
  const reply = await ask(context, 'workflow', {
    path: { owner: repository.owner.login, repo: repository.name, workflow: workflowFileName(path) },
    accept: [403, 404],
  })
  if (reply.ok && reply.value.status === 403) untold(context).add(`${repository.full_name} ${path}`)
  const parsed = reply.ok && reply.value.status < 300 ? workflowStateSchema.safeParse(reply.value.json) : null
  return parsed?.success ? parsed.data.state === 'active' : null
}

export function workflowFileName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.md$/, '.lock.yml')
}

function completed(subject: Subject, repository: Repository, changedAt: string | null, enabled: boolean | null): Subject {
  const off = repository.archived || (subject.platform === 'GitHub Actions' && enabled === false)
  return {
    ...subject,
    changedAt,
    enabled: subject.platform === 'GitHub Actions' ? (repository.archived ? false : enabled) : subject.enabled,
    traits: off && !subject.traits.includes('disabled') ? [...subject.traits, 'disabled'] : subject.traits,
    details: {
      ...subject.details,
      Visibility: repository.visibility ?? (repository.private ? 'private' : 'public'),
      ...(repository.archived ? { Archived: 'yes' } : {}),
    },
  }
}
