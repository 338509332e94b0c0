import { afterEach, describe, expect, it } from 'vitest'
import type { Activity, Grant, Ownership } from '../../../../shared/domain/observation.ts'
import { addEvent } from '../../../estate/aws/make-event.ts'
import { accountNamed } from '../../../estate/aws/organisation.ts'
import { subjectsOf, type TestRun } from '../run-for-test.ts'
import { openForAwsTest } from './open-for-test.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function lay(...options: Parameters<typeof openForAwsTest>) {
  const test = await openForAwsTest({ quiet: true, regions: ['eu-west-1', 'us-east-1'], ...options[0] }, options[1])
  closers.push(test.estate.close)
  return test
}

const keyOf = (run: TestRun, name: string): string => subjectsOf(run).find((one) => one.name === name)?.key ?? ''
const ownersOf = (run: TestRun, key: string) =>
  run.observations.filter((one): one is Ownership => one.kind === 'ownership' && one.subjectKey === key)
const activitiesOf = (run: TestRun, key: string) =>
  run.observations.filter((one): one is Activity => one.kind === 'activity' && one.subjectKey === key)

describe('the event history', () => {
  it('tells who made a thing and who changed it last, and takes no refused attempt for a change', async () => {
    const { estate, run } = await lay()
    const seen = await run()
    const { organisation } = estate
    const care = accountNamed(organisation, 'Customer Care')
    const gateway = ownersOf(seen, keyOf(seen, 'order-tools'))
    expect(gateway.find(({ role }) => role === 'creator')?.person).toMatchObject({
      type: 'user',
      name: organisation.people.someone(care.unit, 0).mail,
    })
    const agent = ownersOf(seen, keyOf(seen, 'handbook-search'))
    expect(agent.filter(({ role }) => role === 'editor').map(({ person }) => person?.name)).toEqual([
      organisation.people.someone(care.unit, 1).mail,
    ])
    // It was made before the time that the history reaches back to: nobody is named, and nobody is said to be nobody.
    expect(agent.filter(({ role }) => role === 'creator')).toEqual([])
    const program = ownersOf(seen, keyOf(seen, 'reply-writer')).find(({ role }) => role === 'editor')
    expect(program?.person).toMatchObject({ type: 'service', name: 'role deploy-pipeline' })
  })

  it('tells of roles and users who gave them their permissions, from the one region that keeps it', async () => {
    const { run } = await lay({ regions: ['eu-west-1'] })
    const seen = await run()
    const editors = ownersOf(seen, keyOf(seen, 'BedrockAPIKey-q7lw')).filter(({ role }) => role === 'editor')
    expect(editors.map(({ person }) => person?.type)).toEqual(['user'])
  })

  it('counts the calls of models by the identity that made them, and gives them to the one agent that runs as it', async () => {
    const { run } = await lay()
    const seen = await run()
    const calls = activitiesOf(seen, keyOf(seen, 'refund-assistant')).find(({ key }) => key.startsWith('calls/'))
    expect(calls).toMatchObject({ calls: 1, lastActive: expect.stringMatching(/^\d{4}-/), window: expect.stringContaining('90 days') })
    const user = activitiesOf(seen, keyOf(seen, 'notebook-prototype')).find(({ key }) => key.startsWith('calls/'))
    expect(user).toMatchObject({ calls: 1 })
  })

  it('reads the newest of very many and says what it left', async () => {
    const { estate, run } = await lay({ regions: ['eu-west-1'] })
    const { organisation } = estate
    const payments = accountNamed(organisation, 'Payments')
    const arn = String(payments.places.get('eu-west-1')?.agents[0]?.agent.agentResourceRoleArn)
    for (let index = 0; index < 300; index += 1)
      addEvent(organisation, payments, {
        region: 'eu-west-1',
        name: 'Converse',
        source: 'bedrock.amazonaws.com',
        at: new Date(organisation.now - 3_600_000 - index * 60_000).toISOString(),
        by: { kind: 'role', arn, session: 'run' },
        readOnly: true,
      })
    const seen = await run()
    const place = seen.places['model-calls']?.find(({ end }) => end.state !== 'complete')
    expect(place?.end).toMatchObject({ state: 'partial', why: expect.stringContaining('newest 250') })
    expect(seen.ends['model-calls']).toMatchObject({ state: 'partial' })
    const calls = activitiesOf(seen, keyOf(seen, 'refund-assistant')).find(({ key }) => key.startsWith('calls/'))
    expect(calls).toMatchObject({ window: expect.stringContaining('the newest ones') })
    expect(calls?.calls).toBeGreaterThanOrEqual(250)
  })

  it('keeps an event aside that it cannot read, and the others live', async () => {
    const { estate, run } = await lay({ regions: ['eu-west-1'] })
    const care = accountNamed(estate.organisation, 'Customer Care')
    const events = care.places.get('eu-west-1')?.events ?? []
    const [like] = events.filter(({ EventName }) => EventName === 'UpdateAgent')
    events.push({ ...like, CloudTrailEvent: '{"userIdentity":' })
    const seen = await run()
    expect(seen.keptAside).toBe(1)
    expect(ownersOf(seen, keyOf(seen, 'handbook-search')).some(({ role }) => role === 'editor')).toBe(true)
  })

  it('asks nothing where nothing was found', async () => {
    const { run, calls } = await lay({ empty: true })
    const { ends } = await run()
    expect([ends.changes, ends['model-calls']]).toEqual([{ state: 'complete' }, { state: 'complete' }])
    expect(calls.filter(({ subject }) => subject.includes('/cloudtrail.'))).toEqual([])
  })
})

describe('the report of what an identity used', () => {
  it('tells which permissions were never used, as far back as the provider remembers', async () => {
    const { run } = await lay()
    const seen = await run()
    const grants = (name: string) =>
      seen.observations.filter((one): one is Grant => one.kind === 'grant' && one.subjectKey === keyOf(seen, name))
    expect(grants('returns_agent').map(({ unused }) => unused)).toEqual([['ses:SendEmail']])
    expect(grants('nightly-classifier').map(({ unused }) => unused)).toEqual([['s3:GetObject']])
    // Who may do everything is not asked about.
    expect(grants('AWSReservedSSO_Administrators_1a2b3c').flatMap(({ unused }) => unused ?? ['not asked'])).toContain('not asked')
  })

  it('knows the last use of a Bedrock API key’s user, of which its keys tell nothing', async () => {
    const { estate, run } = await lay({ regions: ['eu-west-1'] })
    const seen = await run()
    const at = new Date(estate.organisation.now - 130 * 86_400_000).toISOString()
    const used = activitiesOf(seen, keyOf(seen, 'BedrockAPIKey-q7lw'))
    expect(used.map(({ lastActive }) => lastActive)).toEqual([at])
  })
})
