import { afterEach, expect, test } from 'vitest'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { EstateFault } from '../../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { makePeople } from '../../../estate/people.ts'
import type { OpenServer } from '../../../estate/server-options.ts'
import { type OrganisationEstateOptions, openOrganisationEstate } from '../../../estate/slack/open.ts'
import { openState } from '../../../estate/state-file.ts'
import type { RevokeTarget } from '../connector.ts'
import { openForTest } from '../run-for-test.ts'
import { slackScopes } from './classify.ts'
import { slack } from './connector.ts'

let estate: OpenServer | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

async function open(faults: readonly Partial<EstateFault>[] = [], more: Partial<OrganisationEstateOptions> = {}) {
  estate = await openOrganisationEstate({
    people: makePeople({ seed: 7, count: 700, domain: 'meridian.example' }),
    size: { principals: 120 },
    seed: 7,
    asOf: new Date().toISOString().slice(0, 10),
    port: 0,
    quotas: 'off',
    faults: faults.map((fault) => ({ provider: 'slack', method: 'GET', pathPrefix: '/api/users.list', kind: 'status', ...fault })),
    state: openState(undefined).section('slack'),
    calm: true,
    ...more,
  })
  return { estate, test: openForTest(slack, estate.connection) }
}

const subjects = (observations: readonly Observation[]): readonly Subject[] => observations.filter((one) => one.kind === 'subject')
const named = (observations: readonly Observation[], name: string) => subjects(observations).find((subject) => subject.name === name)
const grantsOf = (observations: readonly Observation[], key: string | undefined) =>
  observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey === key ? [one] : []))

test('finds every agent of the answer key, and calls nothing certain that is none', async () => {
  const { estate, test } = await open([], { size: { principals: 2_500 } })
  const { observations, ends, keptAside } = await test.run()
  expect(Object.values(ends)).toEqual(Object.values(ends).map(() => ({ state: 'complete' })))
  expect(keptAside).toBe(0)
  const wrong = estate.entries.filter((entry) => {
    const found = subjects(observations).find((subject) => subject.nativeIds.some((id) => id.value === entry.nativeId.value))
    const certain = found?.signals.some((signal) => signal.certainty === 'certain') ?? false
    return certain !== entry.isAgent || (entry.expected === 'not-listed' && (found?.signals.length ?? 0) > 0)
  })
  expect(wrong.map((entry) => entry.name)).toEqual([])
  expect(estate.entries.length).toBeGreaterThan(100)
})

test('an unlisted vendor that reads the history of all channels is said to, with who put it there', async () => {
  const { test } = await open()
  const { observations } = await test.run()
  const brain = named(observations, 'Channel Brain')
  expect(brain).toMatchObject({ enabled: true, details: { Workspaces: expect.stringContaining(',') } })
  expect(brain?.traits).toEqual(expect.arrayContaining(['private-data']))
  // It may join by itself, so every public channel; private ones only where somebody added it.
  expect(grantsOf(observations, brain?.key)).toMatchObject([
    { type: 'application', consent: 'tenant', permissions: expect.arrayContaining(['channels:history', 'channels:join']) },
    { type: 'credential', consent: null, permissions: ['groups:history', 'im:history', 'mpim:history'] },
  ])
  const creator = observations.find((one) => one.kind === 'ownership' && one.role === 'creator' && one.subjectKey === brain?.key)
  expect(creator).toMatchObject({ person: { active: false } })
})

test('a workflow in a shared mailbox’s hands has nobody who answers for it', async () => {
  const { test } = await open()
  const { observations } = await test.run()
  const care = named(observations, 'Care reply drafting')
  expect(care).toMatchObject({ agentKind: 'workflow', enabled: true, relations: [{ relation: 'runs-as' }] })
  expect(observations).toContainEqual(
    expect.objectContaining({
      kind: 'ownership',
      role: 'owner',
      subjectKey: care?.key,
      person: expect.objectContaining({ type: 'group' }),
    }),
  )
})

