import type { Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import type { Batch, Step, StepContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { absent } from './absent.ts'
import { list, orgOf } from './client.ts'
import { eachRepository, type Looked, repositoryLists } from './each-repository.ts'
import { secretPrefix } from './keys.ts'
import { observeSecret, type SecretOwner } from './observe-secret.ts'
import { noList, readPages } from './read-pages.ts'
import { elementsOf, environmentSchema, type Repository, secretSchema } from './schema.ts'
import { actions, agents, codespaces, dependabot, environmentStore, type SecretStore } from './secret-stores.ts'

const member = 'secrets'

interface Wording {
  readonly id: string
  readonly title: string
  readonly call: string
  readonly hides: string
}

/** Keys of model vendors that the whole organisation shares in one store, by the names of the secrets. */
const ofOrganization = (store: SecretStore, { id, title, call, hides }: Wording): Step => ({
  id,
  title,
  yields: `keys of model vendors among the names of the organisation’s secrets for ${store.users}, and when they were set`,
  after: [],
  calls: [call],
  hides,
  owns: [{ kind: 'subject', keyPrefix: secretPrefix(store, 'organization') }],
  run: (context) => {
    const owner = orgOf(context)
    const pages = readPages(context, {
      callId: call,
      path: { org: owner },
      member,
      schema: secretSchema,
      observe: (secret) => Promise.resolve(observeSecret(secret, { store, owner, repository: false })),
    })
    return whereThereAreAny(context, store, pages)
  },
})

/** The same, repository by repository. */
const ofRepositories = (store: SecretStore, { id, title, call, hides }: Wording): Step => ({
  id,
  title,
  yields: `keys of model vendors among the names of repositories’ secrets for ${store.users}, and when they were set`,
  after: [],
  calls: [...repositoryLists, call],
  hides,
  owns: [{ kind: 'subject', keyPrefix: secretPrefix(store, 'repository') }],
  run: (context) =>
    whereThereAreAny(
      context,
      store,
      eachRepository(context, {
        look: (_, repository) => secretsOf(context, call, pathOf(repository), { store, owner: repository.full_name, repository: true }),
        owns: ({ full_name }) => [{ kind: 'subject', keyPrefix: `${secretPrefix(store, 'repository')}${full_name}/` }],
      }),
    ),
})

/** Secrets that only workflows with an environment's name get; a repository without environments costs one call. */
const environmentSecrets: Step = {
  id: 'environment-secrets',
  title: 'Model keys of environments',
  yields: 'keys of model vendors among the names of the secrets of repositories’ environments, and when they were set',
  after: [],
  calls: [...repositoryLists, 'environments', 'environment-secrets'],
  hides: 'model keys that only workflows of one environment use, such as that of production',
  owns: [{ kind: 'subject', keyPrefix: secretPrefix(environmentStore, 'repository') }],
  run: (context) =>
    eachRepository(context, {
      look: environmentsOf,
      owns: ({ full_name }) => [{ kind: 'subject', keyPrefix: `${secretPrefix(environmentStore, 'repository')}${full_name}/` }],
    }),
}

export const secretSteps: readonly Step[] = [
  ofOrganization(actions, {
    id: 'organization-secrets',
    title: 'Model keys of the organisation',
    call: 'organization-secrets',
    hides: 'model keys that workflows of many repositories share',
  }),
  ofRepositories(actions, {
    id: 'repository-secrets',
    title: 'Model keys of repositories',
    call: 'repository-secrets',
    hides: 'model keys that a repository’s workflows use',
  }),
  environmentSecrets,
  ofOrganization(dependabot, {
    id: 'dependabot-organization-secrets',
    title: 'Model keys for Dependabot, of the organisation',
    call: 'dependabot-organization-secrets',
    hides: 'model keys that runs of Dependabot in many repositories share',
  }),
  ofRepositories(dependabot, {
    id: 'dependabot-repository-secrets',
    title: 'Model keys for Dependabot, of repositories',
    call: 'dependabot-repository-secrets',
    hides: 'model keys that runs of Dependabot in one repository use',
  }),
  ofOrganization(codespaces, {
    id: 'codespaces-secrets',
    title: 'Model keys for development environments',
    call: 'codespaces-secrets',
    hides: 'model keys that every development environment of a repository gets',
  }),
  ofOrganization(agents, {
    id: 'agent-organization-secrets',
    title: 'Model keys for the Copilot cloud agent, of the organisation',
    call: 'agent-organization-secrets',
    hides: 'model keys that the Copilot cloud agent gets in many repositories',
  }),
  ofRepositories(agents, {
    id: 'agent-repository-secrets',
    title: 'Model keys for the Copilot cloud agent, of repositories',
    call: 'agent-repository-secrets',
    hides: 'model keys that the Copilot cloud agent gets in one repository',
  }),
]

/** An own server has the store from some version on, and answers 404 before. */
async function* whereThereAreAny(
  context: StepContext,
  { users }: SecretStore,
  reading: AsyncGenerator<Batch, StepEnd>,
): AsyncGenerator<Batch, StepEnd> {
  const end = yield* reading
  return end.state === 'failed' && end.failure.code === 'not-found'
    ? absent(context, 'no-service', `this server keeps no secrets for ${users}`)
    : end
}

const pathOf = ({ owner, name }: Repository) => ({ owner: owner.login, repo: name })

async function secretsOf(
  context: StepContext,
  callId: string,
  path: Readonly<Record<string, string>>,
  owner: SecretOwner,
): Promise<Result<Looked>> {
  const observations: Observation[] = []
  let call: string | null = null
  let keptAside = 0
  for await (const page of list(context, callId, { path })) {
    if (!page.ok) return page
    const elements = elementsOf(page.value.json, member)
    if (elements === null) return { ok: false, failure: noList(callId) }
    const secrets = keep(secretSchema, elements)
    for (const secret of secrets.kept) observations.push(...observeSecret(secret, owner))
    keptAside += secrets.keptAside
    call ??= page.value.call
  }
  return { ok: true, value: { observations, call, keptAside } }
}

async function environmentsOf(context: StepContext, repository: Repository): Promise<Result<Looked>> {
  const observations: Observation[] = []
  let call: string | null = null
  let aside = 0
  for await (const page of list(context, 'environments', { path: pathOf(repository) })) {
    if (!page.ok) return page
    const elements = elementsOf(page.value.json, 'environments')
    if (elements === null) return { ok: false, failure: noList('environments') }
    const { kept, keptAside } = keep(environmentSchema, elements)
    aside += keptAside
    call ??= page.value.call
    for (const { name } of kept) {
      const secrets = await secretsOf(
        context,
        'environment-secrets',
        { ...pathOf(repository), environment: name },
        { store: environmentStore, owner: repository.full_name, repository: true, environment: name },
      )
      if (!secrets.ok) return secrets
      observations.push(...secrets.value.observations)
      aside += secrets.value.keptAside
      call = secrets.value.observations.length > 0 ? secrets.value.call : call
    }
  }
  return { ok: true, value: { observations, call, keptAside: aside } }
}
