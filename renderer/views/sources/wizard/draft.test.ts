import { expect, test } from 'vitest'
import { failure } from '../../../../shared/base/failure.ts'
import type { ConnectorInfo, SettingField } from '../../../../shared/domain/connection.ts'
import { beginDraft, connectionOf, type Draft, fieldOf, fieldsFor, missingKeys, sendingOf, splitFields } from './draft.ts'

const field = (key: string, kind: SettingField['kind'], more: Partial<SettingField> = {}): SettingField => ({
  key,
  label: key,
  help: '',
  kind,
  required: false,
  ...more,
})
const secret = { id: 'secret', title: 'Secret', help: '', fields: ['clientSecret'], interactive: false }
const certificate = {
  id: 'certificate',
  title: 'Certificate',
  help: '',
  fields: ['pem', 'pemPath'],
  oneOf: ['pem', 'pemPath'],
  interactive: false,
}
const device = { id: 'device', title: 'Device code', help: '', fields: ['tenantId', 'baseUrl'], interactive: true }
const ways = [secret, certificate, device]
const connector: ConnectorInfo = {
  id: 'demo',
  title: 'Demo',
  summary: '',
  category: 'saas',
  fields: [
    field('tenantId', 'text', { required: true }),
    field('signIn', 'choice', { choices: ways.map(({ id, title }) => ({ value: id, label: title })) }),
    field('clientSecret', 'secret'),
    field('pem', 'secret'),
    field('pemPath', 'path'),
    field('baseUrl', 'url', { default: 'https://demo.example' }),
  ],
  signIn: ways,
  permissions: [],
  calls: [],
  neverReads: [],
  steps: [],
  canRevoke: false,
}
const draft = (more: Partial<Draft>): Draft => ({ ...beginDraft(connector), ...more })
const keys = (fields: readonly SettingField[]) => fields.map((one) => one.key)

test('the form has the common fields and those of the chosen way to sign in, without the way itself', () => {
  expect(keys(fieldsFor(connector, secret))).toEqual(['clientSecret'])
  expect(keys(fieldsFor(connector, certificate))).toEqual(['pem', 'pemPath'])
  expect(keys(fieldsFor(connector, device))).toEqual(['tenantId', 'baseUrl'])
})

test('what a way to sign in names is needed there, but what has a default is not', () => {
  expect(missingKeys(fieldsFor(connector, secret), secret, {})).toEqual(['clientSecret'])
  expect(missingKeys(fieldsFor(connector, device), device, { tenantId: 'x' })).toEqual([])
})

test('of several that do alike one is enough', () => {
  const fields = fieldsFor(connector, certificate)
  expect(missingKeys(fields, certificate, {})).toEqual(['pem', 'pemPath'])
  expect(missingKeys(fields, certificate, { pemPath: '/keys/audit.pem' })).toEqual([])
})

test('an address that has a default waits under more settings', () => {
  expect(keys(splitFields(fieldsFor(connector, device), device).spare)).toEqual(['baseUrl'])
})

test('secrets go apart from settings, and empty fields do not go at all', () => {
  const sent = connectionOf(connector, draft({ label: ' Main ', values: { clientSecret: ' hush ', pemPath: '/not/of/this/way' } }))
  expect(sent).toEqual({
    provider: 'demo',
    label: 'Main',
    businessUnit: null,
    environment: 'unknown',
    settings: { signIn: 'secret' },
    secrets: { clientSecret: 'hush' },
  })
})

test('a second check changes the connection; the same values send nothing again', () => {
  const values = { tenantId: 'x' }
  const first = draft({ methodId: 'device', values, connectionId: 'c1', sent: { methodId: 'device', values } })
  expect(sendingOf(connector, first)).toEqual({ kind: 'nothing', id: 'c1' })
  const corrected = { ...first, values: { tenantId: 'y' } }
  expect(sendingOf(connector, corrected)).toMatchObject({ kind: 'update', args: { id: 'c1', settings: { tenantId: 'y' } } })
})

test('a setting that was emptied goes back to its rest', () => {
  const before = { tenantId: 'x', baseUrl: 'https://own.example' }
  const emptied = draft({ methodId: 'device', values: { tenantId: 'x' }, connectionId: 'c1', sent: { methodId: 'device', values: before } })
  expect(sendingOf(connector, emptied)).toMatchObject({ args: { settings: { baseUrl: 'https://demo.example' } } })
})

test('a secret that is no longer wanted does not stay behind', () => {
  const values = { clientSecret: 'hush' }
  const moved = draft({
    methodId: 'device',
    values: { ...values, tenantId: 'x' },
    connectionId: 'c1',
    sent: { methodId: 'secret', values },
  })
  expect(sendingOf(connector, moved)).toMatchObject({ kind: 'replace', id: 'c1', args: { secrets: {} } })
})

test('a refusal is said at the field it is about', () => {
  expect(fieldOf(connector, failure('invalid-input', 'not an address', { subject: 'baseUrl' }))).toBe('baseUrl')
  expect(fieldOf(connector, failure('auth-failed', 'no', { subject: 'baseUrl' }))).toBeNull()
})
