/** A secret of Actions: its name, when its value was last set, and, of the organisation, who may use it. */
export interface StoredSecret {
  readonly name: string
  readonly setDaysAgo: number
  readonly visibility?: 'all' | 'private' | 'selected'
  readonly modelKey: boolean
}

export const organizationSecrets: readonly StoredSecret[] = [
  { name: 'OPENAI_API_KEY', setDaysAgo: 420, visibility: 'all', modelKey: true },
  { name: 'NPM_TOKEN', setDaysAgo: 90, visibility: 'private', modelKey: false },
  { name: 'ENROLLMENT_API_KEY', setDaysAgo: 30, visibility: 'selected', modelKey: false },
]

/** In the first repository of the organisation; the others have none. */
export const repositorySecrets: readonly StoredSecret[] = [
  { name: 'STAGING_ANTHROPIC_API_KEY', setDaysAgo: 60, modelKey: true },
  { name: 'DEPLOY_KEY', setDaysAgo: 200, modelKey: false },
]
