import { afterEach, expect, it } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { subjectsOf } from '../run-for-test.ts'
import { openForAwsTest } from './open-for-test.ts'
import { revoke } from './revoke.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const steps = ['agents', 'runtimes', 'gateways', 'functions', 'principals']

async function lay(settings: Readonly<Record<string, string>> = {}) {
  const test = await openForAwsTest({ quiet: true, regions: ['eu-west-1', 'us-east-1'] }, settings)
  closers.push(test.estate.close)
  const subjects = subjectsOf(await test.run(steps))
  const targetOf = (name: string) => {
    const subjectKeys = subjects.flatMap((one) => (one.name === name ? [one.key] : []))
    return { agent: agentWith(), connectionId: 'connection', subjectKeys, grantKeys: [] }
  }
  return { ...test, targetOf }
}

it.each([
  ['refund-assistant', 'set-alias'],
  ['returns_agent', 'set-resource-policy'],
  ['order-tools', 'set-resource-policy'],
  ['nightly-summary', 'set-concurrency'],
  ['notebook-prototype', 'set-access-key'],
  ['BedrockAPIKey-q7lw', 'set-bedrock-key'],
  ['nightly-classifier', 'set-role-policy'],
])('%s is stopped by %s, proved by a re-read, and put back', async (name, callId) => {
  const { context, targetOf } = await lay()
  const planned = await revoke.plan(targetOf(name), context())
  if (!planned.ok) throw new Error(planned.failure.message)
  const calls = planned.value.calls.map((call, index) => ({ ...call, id: String(index), connectionId: 'connection' }))
  expect(calls.map((call) => call.callId)).toEqual([callId])
  const [call] = calls
  if (call === undefined) throw new Error('nothing is planned')

  // A scan cannot do it, whatever its key could.
  expect(await revoke.execute(call, context())).toMatchObject({ failure: { code: 'permission-missing' } })
  expect(await revoke.verify(calls, context())).toMatchObject({ value: { inForce: false } })

  const done = await revoke.execute(call, context('write'))
  expect(done).toMatchObject({ value: { state: 'done' } })
  expect(await revoke.verify(calls, context())).toMatchObject({ value: { inForce: true } })
  expect(await revoke.execute(call, context('write'))).toMatchObject({ value: { state: 'already' } })

  const undone = await revoke.undo(call, done.ok ? done.value.preImage : null, context('write'))
  expect(undone).toMatchObject({ ok: true })
  expect(await revoke.verify(calls, context())).toMatchObject({ value: { inForce: false } })
})

it('is refused to the reading role by the provider too', async () => {
  const { context, targetOf } = await lay({ revokeRoleName: '' })
  const planned = await revoke.plan(targetOf('nightly-summary'), context())
  const [call] = planned.ok ? planned.value.calls : []
  if (call === undefined) throw new Error('nothing is planned')
  const refused = await revoke.execute({ ...call, id: '1', connectionId: 'connection' }, context('write'))
  expect(refused).toMatchObject({ failure: { code: 'permission-missing', subject: 'lambda:PutFunctionConcurrency' } })
})
