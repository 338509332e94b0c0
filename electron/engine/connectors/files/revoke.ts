import { fail, ok } from '../../../../shared/base/result.ts'
import type { ManualStep } from '../../../../shared/domain/revocation.ts'
import type { Revoker } from '../connector.ts'

const nothingSent = () =>
  fail('conflict', 'A list only tells of a thing; nothing can be switched off in it.', { next: 'Follow the steps for a person.' })

/** A list has no switch: what a person must do is said, and the next reading of the list shows whether it was done. */
export const revoker: Revoker = {
  async plan({ agent, subjectKeys }) {
    const manual: readonly ManualStep[] = [
      ...(subjectKeys.some((key) => key.startsWith('register:'))
        ? [
            {
              title: `Close the entry of “${agent.name}” in the register`,
              where: agent.details['In the register'] ?? 'the AI register',
              how: [
                'Set its status to retired, with the day and the reason.',
                'Scan again: the cockpit holds the entry against what it sees.',
              ],
            },
          ]
        : []),
      ...(subjectKeys.some((key) => key.startsWith('service:'))
        ? [
            {
              title: `Block “${agent.name}” where the network is left`,
              where: 'the proxy or the name server',
              how: [
                `Add a rule for these hosts: ${agent.details['Hosts reached'] ?? agent.endpoint ?? agent.name}.`,
                'Tell the departments that use it what they may use instead.',
                'Give a newer log and scan again: requests must be refused or absent.',
              ],
            },
          ]
        : []),
      ...(subjectKeys.some((key) => !key.startsWith('register:') && !key.startsWith('service:'))
        ? [
            {
              title: `Switch “${agent.name}” off where the list says it is`,
              where: agent.platform,
              how: ['Find it there by the ids shown.', 'Disable or remove it.', 'Export the list anew and scan again.'],
            },
          ]
        : []),
    ]
    return ok({ calls: [], manual, peopleAffected: [], cannotBeUndone: [] })
  },
  execute: async () => nothingSent(),
  verify: async () => nothingSent(),
  undo: async () => nothingSent(),
}
