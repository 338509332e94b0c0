import { expect, it } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { revoker } from './revoke.ts'

const plan = (subjectKeys: readonly string[]) =>
  revoker.plan(
    { agent: agentWith({ details: { 'Hosts reached': 'claude.ai' } }), connectionId: 'c', subjectKeys, grantKeys: [] },
    undefined as never,
  )

it.each([
  ['register:r.csv:R-1', 'in the register'],
  ['service:Anthropic: Claude', 'Block'],
  ['app:1', 'where the list says'],
])('leaves %s to a person, and sends nothing', async (key, words) => {
  const told = await plan([key])
  expect(told).toMatchObject({ ok: true, value: { calls: [] } })
  expect(told.ok && told.value.manual.map((step) => step.title).join()).toContain(words)
  expect(told.ok && told.value.manual).toHaveLength(1)
})

it('names the hosts to block', async () => {
  const told = await plan(['service:Anthropic: Claude'])
  expect(told.ok && told.value.manual[0]?.how.join()).toContain('claude.ai')
})
