import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { Layout } from '../agent-files/layout.ts'

/** The account whose home folder it is answers for what is set up in it. */
export function withOwner(subject: Subject, layout: Layout): readonly Observation[] {
  const account = layout.home.split(/[\\/]/).filter(Boolean).at(-1) ?? 'this account'
  return [
    subject,
    {
      kind: 'ownership',
      key: `${subject.key} owner`,
      subjectKey: subject.key,
      role: 'owner',
      person: { key: `account:${account}`, name: account, type: 'user', active: true },
    },
  ]
}