test('approved is not installed, restricted is not removed, and asked for is not granted', async () => {
  const { test } = await open()
  const { observations } = await test.run()
  expect(named(observations, 'Read AI')).toMatchObject({ enabled: false, traits: expect.arrayContaining(['blocked']) })
  const asked = named(observations, 'Perplexity')
  expect(asked).toMatchObject({ enabled: false, details: { 'Decision of an administrator': 'asked for, not decided' } })
  expect(grantsOf(observations, asked?.key)).toEqual([])
  // Certified apps are hidden unless asked for.
  expect(named(observations, 'Claude')).toMatchObject({ details: { 'Decision of an administrator': 'approved' } })
})

test('hostile names are kept as they are; an unknown scope is a gap', async () => {
  const { estate, test } = await open()
  const { observations } = await test.run()
  for (const entry of estate.entries.filter((one) => one.archetype === 40)) expect(named(observations, entry.name)).toBeDefined()
  expect(slack.classify('meridian:secret', 'application', 'Slack')).toBeNull()
  expect(slack.classify('constructor', 'application', 'Slack')).toBeNull()
  const used = new Set(observations.flatMap((one) => (one.kind === 'grant' ? one.permissions : [])))
  expect([...used].filter((scope) => slack.classify(scope, 'application', 'Slack') === null)).toEqual([])
  expect(Object.keys(slackScopes).length).toBeGreaterThan(120)
})

test('a single workspace shows what is installed, and says what its plan lacks', async () => {
  const { test } = await open([], { enterprise: false })
  const { ends, observations } = await test.run()
  expect(ends.apps).toEqual({ state: 'complete' })
  expect(ends.workflows).toMatchObject({ state: 'skipped', reason: 'not-licensed' })
  expect(named(observations, 'Channel Brain')).toBeDefined()
  const probe = await slack.probe(test.context())
  expect(probe.ok && probe.value.notice).toContain('single workspace')
})

test('a missing scope denies its own step, named as Slack names it, and hides no other', async () => {
  const { test } = await open([], { without: ['admin.apps:read', 'users:read'] })
  const { ends, observations } = await test.run()
  expect(ends.users).toMatchObject({ state: 'denied', missing: 'users:read' })
  expect(ends.apps).toMatchObject({ state: 'denied', missing: 'admin.apps:read' })
  expect(ends['install-log']).toEqual({ state: 'complete' })
  // What the logs tell is still shown.
  expect(named(observations, 'Channel Brain')).toBeDefined()
  const probe = await slack.probe(test.context())
  expect(probe.ok && missingIn(probe.value)).toEqual(['users:read', 'admin.apps:read'])
})

test('a server that does not tell the scopes of a token is asked call by call', async () => {
  const { test } = await open([], { without: ['admin.apps:read', 'users:read'], tellsScopes: false })
  const probe = await slack.probe(test.context())
  expect(probe.ok && missingIn(probe.value)).toEqual(['users:read', 'admin.apps:read'])
  expect(test.calls.map(({ template }) => template)).toContain('/api/team.integrationLogs')
})

const missingIn = ({ checks }: ProbeReport): readonly string[] =>
  checks.filter(({ state }) => state === 'missing').map(({ permission }) => permission)

test('two pages of workflows go on from a cursor', async () => {
  const full = await open()
  const first = await full.test.run(['workflows'], { stopAfter: 1 })
  const rest = await full.test.run(['workflows'], { cursor: first.cursors[0] ?? '' })
  expect(subjects(first.observations)).toHaveLength(50)
  expect(subjects(rest.observations)).toHaveLength(11)
})

test('a wrong token is told in one sentence, and is in no call and no message', async () => {
  const { estate } = await open()
  const wrong = openForTest(slack, { settings: estate.connection.settings, secrets: { token: 'xoxp-hunter2' } })
  const { ends } = await wrong.run(['users'])
  expect(ends.users).toMatchObject({ state: 'failed', failure: { code: 'auth-failed', message: expect.stringContaining('invalid_auth') } })
  expect(JSON.stringify([ends, wrong.calls])).not.toContain('hunter2')
})

