import { afterEach, expect, it } from 'vitest'
import { subjectsOf } from '../run-for-test.ts'
import { openForAwsTest } from './open-for-test.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function scanned() {
  const test = await openForAwsTest({ quiet: true, regions: ['eu-west-1', 'us-east-1'] })
  closers.push(test.estate.close)
  return { ...test, ...(await test.run()) }
}

it('tells of each role what it gives an agent, through the function behind its tool too', async () => {
  const { observations } = await scanned()
  const [refunds] = subjectsOf({ observations }).filter(({ name }) => name === 'refund-assistant')
  const grants = observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey === refunds?.key ? [one] : []))
  expect(grants.map(({ permissions }) => permissions)).toEqual([['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'], ['*']])
  expect(refunds?.details['Function refund-payment']).toBe('runs as refund-payment-admin')
})

it('lists who was given models by name, not who may do everything, nor whom a denial or a boundary stops', async () => {
  const { observations } = await scanned()
  const agents = subjectsOf({ observations }).filter(({ platform, signals }) => platform === 'AWS IAM' && signals.length > 0)
  expect(agents.map(({ name }) => name).toSorted()).toEqual(['BedrockAPIKey-q7lw', 'nightly-classifier', 'notebook-prototype'])
  const administrators = subjectsOf({ observations }).filter(({ name }) => name.startsWith('AWSReservedSSO_'))
  expect(administrators.length).toBeGreaterThan(0)
})

it('tells the age of keys, and never a value that stands in a setting', async () => {
  const { observations } = await scanned()
  const [user] = subjectsOf({ observations }).filter(({ name }) => name === 'notebook-prototype')
  expect(user?.credentials).toMatchObject([{ kind: 'api-key', name: expect.stringMatching(/^AKIA/) }])
  expect(JSON.stringify(observations)).not.toContain('planted-value')
})
