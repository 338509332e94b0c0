import { expect, it } from 'vitest'
import { secretsElsewhere } from './secrets-elsewhere.ts'

const connector = {
  fields: [
    { key: 'baseUrl', label: 'Address', help: '', kind: 'url', required: true },
    { key: 'apiKey', label: 'API key', help: '', kind: 'secret', required: true },
  ],
} as const
const present = { settings: { baseUrl: 'https://automation.example.com' }, secretKeys: ['apiKey'] }

it('refuses to send a stored secret to another origin, and says what to enter', () => {
  for (const baseUrl of ['https://elsewhere.example', 'http://automation.example.com', 'https://automation.example.com:8443', '']) {
    expect(secretsElsewhere(connector, present, { baseUrl }, {})?.next).toContain('API key')
  }
})

it('lets the address change with the secret, and anything else without it', () => {
  expect(secretsElsewhere(connector, present, { baseUrl: 'https://elsewhere.example' }, { apiKey: 'new' })).toBeNull()
  expect(secretsElsewhere(connector, present, { baseUrl: 'https://automation.example.com/below' }, {})).toBeNull()
  expect(secretsElsewhere(connector, { ...present, secretKeys: [] }, { baseUrl: 'https://elsewhere.example' }, {})).toBeNull()
})
