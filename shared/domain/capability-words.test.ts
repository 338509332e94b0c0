import { expect, test } from 'vitest'
import { capabilityWords } from './capability-words.ts'
import { actions, reaches, resourceClasses } from './vocabulary.ts'

test.each([
  ['read', 'mail', 'tenant', 'reads every mailbox in the tenant'],
  ['read', 'mail', 'user', 'reads its user’s mail'],
  ['send', 'mail', 'tenant', 'sends mail as anybody in the tenant'],
  ['execute', 'shell', 'user', 'runs commands'],
  ['delete', 'files', 'tenant', 'can delete files anywhere in the tenant'],
  ['delete', 'mail', 'user', 'can delete its user’s mail'],
  ['write', 'files', 'group', 'changes a group’s files'],
  ['read', 'crm', 'unknown', 'reads customer data, how far is not known'],
] as const)('%s %s %s', (action, resource, reach, words) => {
  expect(capabilityWords({ action, resource, reach })).toBe(words)
})

test('every capability there can be has words', () => {
  for (const action of actions) {
    for (const resource of resourceClasses) {
      for (const reach of reaches) expect(capabilityWords({ action, resource, reach })).toMatch(/^[a-z]+ [^\s].*[^\s]$/)
    }
  }
})
