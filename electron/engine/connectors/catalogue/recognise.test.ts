import { describe, expect, it } from 'vitest'
import { vendorOfModel } from './models.ts'
import { products } from './products.ts'
import { recognise, vendorOfHost } from './recognise.ts'

const certain = (clues: Parameters<typeof recognise>[0]) => recognise(clues).filter((signal) => signal.certainty === 'certain')

describe('recognise', () => {
  it('finds a dull name by its client id, strongest signal first', () => {
    const signals = recognise({
      name: 'Notes Helper AI',
      clientId: 'E0476654-C1D5-430B-AB80-70CBD947616A',
      domains: ['https://chatgpt.com/x'],
    })
    expect(signals.map((signal) => [signal.by, signal.certainty, signal.vendor])).toEqual([
      ['client-id', 'certain', 'OpenAI'],
      ['domain', 'certain', 'OpenAI'],
      ['name', 'suggested', undefined],
    ])
  })

  it.each([
    'Enrollment Service',
    'Fulfillment Hub',
    'Fellow Travel',
    'Warp Logistics',
    'Cohere Roofing',
    'Jasper Quarry',
    'Claude Monet Museum',
  ])('only suggests, if anything, for the look-alike %s', (name) => {
    expect(certain({ name, publisher: `${name} Ltd`, domains: [`${name.toLowerCase().replaceAll(' ', '')}.example`] })).toEqual([])
  })

  it.each(['Enrollment Service', 'Fulfillment Hub', 'Mailbox Rules', 'Chair Booking', 'Claudette', 'Domain Keeper'])(
    'sees nothing in %s',
    (name) => {
      expect(recognise({ name })).toEqual([])
    },
  )

  it('takes a domain at its border only', () => {
    expect(certain({ domains: ['app.otter.ai'] })).toHaveLength(1)
    expect(certain({ domains: ['https://otter.ai.evil.example/', 'spotter.ai', 'notopenai.com'] })).toEqual([])
    expect(certain({ domains: ['https://openai.com@evil.example/'] })).toEqual([])
  })

  it('trusts a publisher only when it is verified and sells nothing but AI', () => {
    expect(certain({ publisher: 'OpenAI, L.L.C.' })).toHaveLength(1)
    expect(recognise({ publisher: 'OpenAI, L.L.C.', publisherVerified: false })[0]?.certainty).toBe('suggested')
    expect(recognise({ publisher: 'Notion Labs, Inc.' })[0]?.certainty).toBe('suggested')
  })

  it('sees through invisible and look-alike characters, and survives hostile text', () => {
    expect(recognise({ name: 'Ch\u200batＧPT' })[0]?.vendor).toBe('OpenAI')
    for (const name of ['', '\u202e', '__proto__', 'constructor', 'a'.repeat(100_000), '=cmd|x', '\u0000'])
      expect(
        recognise({
          name,
          clientId: name,
          domains: [name],
          publisher: name,
          host: name,
          packageName: name,
          nodeType: name,
          credentialType: name,
        }),
      ).toEqual([])
  })

  it('knows packages, node types and credential types', () => {
    expect(recognise({ packageName: '@anthropic-ai/sdk' })[0]).toMatchObject({ by: 'package', vendor: 'Anthropic' })
    expect(recognise({ nodeType: '@n8n/n8n-nodes-langchain.lmChatAzureOpenAi' })[0]).toMatchObject({ by: 'node-type', vendor: 'Microsoft' })
    expect(recognise({ nodeType: 'n8n-nodes-base.gmail' })).toEqual([])
    expect(recognise({ credentialType: 'openAiApi' })[0]).toMatchObject({ by: 'credential', vendor: 'OpenAI' })
  })
})

describe('vendorOfHost', () => {
  it.each([
    ['https://api.openai.com/v1/chat/completions', 'OpenAI'],
    ['my-res.openai.azure.com', 'Microsoft'],
    ['https://us-central1-aiplatform.googleapis.com/v1', 'Google'],
    ['bedrock-runtime.eu-west-1.amazonaws.com', 'Amazon'],
    ['https://api.openai.com.evil.example/', null],
    ['www.googleapis.com', null],
  ])('%s → %s', (host, vendor) => expect(vendorOfHost(host)).toBe(vendor))
})

describe('vendorOfModel', () => {
  it.each([
    ['gpt-4o', 'OpenAI'],
    ['o3-mini', 'OpenAI'],
    ['claude-sonnet-4-5', 'Anthropic'],
    ['anthropic/claude-3.5-sonnet', 'Anthropic'],
    ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 'Anthropic'],
    ['models/gemini-2.5-flash', 'Google'],
    ['mistral-large-latest', 'Mistral AI'],
    ['qwen2.5:7b', 'Alibaba Cloud'],
    ['deepseek-r1:8b', 'DeepSeek'],
    ['llama3.2', 'Meta'],
    ['our-own-model', null],
  ])('%s → %s', (model, vendor) => expect(vendorOfModel(model)).toBe(vendor))
})

describe('the catalogue', () => {
  it('holds more than a hundred products, each with a source and a date', () => {
    expect(products.length).toBeGreaterThan(100)
    for (const product of products) expect([product.source.length > 0, /^\d{4}-\d{2}$/.test(product.asOf)]).toEqual([true, true])
  })

  it('says of each client id where it is from and when, and lets one that is not sure only suggest', () => {
    const ids = products.flatMap((product) => product.clientIds ?? [])
    for (const { source, asOf } of ids) expect([source.length > 10, /^\d{4}-\d{2}$/.test(asOf)]).toEqual([true, true])
    const unsure = ids.filter(({ sure }) => !sure)
    expect(unsure.length).toBeGreaterThan(0)
    for (const { id } of ids)
      expect([id, recognise({ clientId: id })[0]?.certainty]).toEqual([id, unsure.some((one) => one.id === id) ? 'suggested' : 'certain'])
    for (const { domains = [], hosts = [] } of products.filter((product) => !product.sure))
      expect([...domains, ...hosts].flatMap((host) => certain({ host, domains: [host] }))).toEqual([])
  })

  it('gives no domain and no client id to two vendors', () => {
    const owner = new Map<string, string>()
    for (const product of products)
      for (const key of [...(product.domains ?? []), ...(product.clientIds ?? []).map((known) => known.id)])
        expect([key, owner.get(key) ?? product.vendor]).toEqual([key, owner.set(key, owner.get(key) ?? product.vendor) && product.vendor])
  })
})
