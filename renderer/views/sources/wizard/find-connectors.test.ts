import { expect, test } from 'vitest'
import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { findConnectors } from './find-connectors.ts'

const connector = (id: string, category: ConnectorInfo['category'], yields: string): ConnectorInfo => ({
  id,
  title: `The ${id}`,
  summary: 'Something that is connected.',
  category,
  fields: [],
  signIn: [],
  permissions: [],
  calls: [],
  neverReads: [],
  steps: [{ id: 's', title: 'First', yields, hides: 'what is there' }],
  canRevoke: false,
})
const all = [
  connector('ledgers', 'file', 'rows'),
  connector('chat', 'saas', 'bots and workflows'),
  connector('machines', 'automation', 'workflows'),
]
const ids = (search: string) => findConnectors(all, search).flatMap((group) => group.found.map((one) => one.connector.id))

test('everything stands under its category, in the same order always', () => {
  expect(findConnectors(all, '').map((group) => group.category)).toEqual(['saas', 'automation', 'file'])
})

test('it is found by its name, its category and what it finds; all words must fit', () => {
  expect(ids('chat')).toEqual(['chat'])
  expect(ids('Files')).toEqual(['ledgers'])
  expect(ids('workflows')).toEqual(['chat', 'machines'])
  expect(ids('workflows bots')).toEqual(['chat'])
  expect(ids('nothing of the kind')).toEqual([])
})

test('it says what it finds where only that fits', () => {
  expect(findConnectors(all, 'workflows').map((group) => group.found[0]?.because)).toEqual(['bots and workflows', 'workflows'])
  expect(findConnectors(all, 'chat')[0]?.found[0]?.because).toBeNull()
})
