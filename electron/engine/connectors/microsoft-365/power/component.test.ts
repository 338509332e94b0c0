import { expect, it } from 'vitest'
import { connectorWithin, noParts, withComponent } from './component.ts'

const part = (componenttype: number, data: string, name = 'part') => ({ _parentbotid_value: 'bot', componenttype, name, data })
const read = (componenttype: number, data: string) => withComponent(noParts, part(componenttype, data), connectorWithin)

it('reads a connector behind a tool, whose sign-in it uses, and what the operation allows', () => {
  const parts = read(
    9,
    'kind: TaskDialog\naction:\n  kind: InvokeConnectorTaskAction\n  connectionReference: cr1_agent.shared_office365.abc\n  connectionProperties:\n    mode: Maker\n  operationId: SendEmailV2\n',
  )
  expect(parts.tools).toEqual([
    { name: 'office365 · SendEmailV2', powers: [{ action: 'send', resource: 'mail', sensitivity: 'confidential' }] },
  ])
  expect([...parts.signsInAs]).toEqual(['maker'])
})

it('names an MCP server as one, and a flow as a way on', () => {
  const server = read(
    9,
    'kind: TaskDialog\naction:\n  kind: InvokeExternalAgentTaskAction\n  connectionReference: x.shared_ledgermcp.1\n  operationDetails:\n    kind: ModelContextProtocolMetadata\n    operationId: InvokeServer\n',
  )
  expect(server.tools).toMatchObject([{ server: 'shared_ledgermcp', powers: [{ resource: 'unknown' }] }])
  expect(read(9, 'kind: TaskDialog\naction:\n  kind: InvokeFlowTaskAction\n  flowId: f-1\n').flows).toEqual(['f-1'])
})

it('keeps a hash of the instructions, the model, and what the agent may look up', () => {
  const parts = read(
    15,
    'kind: GptComponentMetadata\ninstructions: Secret sauce\ngptCapabilities:\n  webBrowsing: true\naISettings:\n  model:\n    modelNameHint: GPT41\n',
  )
  expect(parts).toMatchObject({ models: [{ vendor: 'OpenAI', name: 'GPT41' }], tools: [{ name: 'web search' }], inbound: true })
  expect(JSON.stringify(parts)).not.toContain('Secret sauce')
})

it('tells personal files from a public site', () => {
  const source = (kind: string) =>
    read(16, `kind: KnowledgeSourceConfiguration\nsource:\n  kind: ${kind}\n  site: https://x.example/sites/HR\n`).knowledge[0]
  expect(source('SharePointSearchSource')).toMatchObject({ resource: 'hr', sensitivity: 'restricted' })
  expect(source('PublicSiteSearchSource')).toMatchObject({ sensitivity: 'public' })
})

it('bears text that is no YAML, or too much of it', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
    .join('\n')}`
  for (const text of ['{{{', '\u0000', bomb, 'x'.repeat(300_000)])
    expect(read(9, text).tools).toMatchObject([{ powers: [{ resource: 'unknown' }] }])
  expect(read(99, 'kind: x')).toEqual(noParts)
})
