/** A secret: its name, when its value was last set, and, of the organisation, who may use it. */
export interface StoredSecret {
  readonly name: string
  readonly setDaysAgo: number
  readonly visibility?: 'all' | 'private' | 'selected'
  readonly modelKey: boolean
}

/** What one store keeps for the organisation and for the first repository; the other repositories have none. */
export interface SecretStore {
  /** As it stands in addresses. */
  readonly id: 'actions' | 'dependabot' | 'codespaces' | 'agents'
  readonly organization: readonly StoredSecret[]
  readonly repository: readonly StoredSecret[]
  /** What reading them takes, of the organisation and of a repository. */
  readonly permissions: readonly [organization: string, repository: string]
}

export const secretStores: readonly SecretStore[] = [
  {
    id: 'actions',
    organization: [
      { name: 'OPENAI_API_KEY', setDaysAgo: 420, visibility: 'all', modelKey: true },
      { name: 'NPM_TOKEN', setDaysAgo: 90, visibility: 'private', modelKey: false },
      { name: 'ENROLLMENT_API_KEY', setDaysAgo: 30, visibility: 'selected', modelKey: false },
    ],
    repository: [
      { name: 'STAGING_ANTHROPIC_API_KEY', setDaysAgo: 60, modelKey: true },
      { name: 'DEPLOY_KEY', setDaysAgo: 200, modelKey: false },
    ],
    permissions: ['organization_secrets', 'secrets'],
  },
  {
    id: 'dependabot',
    organization: [{ name: 'REGISTRY_TOKEN', setDaysAgo: 300, visibility: 'all', modelKey: false }],
    repository: [{ name: 'REVIEW_GEMINI_API_KEY', setDaysAgo: 25, modelKey: true }],
    permissions: ['organization_dependabot_secrets', 'dependabot_secrets'],
  },
  {
    id: 'codespaces',
    organization: [
      { name: 'MISTRAL_API_KEY', setDaysAgo: 150, visibility: 'selected', modelKey: true },
      { name: 'PACKAGES_TOKEN', setDaysAgo: 10, visibility: 'private', modelKey: false },
    ],
    repository: [],
    // A repository's take the permission to write them, which an audit does not ask for.
    permissions: ['organization_codespaces_secrets', 'none'],
  },
  {
    id: 'agents',
    organization: [{ name: 'ANTHROPIC_API_KEY', setDaysAgo: 5, visibility: 'private', modelKey: true }],
    repository: [{ name: 'PERPLEXITY_API_KEY', setDaysAgo: 3, modelKey: true }],
    permissions: ['organization_agent_secrets', 'agent_secrets'],
  },
]

/** Environments of the first repository, with their secrets. */
export const environments: Readonly<Record<string, readonly StoredSecret[]>> = {
  production: [
    { name: 'AZURE_OPENAI_API_KEY', setDaysAgo: 240, modelKey: true },
    { name: 'DATABASE_URL', setDaysAgo: 100, modelKey: false },
  ],
  'preview/eu': [],
}
