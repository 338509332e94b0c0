import { expect, test } from 'vitest'
import type { ConnectorInfo, SettingField } from '../../../shared/domain/connection.ts'
import { connectionOf, fieldsFor, missingFields } from './model.ts'

const field = (key: string, kind: SettingField['kind'], required = false): SettingField => ({ key, label: key, help: '', kind, required })
const secret = { id: 'secret', title: 'Secret', help: '', fields: ['clientSecret'], interactive: false }
const device = { id: 'device', title: 'Device code', help: '', fields: [], interactive: true }
const connector: ConnectorInfo = {
  id: 'demo',
  title: 'Demo',
  summary: '',
  category: 'saas',
  fields: [field('tenantId', 'text', true), field('clientSecret', 'secret'), field('baseUrl', 'url')],
  signIn: [secret, device],
  permissions: [],
  calls: [],
  neverReads: [],
  steps: [],
  canRevoke: false,
}

test('the form has the common fields and those of the chosen way to sign in', () => {
  expect(fieldsFor(connector, device).map((one) => one.key)).toEqual(['tenantId', 'baseUrl'])
  expect(fieldsFor(connector, secret).map((one) => one.key)).toEqual(['tenantId', 'clientSecret', 'baseUrl'])
})

test('what a way to sign in needs is required there', () => {
  expect(missingFields(fieldsFor(connector, secret), secret, { tenantId: 'x' })).toEqual(['clientSecret'])
})

test('secrets are kept apart and empty fields are not sent', () => {
  const sent = connectionOf(connector, fieldsFor(connector, secret), {
    label: ' Main ',
    businessUnit: '',
    values: { tenantId: 'x', clientSecret: 'hush', baseUrl: '' },
  })
  expect(sent).toEqual({
    provider: 'demo',
    label: 'Main',
    businessUnit: null,
    settings: { tenantId: 'x' },
    secrets: { clientSecret: 'hush' },
  })
})