test('revokes: restricts first and says that uninstalling cannot be undone; takes the restriction back', async () => {
  const { test } = await open()
  const { observations } = await test.run()
  const claude = named(observations, 'Claude')
  const target = {
    agent: { name: 'Claude' },
    connectionId: 'test',
    subjectKeys: [claude?.key ?? ''],
    grantKeys: [],
  } as unknown as RevokeTarget
  const { revoke } = slack
  const draft = await revoke?.plan(target, test.context())
  if (!revoke || !draft?.ok) throw new Error('no plan')
  const calls = draft.value.calls.map((call, index) => ({ ...call, id: `c${index}`, connectionId: 'test' })) as readonly PlannedCall[]
  expect(calls.map((call) => [call.callId, call.reversible])).toEqual([
    ['admin.apps.restrict', true],
    ['admin.apps.uninstall', false],
  ])
  expect(draft.value.cannotBeUndone[0]).toContain('cannot be undone')
  const [restrict, uninstall] = calls
  if (!restrict || !uninstall) throw new Error('no calls')

  expect(await revoke.execute(restrict, test.context('read'))).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
  const done = await revoke.execute(restrict, test.context('write'))
  expect(done).toMatchObject({ ok: true, value: { state: 'done', preImage: '{"decision":"approved"}' } })
  expect(await revoke.verify([restrict], test.context())).toMatchObject({
    ok: true,
    value: { inForce: true, leftOver: [expect.stringContaining('still installed')] },
  })
  expect(await revoke.execute(restrict, test.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
  expect(await revoke.undo(restrict, '{"decision":"approved"}', test.context('write'))).toMatchObject({ ok: true })
  expect(await revoke.verify([restrict], test.context())).toMatchObject({ ok: true, value: { inForce: false } })

  expect(await revoke.execute(restrict, test.context('write'))).toMatchObject({ ok: true, value: { state: 'done' } })
  expect(await revoke.execute(uninstall, test.context('write'))).toMatchObject({ ok: true, value: { state: 'done' } })
  expect(await revoke.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: true, leftOver: [] } })
  expect(await revoke.execute(uninstall, test.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
  expect(await revoke.undo(uninstall, '{}', test.context('write'))).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('cannot') },
  })
})

test('a workspace that the app was not added to is denied by name, and hides its own apps and people only', async () => {
  const { test } = await open([], { calm: false })
  const { ends, observations, places } = await test.run()
  for (const step of ['users', 'install-log']) {
    expect(ends[step]).toMatchObject({ state: 'partial', why: expect.stringContaining('Meridian Works Council') })
    expect(places[step]?.map(({ place, end }) => [place[0], end.state])).toEqual([
      ['Meridian', 'complete'],
      ['Meridian Care', 'complete'],
      ['Meridian Works Council', 'denied'],
    ])
    expect(places[step]?.at(-1)?.end).toMatchObject({ missing: 'the app in this workspace' })
  }
  expect(ends.apps).toMatchObject({ state: 'partial', why: expect.stringContaining('Meridian Works Council') })
  expect(named(observations, 'Channel Brain')).toBeDefined()
  // It was taken out of a workspace that was read; whether another still has it is not known.
  expect(named(observations, 'Read AI')?.traits).not.toContain('disabled')
  const target = { agent: { name: 'Read AI' }, subjectKeys: [named(observations, 'Read AI')?.key] } as unknown as RevokeTarget
  const draft = await slack.revoke?.plan(target, test.context())
  const calls = (draft?.ok ? draft.value.calls : []).map(
    (call, index): PlannedCall => ({ ...call, id: `c${index}`, connectionId: 'slack' }),
  )
  const proof = await slack.revoke?.verify(calls, test.context())
  expect(proof).toMatchObject({ ok: true, value: { leftOver: [expect.stringContaining('Meridian Works Council')] } })
})

test('the audit log names who let an app do more since it was installed; who may not read it is told so', async () => {
  const { test } = await open()
  const { observations, ends } = await test.run()
  expect(ends['audit-log']).toEqual({ state: 'complete' })
  const key = named(observations, 'Channel Brain')?.key
  const letIn = observations.flatMap((one) =>
    one.kind === 'ownership' && one.subjectKey === key && one.key.startsWith('consenter:audit:') ? [one.person] : [],
  )
  expect(letIn).toHaveLength(2)
  expect(letIn.every((person) => person?.active !== null)).toBe(true)
  await estate?.close()
  const without = await open([], { without: ['auditlogs:read'] })
  expect((await without.test.run()).ends['audit-log']).toMatchObject({ state: 'denied', missing: 'auditlogs:read' })
  await estate?.close()
  const single = await open([], { enterprise: false })
  expect((await single.test.run()).ends['audit-log']).toMatchObject({ state: 'skipped', reason: 'not-licensed' })
})
