import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { EstateConnection, EstateFault } from '../../../../shared/domain/estate.ts'
import type { Ownership, Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { type AnthropicEstate, openAnthropicEstate } from '../../../estate/anthropic/open.ts'
import { type LoopbackRoute, openLoopbackServer } from '../../../estate/loopback-server.ts'
import { makePeople } from '../../../estate/people.ts'
import { openState } from '../../../estate/state-file.ts'
import { describeConnector } from '../describe.ts'
import { openForTest, subjectsOf, type TestRun } from '../run-for-test.ts'
import { anthropic } from './connector.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

/** On the day that the estate shows itself at. */
const reading = (connection: Pick<EstateConnection, 'settings' | 'secrets'>) =>
  openForTest(anthropic, connection, { now: () => new Date('2026-11-22T10:00:00.000Z') })

type Options = { readonly principals?: number; readonly calm?: boolean; readonly faults?: readonly EstateFault[]; readonly feed?: boolean }

async function estate(options: Options = {}): Promise<AnthropicEstate> {
  const opened = await openAnthropicEstate({
    people: makePeople({ seed: 7, count: 400, domain: 'meridian.example' }),
    size: { principals: options.principals ?? 120 },
    seed: 7,
    asOf: '2026-11-22',
    port: 0,
    quotas: 'off',
    faults: options.faults ?? [],
    state: openState(undefined).section('anthropic'),
    calm: options.calm ?? true,
    ...(options.feed === undefined ? {} : { feed: options.feed }),
  })
  open.push(opened)
  return opened
}

/** A server of hand-made replies, for what an honest provider never does. */
async function serving(routes: readonly LoopbackRoute[]) {
  const server = await openLoopbackServer({
    provider: 'anthropic',
    faults: [],
    error: (_status, message) => ({ error: { message } }),
    routes,
  })
  open.push(server)
  return { server, ...reading({ settings: { baseUrl: server.origin }, secrets: { adminKey: 'sk-ant-admin01-x' } }) }
}

const listed = (path: string, json: unknown): LoopbackRoute => ({
  method: 'GET',
  path: `/v1${path}`,
  handle: () => ({ status: 200, json }),
})
const empty = { data: [], has_more: false, first_id: null, last_id: null }

const fault = (fields: Partial<EstateFault>): EstateFault => ({
  provider: 'anthropic',
  method: 'GET',
  pathPrefix: '/v1/organizations/api_keys',
  kind: 'status',
  ...fields,
})

const named = (run: TestRun, name: string) => subjectsOf(run).find((one) => one.name === name) as Subject
const owners = (run: TestRun, subject: Subject) =>
  run.observations.filter((one): one is Ownership => one.kind === 'ownership' && one.subjectKey === subject.key)
const activity = (run: TestRun, subject: Subject) =>
  run.observations.find((one) => one.kind === 'activity' && one.subjectKey === subject.key)
const complete = { state: 'complete' }

describe('scanning an organisation', () => {
  it('finds every agent of the answer key, with its joins, and nothing that can never act again', async () => {
    const server = await estate({ principals: 4_800 })
    const run = await reading(server.connection).run()
    expect(new Set(Object.values(run.ends).map((end) => end.state))).toEqual(new Set(['complete']))
    const byNative = new Map(subjectsOf(run).flatMap((one) => one.nativeIds.map((id) => [`${id.kind} ${id.value}`, one] as const)))
    for (const entry of server.entries) {
      const found = byNative.get(`${entry.nativeId.kind} ${entry.nativeId.value}`)
      expect([entry.name, found?.agentKind ?? null]).toEqual([entry.name, entry.agentKind])
      if (entry.isAgent) for (const join of entry.joins) expect(found?.nativeIds).toContainEqual({ ...join, joins: true })
    }
    const agents = subjectsOf(run).filter((one) => one.role === 'agent' || one.signals.length > 0)
    // Accounts and the ways into them are joined to the keys of the account, or stand for themselves.
    const beside = agents.filter((one) => /^(account|federation)\//.test(one.key))
    expect(agents.length - beside.length).toBe(server.entries.filter((entry) => entry.isAgent).length)
    // A page for each hundred keys, a question for each agent, and for all else a page or a few: nothing is asked twice.
    const { keys, agents: managed } = server.organization
    expect(server.requests()).toBeLessThanOrEqual(Math.ceil(keys.length / 100) + managed.length + 20)
  })

  it('finds the administration key of a leaver in the feed, and not the one that was deleted', async () => {
    const server = await estate()
    const run = await reading(server.connection).run()
    const entry = server.entries.find((one) => one.archetype === 32)
    const key = named(run, entry?.name ?? '')
    expect(owners(run, key)).toMatchObject([{ role: 'owner', person: { type: 'user', active: false } }])
    expect(key.credentials).toMatchObject([{ kind: 'api-key', createdAt: '2025-05-31T09:00:00.000Z' }])
    expect(run.observations).toContainEqual(
      expect.objectContaining({
        kind: 'grant',
        subjectKey: key.key,
        permissions: ['organization:admin-key', 'read:compliance_activities'],
      }),
    )
    expect(subjectsOf(run).filter((one) => one.key.startsWith('admin-key/'))).toHaveLength(2)
  })

  it('tells owners who left, accounts that belong to nobody, and makers that were not recorded', async () => {
    const run = await reading((await estate()).connection).run()
    const left = named(run, 'quarter close notebook')
    expect(owners(run, left)).toMatchObject([{ role: 'owner', person: { active: false } }])
    expect(owners(run, named(run, 'care-answers-prod')).map((one) => [one.role, one.person?.type])).toEqual([
      ['owner', 'service'],
      ['creator', 'user'],
    ])
    expect(owners(run, named(run, 'console import'))).toEqual([])
    const account = named(run, 'customer-care-runner')
    expect(named(run, 'care-answers-prod').relations).toEqual([{ to: account.key, relation: 'runs-as' }])
    expect(owners(run, account)).toMatchObject([
      { role: 'owner', person: null },
      { role: 'creator', person: { active: true } },
    ])
  })

  it('finds ways in without a key: who signs in as which service account, with what, and none that was put away', async () => {
    const run = await reading((await estate()).connection).run(['federation-rules', 'service-accounts'])
    expect(run.ends['federation-rules']).toEqual({ state: 'complete' })
    const rules = subjectsOf(run).filter(({ key }) => key.startsWith('federation/'))
    expect(rules.map(({ details }) => [details['Signs in by'], details['Lets in'], details['Works in']])).toEqual([
      ['github-actions', 'subjects like repo:meridian-group/storefront:', 'the workspaces it was enabled for'],
      ['google-cloud', 'email planner@meridian-lab.iam.gserviceaccount.com', 'every workspace'],
    ])
    const account = subjectsOf(run).find(({ key }) => key === rules[0]?.relations[0]?.to)
    // Joined by the account's id: the rule is a way in to that one agent, not an agent of its own.
    expect(rules[0]?.nativeIds).toContainEqual(account?.nativeIds[0])
    const grants = run.observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey.startsWith('federation/') ? [one] : []))
    expect(grants.map(({ permissions, type }) => [permissions, type])).toEqual([
      [['workspace:inference'], 'credential'],
      [['org:admin'], 'application'],
    ])
    expect(grants.flatMap(({ permissions }) => permissions).filter((one) => anthropic.classify(one, 'credential', '') === null)).toEqual([])
  })

  it('derives the last use from the report, and says how far the report reaches', async () => {
    const run = await reading((await estate()).connection).run()
    const trial = named(run, 'brand voice trial')
    expect(activity(run, trial)).toMatchObject({ lastActive: '2026-07-15T00:00:00.000Z' })
    expect(trial.models).toEqual([{ vendor: 'Anthropic', name: 'claude-sonnet-4-5' }])
    expect(trial.details).toMatchObject({ Workspace: 'Marketing Drafts', 'Spend of its workspace, last 30 days': '1550.62 USD' })
    const crawler = named(run, 'retired crawler')
    expect(crawler).toMatchObject({ enabled: false, traits: ['disabled'], details: { State: 'inactive' } })
    expect(named(run, 'first try')).toBeUndefined()
  })

  it('states what managed agents can do, what starts them, and as what they act', async () => {
    const run = await reading((await estate()).connection).run()
    const watch = named(run, 'Supplier News Watch')
    expect(watch).toMatchObject({ autonomy: { floor: 'A4', ceiling: 'A4' }, enabled: true, models: [{ name: 'claude-sonnet-4-5' }] })
    expect(watch.tools?.map((tool) => tool.name)).toEqual(['bash', 'write', 'read', 'web_fetch', 'web_search'])
    expect(watch.traits).toEqual(['untrusted-input', 'outbound-channel', 'auto-approve'])
    expect(activity(run, watch)).toMatchObject({ lastActive: '2026-11-22T09:00:00.000Z' })
    const ledger = named(run, 'Ledger Question Agent')
    expect(ledger.autonomy).toMatchObject({ floor: 'A2', ceiling: 'A2' })
    expect(ledger.traits).toContain('plain-http')
    expect(ledger.credentials).toMatchObject([{ kind: 'stored' }])
    const role = subjectsOf(run).find((one) => one.key === ledger.relations[0]?.to)
    expect(role).toMatchObject({ role: 'identity', signals: [], nativeIds: [{ kind: 'aws-role-arn', joins: true }] })
    expect(activity(run, named(run, 'Release Notes Writer'))).toMatchObject({ lastActive: null, window: 'no session is kept' })
  })

  it('keeps no secret, no hint of one, and nothing an agent is told', async () => {
    const server = await estate()
    const test = reading(server.connection)
    const kept = JSON.stringify([(await test.run()).observations, test.calls])
    for (const text of ['sk-ant', 'Keep to the rules', 'token=demo', '192.0.2.34']) expect(kept).not.toContain(text)
    expect(named(await test.run(), 'Supplier News Watch').instructionsHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('shows every hostile name as it is', async () => {
    const server = await estate()
    const run = await reading(server.connection).run()
    for (const entry of server.entries.filter((one) => one.archetype === 40)) expect(named(run, entry.name)).toBeDefined()
    expect(Object.getPrototypeOf(named(run, '__proto__').details)).toBe(Object.prototype)
  })

  it('reads two pages, and the same after an interruption between them', async () => {
    const server = await estate({ principals: 6_000 })
    const test = reading(server.connection)
    const whole = await test.run(['keys'])
    // Two pages, and what became of each workspace.
    expect(whole.cursors.length).toBe(3)
    expect((await test.run(['keys'], { breakAfter: 1 })).observations).toEqual(whole.observations)
  })

  it('finds nothing in an empty organisation, and says that it looked', async () => {
    const lists = ['/organizations/users', '/organizations/workspaces', '/organizations/api_keys', '/compliance/activities']
    const reports = ['/organizations/usage_report/messages', '/organizations/cost_report']
    const test = await serving([
      ...lists.map((path) => listed(path, empty)),
      ...reports.map((path) => listed(path, { data: [], has_more: false })),
    ])
    const run = await test.run()
    expect(run.observations).toEqual([])
    const notAsked = { state: 'skipped', reason: 'not-asked' }
    expect(run.ends).toMatchObject({ keys: complete, 'admin-keys': complete, agents: notAsked, 'service-accounts': notAsked })
  })
})

describe('what goes wrong is said, and the rest lives', () => {
  it('a feed that is not switched on is denied by name, and hides nothing else', async () => {
    const server = await estate({ feed: false })
    const test = reading(server.connection)
    const run = await test.run()
    expect(run.ends).toMatchObject({ keys: complete, 'admin-keys': { state: 'denied', missing: 'read:compliance_activities' } })
    const probed = await anthropic.probe(test.context())
    expect(probed).toMatchObject({
      ok: true,
      value: {
        identity: 'Meridian Group',
        checks: [{ state: 'granted' }, { state: 'missing' }, { state: 'granted' }, { state: 'granted' }],
      },
    })
  })

  it('an administration key cannot stand for a workspace’s key or a token', async () => {
    const server = await estate()
    const { adminKey = '' } = server.connection.secrets
    const run = await reading({ ...server.connection, secrets: { adminKey, workspaceKey: adminKey, orgToken: 'stale' } }).run()
    expect(run.ends).toMatchObject({
      agents: { state: 'denied', missing: 'API key of a workspace' },
      'service-accounts': { state: 'failed', failure: { code: 'auth-failed' } },
      keys: complete,
    })
  })

  it('a wrong key fails everywhere with what to do', async () => {
    const server = await estate()
    const test = reading({ ...server.connection, secrets: { adminKey: 'sk-ant-admin01-wrong' } })
    expect((await test.run()).ends.keys).toMatchObject({ state: 'failed', failure: { code: 'auth-failed' } })
    expect(await anthropic.probe(test.context())).toMatchObject({ ok: false, failure: { code: 'auth-failed' } })
  })

  it('without members nobody is said to have left; without the report no activity is said to be known', async () => {
    const faults = [
      fault({ status: 403, pathPrefix: '/v1/organizations/users' }),
      fault({ status: 403, pathPrefix: '/v1/organizations/usage_report' }),
    ]
    const run = await reading((await estate({ faults })).connection).run()
    expect(run.ends).toMatchObject({ members: { state: 'denied' }, usage: { state: 'denied' }, keys: complete })
    const left = named(run, 'quarter close notebook')
    expect(owners(run, left)).toMatchObject([{ person: { active: null } }])
    expect(activity(run, left)).toBeUndefined()
  })

  it('a list that never ends is left, and what it showed stays', async () => {
    const key = { id: 'apikey_1', name: 'one', status: 'active', created_at: '2026-01-01T00:00:00Z' }
    for (const [json, found] of [
      [{ data: [key], has_more: true, last_id: 'apikey_1' }, 1],
      [{ data: [], has_more: true, last_id: null }, 0],
    ] as const) {
      const test = await serving([listed('/organizations/api_keys', json)])
      const run = await test.run(['keys'])
      expect(run.ends.keys).toMatchObject({ state: 'partial', failure: { code: 'unexpected-reply' } })
      expect(subjectsOf(run)).toHaveLength(found)
      expect(test.server.requests()).toBeLessThan(10)
    }
    const unsure = await serving([listed('/organizations/api_keys', { data: [key], has_more: 'perhaps' })])
    expect((await unsure.run(['keys'])).ends.keys?.state).toBe('failed')
  })

  it('says of each workspace how it ended: read, not asked, or refused to a key that was switched off', async () => {
    const run = await reading((await estate({ calm: false })).connection).run()
    const [refused, ...others] = (run.places.agents ?? []).toSorted((one) => (one.end.state === 'failed' ? -1 : 1))
    expect(refused).toMatchObject({ place: ['Marketing Drafts'], end: { state: 'failed', failure: { code: 'auth-failed' } } })
    expect(others.map(({ place, end }) => [place[0], end.state]).toSorted()).toEqual([
      ['Customer Care', 'skipped'],
      ['Engineering Tools', 'complete'],
      ['Finance Automation', 'complete'],
    ])
    expect(run.ends.agents).toMatchObject({ state: 'partial', why: expect.stringContaining('1 of 3 workspaces') })
    // What one workspace shows never tells what is gone in another.
    const agent = named(run, 'Release Notes Writer')
    const owned = others.flatMap(({ end, owns = [] }) => (end.state === 'complete' ? owns : []))
    expect(owned.filter(({ kind, keyPrefix }) => kind === 'subject' && agent.key.startsWith(keyPrefix))).toHaveLength(1)
    expect(run.places.keys?.map(({ end }) => end)).toEqual([complete, complete, complete, complete])
  })

  it('agents whose deployments are refused are there, and what starts them is said to be unknown', async () => {
    const server = await estate({ faults: [fault({ status: 403, pathPrefix: '/v1/deployments' })] })
    const run = await reading(server.connection).run(['agents'])
    expect(run.ends.agents).toMatchObject({ state: 'partial', why: expect.stringContaining('starts') })
    expect(named(run, 'Supplier News Watch')).toMatchObject({ enabled: null, autonomy: { floor: 'A3', ceiling: 'A4' } })
  })
})

describe('revoking', () => {
  const revoker = anthropic.revoke as NonNullable<typeof anthropic.revoke>

  async function planned(server: AnthropicEstate, names: readonly string[]) {
    const test = reading(server.connection)
    const run = await test.run()
    const subjectKeys = names.map((name) => named(run, name).key)
    const target = { agent: { name: names[0] } as Agent, connectionId: 'c', subjectKeys, grantKeys: [] }
    const draft = await revoker.plan(target, test.context())
    if (!draft.ok) throw new Error(JSON.stringify(draft))
    const calls = draft.value.calls.map((call, index): PlannedCall => ({ ...call, id: String(index), connectionId: 'c' }))
    return { test, draft: draft.value, calls }
  }

  it.each([
    ['a key', ['quarter close notebook'], ['set-key-status'], []],
    ['a service account’s keys', ['care-answers-prod', 'care-answers-batch'], ['set-key-status', 'set-key-status'], []],
    ['an agent that a schedule starts', ['Supplier News Watch'], ['pause'], ['sessions that already run go on to their end']],
  ])('switches off %s, proves it, and brings it back', async (_what, names, expected, leftOver) => {
    const server = await estate()
    const { test, draft, calls } = await planned(server, names)
    expect(calls.map((call) => call.callId)).toEqual(expected)
    expect(calls.every((call) => call.reversible)).toBe(true)
    expect(draft.cannotBeUndone).toEqual([])
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: false } })
    const write = test.context('write')
    const done = []
    for (const call of calls) done.push(await revoker.execute(call, write))
    expect(done.map((one) => one.ok && one.value.state)).toEqual(expected.map(() => 'done'))
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: true, leftOver } })
    expect(named(await test.run(), names[0] ?? '')).toMatchObject({ enabled: false, traits: expect.arrayContaining(['disabled']) })
    expect(await revoker.execute(calls[0] as PlannedCall, write)).toMatchObject({ ok: true, value: { state: 'already', preImage: null } })
    for (const [index, call] of calls.entries()) {
      const outcome = done[index]
      expect(await revoker.undo(call, outcome?.ok ? outcome.value.preImage : null, write)).toMatchObject({ ok: true })
    }
    expect(named(await test.run(), names[0] ?? '')).toMatchObject({ enabled: true })
  })

  it('an administration key is led by hand, for the provider has no call for it', async () => {
    const server = await estate()
    const name = server.entries.find((one) => one.archetype === 32)?.name ?? ''
    const { calls, draft } = await planned(server, [name])
    expect(calls).toEqual([])
    expect(draft.manual).toMatchObject([{ where: expect.stringContaining('Admin keys') }])
  })

  it('says what to do when there is no room to switch a key on again', async () => {
    const server = await estate({ faults: [fault({ method: 'POST', status: 400 })] })
    const { test, calls } = await planned(server, ['quarter close notebook'])
    const undone = await revoker.undo(calls[0] as PlannedCall, '{"status":"active"}', test.context('write'))
    expect(undone).toMatchObject({ ok: false, failure: { code: 'invalid-input', next: expect.stringContaining('active keys') } })
  })

  it('cannot write with a scan’s way out', async () => {
    const { test, calls } = await planned(await estate(), ['quarter close notebook'])
    expect(await revoker.execute(calls[0] as PlannedCall, test.context())).toMatchObject({
      ok: false,
      failure: { code: 'permission-missing' },
    })
  })
})

it('declares every call its steps make, and keeps reading apart from writing', () => {
  const known = new Set(anthropic.calls.map((call) => call.id))
  expect(anthropic.steps.flatMap((step) => step.calls).filter((id) => !known.has(id))).toEqual([])
  expect(describeConnector(anthropic).permissions.map((need) => `${need.access} ${need.permission}`)).toEqual([
    'read Admin API key',
    'read read:compliance_activities',
    'read org:admin',
    'read API key of a workspace',
    'write Admin API key',
    'write API key of a workspace',
  ])
  expect(anthropic.classify('organization:key', 'credential', '')).toBeNull()
  expect(anthropic.classify('__proto__', 'credential', '')).toBeNull()
})
