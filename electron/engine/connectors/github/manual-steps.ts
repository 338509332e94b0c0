import type { ManualStep } from '../../../../shared/domain/revocation.ts'
import type { SecretStore } from './secret-stores.ts'

const rescan = 'Scan this organisation again: the proof is that it is suspended, off or gone there.'

/** GitHub lets nobody but the app itself suspend or uninstall it by a call, unless the organisation belongs to an enterprise. */
export function suspendByHand(name: string, organization: string, settingsPage: string | null): ManualStep {
  return {
    title: `Suspend “${name}” in the organisation’s settings`,
    where: `GitHub, organisation ${organization}`,
    how: [
      'Sign in as an owner of the organisation.',
      settingsPage === null ? 'Open Settings › Third-party access › GitHub Apps and configure the app.' : `Open ${settingsPage}`,
      'Choose Suspend: it loses access at once, and Unsuspend brings it back. Choose Uninstall only when it is to go for good.',
      rescan,
    ],
  }
}

export function switchCopilotOff(organization: string): ManualStep {
  return {
    title: 'Switch Copilot off for the organisation',
    where: `GitHub, organisation ${organization}`,
    how: [
      'Sign in as an owner of the organisation.',
      'Open Settings › Copilot › Access and choose Disabled. Taking single seats away by a call only ends them with the billing month.',
      rescan,
    ],
  }
}

/** GitHub would delete it by a call, and nobody could ever put it back: its value is shown to nobody. The vendor can take the key away. */
export function endModelKey(name: string, { page, users }: SecretStore): ManualStep {
  return {
    title: `Take away the key behind “${name}”`,
    where: `The model vendor’s console, then GitHub: ${page}`,
    how: [
      `Find which ${users} name the secret, and tell their owners: they fail from now on.`,
      'Switch the key off or delete it in the vendor’s console; deleting the secret alone leaves the key working wherever else it was copied.',
      'Delete the secret on GitHub. Its value cannot be read, so it cannot be put back from there.',
      rescan,
    ],
  }
}

export function takeOutOfFile(repository: string, path: string, name: string): ManualStep {
  return {
    title: `Take “${name}” out of ${path}`,
    where: `GitHub, repository ${repository}`,
    how: [
      `Open a pull request that removes it from ${path} on the default branch, and have its owner merge it.`,
      'Where a secret stood in the file: replace the secret at its issuer. It stays in the history, so it must count as known to others.',
      'People who checked the repository out keep their copy until they update it.',
      rescan,
    ],
  }
}
