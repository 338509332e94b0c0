import type { Result } from '../../../../shared/base/result.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../connector.ts'
import { ask } from './client.ts'
import { eachRepository, type Looked } from './each-repository.ts'
import { fileKey } from './keys.ts'
import { observeFile } from './observe-file.ts'
import { type FoundFile, findFiles, readFile } from './repository-files.ts'
import { administratorsOf, lastChangeOf, ownershipsOf } from './repository-people.ts'
import { type Repository, workflowStateSchema } from './schema.ts'

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
  run: (context) =>
    eachRepository(context, {
      look: lookInto,
      owns: ({ full_name }) => [
        { kind: 'subject', keyPrefix: fileKey(full_name, '') },
        { kind: 'ownership', keyPrefix: fileKey(full_name, '') },
      ],
      untold: () => {
        const stateless = untold(context).size
        return stateless === 0
          ? null
          : `whether ${stateless} workflows are switched on was not told: the permission actions:read is missing`
      },
    }),
}

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
