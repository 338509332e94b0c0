import type { Result } from '../../../../shared/base/result.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { list, orgOf } from './client.ts'
import { eachRepository, type Looked, repositoryLists } from './each-repository.ts'
import { repositorySecretKey } from './keys.ts'
import { observeSecret } from './observe-secret.ts'
import { noList, readPages } from './read-pages.ts'
import { elementsOf, type Repository, secretSchema } from './schema.ts'

const member = 'secrets'

/** Keys of model vendors that the whole organisation's workflows may use, by the names of the secrets. */
export const organizationSecretsStep: Step = {
  id: 'organization-secrets',
  title: 'Model keys of the organisation',
  yields: 'keys of model vendors among the names of the organisation’s secrets, and when they were set',
  after: [],
  calls: ['organization-secrets'],
  hides: 'model keys that workflows of many repositories share',
  owns: [{ kind: 'subject', keyPrefix: 'secret/' }],
  run: (context) => {
    const owner = orgOf(context)
    return readPages(context, {
      callId: 'organization-secrets',
      path: { org: owner },
      member,
      schema: secretSchema,
      observe: (secret) => Promise.resolve(observeSecret(secret, { owner, repository: false })),
    })
  },
}

/** The same, repository by repository. */
export const repositorySecretsStep: Step = {
  id: 'repository-secrets',
  title: 'Model keys of repositories',
  yields: 'keys of model vendors among the names of repositories’ secrets, and when they were set',
  after: [],
  calls: [...repositoryLists, 'repository-secrets'],
  hides: 'model keys that a repository’s workflows use',
  owns: [{ kind: 'subject', keyPrefix: 'repository-secret/' }],
  run: (context) =>
    eachRepository(context, {
      look: secretsOf,
      owns: ({ full_name }) => [{ kind: 'subject', keyPrefix: repositorySecretKey(full_name, '') }],
    }),
}

async function secretsOf(context: StepContext, repository: Repository): Promise<Result<Looked>> {
  const observations: Observation[] = []
  let call: string | null = null
  let keptAside = 0
  for await (const page of list(context, 'repository-secrets', { path: { owner: repository.owner.login, repo: repository.name } })) {
    if (!page.ok) return page
    const elements = elementsOf(page.value.json, member)
    if (elements === null) return { ok: false, failure: noList('repository-secrets') }
    const secrets = keep(secretSchema, elements)
    for (const secret of secrets.kept) observations.push(...observeSecret(secret, { owner: repository.full_name, repository: true }))
    keptAside += secrets.keptAside
    call ??= page.value.call
  }
  return { ok: true, value: { observations, call, keptAside } }
}
