/** One place where GitHub keeps secrets for a service of its own; a secret of one is not seen by the others. */
export interface SecretStore {
  /** Keys of its secrets begin so, after what they belong to. */
  readonly id: 'actions' | 'environment' | 'dependabot' | 'codespaces' | 'agents'
  readonly platform: string
  /** Who gets them, as one reads it before `of every repository`. */
  readonly users: string
  /** Why nothing can be said of how far it goes on its own. */
  readonly because: string
  /** Where a person finds them on GitHub. */
  readonly page: string
}

export const actions: SecretStore = {
  id: 'actions',
  platform: 'GitHub Actions',
  users: 'workflows',
  because: 'a workflow needs nobody to run; which ones use the key is not told',
  page: 'Settings › Secrets and variables › Actions',
}

export const environmentStore: SecretStore = { ...actions, id: 'environment', page: 'Settings › Environments' }

export const dependabot: SecretStore = {
  id: 'dependabot',
  platform: 'GitHub Dependabot',
  users: 'runs of Dependabot',
  because: 'Dependabot runs by itself, and so do the workflows that its changes start; which ones use the key is not told',
  page: 'Settings › Secrets and variables › Dependabot',
}

export const codespaces: SecretStore = {
  id: 'codespaces',
  platform: 'GitHub Codespaces',
  users: 'development environments',
  because: 'what uses the key inside a development environment is not told',
  page: 'Settings › Codespaces › Secrets',
}

export const agents: SecretStore = {
  id: 'agents',
  platform: 'GitHub Copilot cloud agent',
  users: 'sessions of the Copilot cloud agent',
  because: 'the agent works while nobody looks on; what it uses the key for is not told',
  page: 'Settings › Secrets and variables › Agents',
}

export const secretStores: readonly SecretStore[] = [actions, environmentStore, dependabot, codespaces, agents]
