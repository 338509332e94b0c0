import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { EstateConnection, EstateFault } from '../../../../shared/domain/estate.ts'
import type { Observation, Ownership, Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { type LoopbackRoute, openLoopbackServer } from '../../../estate/loopback-server.ts'
import { type OpenaiEstate, openOpenaiEstate } from '../../../estate/openai/open.ts'
import { makePeople } from '../../../estate/people.ts'
import { openState } from '../../../estate/state-file.ts'
import { describeConnector } from '../describe.ts'
import { openForTest, subjectsOf, type TestRun } from '../run-for-test.ts'
import { openai } from './connector.ts'
import { useKinds } from './use-kinds.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

/** On the day that the estate shows itself at. */
const reading = (connection: Pick<EstateConnection, 'settings' | 'secrets'>) =>
  openForTest(openai, connection, { now: () => new Date('2026-11-22T10:00:00.000Z') })

type Options = {
  readonly principals?: number
  readonly calm?: boolean
  readonly faults?: readonly EstateFault[]
  readonly permissions?: readonly string[]
}

async function estate(options: Options = {}): Promise<OpenaiEstate> {
  const opened = await openOpenaiEstate({
    people: makePeople({ seed: 7, count: 400, domain: 'meridian.example' }),
    size: { principals: options.principals ?? 120 },
    seed: 7,
    asOf: '2026-11-22',
    port: 0,
    quotas: 'off',
    faults: options.faults ?? [],
    state: openState(undefined).section('openai'),
    calm: options.calm ?? true,
    ...(options.permissions ? { permissions: options.permissions } : {}),
  })
  open.push(opened)
  return opened
}

/** A server of hand-made replies, for what an honest provider never does. */
async function serving(routes: readonly LoopbackRoute[]) {
  const server = await openLoopbackServer({ provider: 'openai', faults: [], error: (_status, message) => ({ error: { message } }), routes })
  open.push(server)
  return { server, ...reading({ settings: { baseUrl: server.origin }, secrets: { adminKey: 'sk-admin-x' } }) }
}

const listed = (path: string, json: unknown): LoopbackRoute => ({
  method: 'GET',
  path: `/v1${path}`,
  handle: () => ({ status: 200, json }),
})
const empty = { object: 'list', data: [], has_more: false }

const fault = (fields: Partial<EstateFault>): EstateFault => ({
  provider: 'openai',
  method: 'GET',
  pathPrefix: '/v1/organization/admin_api_keys',
  kind: 'status',
  ...fields,
})

const named = (run: TestRun, name: string) => subjectsOf(run).find((one) => one.name === name) as Subject
const owners = (run: TestRun, subject: Subject) =>
  run.observations.filter((one): one is Ownership => one.kind === 'ownership' && one.subjectKey === subject.key)
const complete = { state: 'complete' }

describe('scanning an organisation', () => {
  it('finds every agent of the answer key, with its joins, and nothing else', async () => {
    const server = await estate({ principals: 2_500 })
    const run = await reading(server.connection).run()
    expect(new Set(Object.values(run.ends).map((end) => end.state))).toEqual(new Set(['complete']))
    const byNative = new Map(subjectsOf(run).flatMap((one) => one.nativeIds.map((id) => [`${id.kind} ${id.value}`, one] as const)))
    for (const entry of server.entries) {
      const found = byNative.get(`${entry.nativeId.kind} ${entry.nativeId.value}`)
      expect([entry.name, found?.agentKind]).toEqual([entry.name, entry.agentKind])
      for (const join of entry.joins) expect(found?.nativeIds).toContainEqual({ ...join, joins: true })
    }
    const accounts = subjectsOf(run).filter((one) => one.key.startsWith('account/'))
    expect(subjectsOf(run)).toHaveLength(server.entries.length + accounts.length)
    // Two lists of each project, three months of each kind of use, and for all else a page each as far as they are long: nothing is asked twice.
    const { projects, members } = server.organization
    expect(server.requests()).toBeLessThanOrEqual(2 * projects.length + Math.ceil(members.length / 100) + 3 * useKinds.length + 13)
  })

  it('shows the key of a project nobody uses, and what the project still costs', async () => {
    const run = await reading((await estate()).connection).run()
    const pilot = named(run, 'contract-extraction-pilot')
    expect(pilot.details).toMatchObject({
      'Spend, last 30 days': '0.00 USD',
      'Spend of its project, last 30 days': '425.94 USD',
      'Requests of its project, last 90 days': '0',
    })
    expect(run.observations.find((one) => one.kind === 'activity' && one.key === pilot.key)).toMatchObject({
      lastActive: '2026-04-24T08:00:00.000Z',
    })
    expect(pilot.credentials).toMatchObject([{ kind: 'api-key', createdAt: '2025-10-03T09:00:00.000Z' }])
  })

  it('tells owners who left from accounts that belong to nobody', async () => {
    const run = await reading((await estate()).connection).run()
    expect(owners(run, named(run, 'forecast notebook'))).toMatchObject([{ role: 'owner', person: { active: false, type: 'user' } }])
    expect(named(run, 'forecast notebook').details).toHaveProperty('Owner’s access to the project')
    expect(owners(run, named(run, 'Billing export'))).toMatchObject([{ role: 'owner', person: { active: false } }])
    expect(owners(run, named(run, 'care-assistant-prod'))).toMatchObject([{ role: 'owner', person: { type: 'service' } }])
    const account = named(run, 'care-assistant')
    expect(owners(run, account)).toMatchObject([
      { role: 'owner', person: null },
      { role: 'creator', person: { active: true, type: 'user' } },
    ])
    expect(named(run, 'care-assistant-prod').relations).toEqual([{ to: account.key, relation: 'runs-as' }])
  })

  it('knows models, roles and the key it signs in with', async () => {
    const run = await reading((await estate()).connection).run()
    expect(named(run, 'forecast notebook').models).toEqual([{ vendor: 'OpenAI', name: 'gpt-4o' }])
    expect(run.observations).toContainEqual(
      expect.objectContaining({ kind: 'grant', subjectKey: named(run, 'automation server').key, permissions: ['project:owner'] }),
    )
    // A key that nobody used yet: it says so itself, and no request of any kind was counted. Of one in use nothing is claimed.
    const grantOf = (name: string) => run.observations.find((one) => one.kind === 'grant' && one.subjectKey === named(run, name).key)
    expect(grantOf('care-assistant-spare')).toMatchObject({ unused: ['project:member'] })
    expect(grantOf('automation server')).not.toHaveProperty('unused')
    expect(named(run, 'Governance cockpit').details['Used by']).toBe('this connection')
    expect(named(run, 'Provisioning pipeline').details['Used by']).toBeUndefined()
    expect(openai.classify('project:owner', 'credential', '')?.some((power) => power.action === 'administer')).toBe(true)
    expect(openai.classify('project:of-our-own', 'credential', '')).toBeNull()
    expect(openai.classify('__proto__', 'credential', '')).toBeNull()
  })

  it('keeps no secret, no hint of one, and nothing an assistant is told', async () => {
    const server = await estate()
    const test = reading(server.connection)
    const kept = JSON.stringify([(await test.run()).observations, test.calls])
    for (const text of ['sk-admin', 'sk-proj', 'Answer from the policies']) expect(kept).not.toContain(text)
    const assistant = named(await test.run(), 'Spreadsheet Helper')
    expect(assistant.instructionsHash).toMatch(/^[0-9a-f]{64}$/)
    expect(assistant.tools?.map((tool) => tool.name)).toEqual(['code_interpreter', 'function book_cost_centre'])
  })

  it('shows every hostile name as it is', async () => {
    const server = await estate()
    const run = await reading(server.connection).run()
    for (const entry of server.entries.filter((one) => one.archetype === 40)) expect(named(run, entry.name)).toBeDefined()
    expect(Object.getPrototypeOf(named(run, '__proto__').details)).toBe(Object.prototype)
  })

  it('reads two pages of one project, and the same after an interruption between them', async () => {
    const key = (index: number) => ({ id: `key_${1_000 + index}`, name: `k${index}`, created_at: 1_760_000_000, owner: null })
    const all = Array.from({ length: 150 }, (_unused, index) => key(index))
    const keys: LoopbackRoute = {
      method: 'GET',
      path: '/v1/organization/projects/{project}/api_keys',
      handle: ({ query }, { project }) => {
        if (project !== 'proj_b') return { status: 200, json: empty }
        const start = all.findIndex((one) => one.id === query.get('after')) + 1
        const data = all.slice(start, start + 100)
        return { status: 200, json: { data, has_more: start + 100 < all.length, last_id: data.at(-1)?.id } }
      },
    }
    const projects = { data: ['proj_a', 'proj_b', 'proj_c'].map((id) => ({ id, name: id })), has_more: false }
    const test = await serving([keys, listed('/organization/projects', projects), listed('/organization/users', empty)])
    const only = ['projects', 'keys']
    const whole = await test.run(only)
    const resumed = await test.run(only, { breakAfter: 1 })
    expect(subjectsOf(whole)).toHaveLength(150)
    expect([resumed.ends, resumed.observations]).toEqual([whole.ends, whole.observations])
  })

  it('finds nothing in an empty organisation, and says that it looked', async () => {
    const buckets = { data: [], has_more: false, next_page: null }
    const lists = ['projects', 'users', 'admin_api_keys', 'audit_logs'].map((path) => listed(`/organization/${path}`, empty))
    const uses = useKinds.map(({ path }) => listed(path, buckets))
    const test = await serving([...lists, listed('/organization/costs', buckets), ...uses])
    const run = await test.run()
    expect(run.observations).toEqual([])
    expect(run.ends).toMatchObject({ keys: complete, 'admin-keys': complete, costs: complete, assistants: { reason: 'not-asked' } })
  })
})

describe('what a key is used for', () => {
  it('counts every kind of work, not text alone', async () => {
    const server = await estate()
    const run = await reading(server.connection).run()
    const assistant = named(run, 'automation server')
    expect(assistant.details['Requests by kind, last 90 days']).toMatch(/^text \d+, transcription \d+, images \d+, speech \d+$/)
    expect(assistant.models.map(({ name }) => name)).toEqual(['gpt-4.1-mini', 'gpt-4o-mini-tts', 'gpt-image-1', 'whisper-1'])
  })

  it('sees a key that writes nothing and only makes images', async () => {
    const result = { num_model_requests: 3, project_id: 'proj_a', api_key_id: 'key_images', model: 'gpt-image-1' }
    const nothing = { data: [], has_more: false, next_page: null }
    const images = { ...nothing, data: [{ results: [result] }] }
    const test = await serving([
      listed('/organization/projects', { data: [{ id: 'proj_a', name: 'Brand' }], has_more: false }),
      listed('/organization/users', empty),
      listed('/organization/projects/{project}/api_keys', {
        data: [{ id: 'key_images', name: 'posters', created_at: 1_760_000_000, owner: null }],
        has_more: false,
      }),
      listed('/organization/costs', nothing),
      ...useKinds.map(({ call, path }) => listed(path, call === 'usage-images' ? images : nothing)),
    ])
    const run = await test.run(['projects', 'usage', 'keys'])
    expect(named(run, 'posters').details).toMatchObject({ 'Requests by kind, last 90 days': 'images 3' })
    expect(run.ends.usage).toEqual(complete)
    expect(run.observations.find(({ kind }) => kind === 'activity')).toMatchObject({ calls: 3 })
  })

  it('tells of one kind that is refused, keeps the others, and says that the count is a least one', async () => {
    const server = await estate({ faults: [fault({ status: 404, pathPrefix: '/v1/organization/usage/images' })] })
    const run = await reading(server.connection).run()
    expect(run.ends.usage).toMatchObject({ state: 'partial' })
    const { key } = named(run, 'automation server')
    expect(run.observations.find((one) => one.kind === 'activity' && one.subjectKey === key)).toMatchObject({
      window: expect.stringContaining('at least these requests'),
    })
  })
})

describe('what goes wrong is said, and the rest lives', () => {
  it('a key without a scope is denied, not wrong, and names the scope', async () => {
    const server = await estate({ permissions: ['api.management.read'] })
    const test = reading(server.connection)
    const run = await test.run()
    expect(run.ends).toMatchObject({
      keys: complete,
      costs: { state: 'denied', missing: 'api.usage.read' },
      usage: { state: 'denied', missing: 'api.usage.read' },
      'audit-log': { state: 'denied', missing: 'api.audit_logs.read' },
    })
    expect(named(run, 'contract-extraction-pilot').details).not.toHaveProperty('Spend, last 30 days')
    const probed = await openai.probe(test.context())
    expect(probed).toMatchObject({
      ok: true,
      value: { checks: [{ state: 'granted' }, { state: 'missing' }, { state: 'missing' }, { state: 'missing' }] },
    })
  })

  it('a wrong key fails everywhere with what to do', async () => {
    const server = await estate()
    const test = reading({ ...server.connection, secrets: { adminKey: 'sk-admin-wrong' } })
    expect((await test.run()).ends.keys).toMatchObject({ state: 'failed', failure: { code: 'auth-failed' } })
    expect(await openai.probe(test.context())).toMatchObject({ ok: false, failure: { code: 'auth-failed' } })
  })

  it('a refused step hides nothing else, and without members nobody is said to have left', async () => {
    const server = await estate({ faults: [fault({ status: 403, pathPrefix: '/v1/organization/users' })] })
    const run = await reading(server.connection).run()
    expect(run.ends).toMatchObject({ members: { state: 'denied' }, keys: complete })
    expect(owners(run, named(run, 'forecast notebook'))).toMatchObject([{ person: { active: null } }])
  })

  it('one project that refuses leaves the others whole, and is named', async () => {
    const opened = await estate()
    const refused = opened.organization.projects.find((project) => project.plan.name === 'Workflow Automation')
    await opened.close()
    const prefix = `/v1/organization/projects/${refused?.id}/api_keys`
    const run = await reading((await estate({ faults: [fault({ status: 403, pathPrefix: prefix })] })).connection).run()
    expect(run.ends.keys).toMatchObject({ state: 'partial', why: expect.stringContaining('Workflow Automation') })
    expect(named(run, 'contract-extraction-pilot')).toBeDefined()
    const places = run.places.keys ?? []
    expect(places.filter(({ end }) => end.state !== 'complete')).toMatchObject([
      { place: ['Workflow Automation'], end: { state: 'denied', missing: 'api.management.read' } },
    ])
    // What was seen whole may say what is gone there, and nowhere else.
    expect(places.find(({ place }) => place[0] === 'Contract Extraction Pilot')?.owns).toContainEqual({
      kind: 'subject',
      keyPrefix: expect.stringMatching(/^key\/proj_\w+\/$/),
    })
    expect(new Set(places.map(({ place }) => place[0])).size).toBe(opened.organization.projects.length)
  })

  it('a project that is kept in a region is denied, with the address that tells it; the key is not called wrong', async () => {
    const run = await reading((await estate({ calm: false })).connection).run()
    for (const step of ['keys', 'service-accounts']) {
      expect(run.ends[step]).toMatchObject({ state: 'partial', why: expect.stringContaining('Works Council') })
      expect(run.places[step]?.filter(({ end }) => end.state !== 'complete')).toMatchObject([
        { place: ['Works Council'], end: { state: 'denied', missing: 'a connection by way of eu.api.openai.com' } },
      ])
    }
    expect(run.ends['admin-keys']).toEqual(complete)
    expect(named(run, 'contract-extraction-pilot')).toBeDefined()
  })

  it('a list that never ends is left, and what it showed stays', async () => {
    const same = { data: [{ id: 'key_1', name: 'one' }], has_more: true, last_id: 'key_1' }
    const test = await serving([listed('/organization/admin_api_keys', same), listed('/organization/users', empty)])
    const run = await test.run(['admin-keys'])
    expect(run.ends['admin-keys']).toMatchObject({ state: 'partial', failure: { code: 'unexpected-reply' } })
    expect(subjectsOf(run)).toHaveLength(1)
    expect(test.server.requests()).toBeLessThan(6)
    const lost = await serving([listed('/organization/admin_api_keys', { data: [], has_more: true }), listed('/organization/users', empty)])
    expect((await lost.run(['admin-keys'])).ends['admin-keys']?.state).toBe('partial')
  })

  it('without assistants at the provider there is no gap', async () => {
    const server = await estate({ faults: [fault({ status: 404, pathPrefix: '/v1/assistants' })] })
    expect((await reading(server.connection).run(['assistants'])).ends.assistants).toMatchObject({ reason: 'no-service' })
  })
})

describe('revoking', () => {
  const revoker = openai.revoke as NonNullable<typeof openai.revoke>

  async function planned(server: OpenaiEstate, names: readonly string[]) {
    const test = reading(server.connection)
    const run = await test.run()
    const subjectKeys = names.map((name) => named(run, name).key)
    const target = { agent: { name: names[0] } as Agent, connectionId: 'c', subjectKeys, grantKeys: [] }
    const draft = await revoker.plan(target, test.context())
    if (!draft.ok) throw new Error(JSON.stringify(draft))
    const calls = draft.value.calls.map((call, index): PlannedCall => ({ ...call, id: String(index), connectionId: 'c' }))
    return { test, draft: draft.value, calls }
  }

  it('alone in its project: a limit that is proved, and lifted again', async () => {
    const server = await estate()
    const { test, draft, calls } = await planned(server, ['contract-extraction-pilot'])
    const [call] = calls as [PlannedCall]
    expect(calls).toMatchObject([{ callId: 'set-spend-limit', reversible: true }])
    expect(draft.cannotBeUndone).toEqual([])
    expect(draft.manual).toHaveLength(1)
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: false } })

    const write = test.context('write')
    const done = await revoker.execute(call, write)
    expect(done).toMatchObject({ ok: true, value: { state: 'done', preImage: '{"limit":null}' } })
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: true, leftOver: [] } })
    expect(await revoker.execute(call, write)).toMatchObject({ ok: true, value: { state: 'already', preImage: null } })

    expect(await revoker.undo(call, done.ok ? done.value.preImage : null, write)).toMatchObject({ ok: true })
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: false } })
  })

  it('puts back the limit that was there before, and says when a limit does not bite yet', async () => {
    const server = await estate()
    const project = server.organization.projects.find((one) => one.plan.name === 'Hackathon 2024')?.id ?? ''
    const before = { threshold_amount: 90_000, currency: 'USD', interval: 'month' }
    server.organization.setLimit(project, before)
    const { test, calls } = await planned(server, ['hackathon team 3'])
    const [call] = calls as [PlannedCall]
    const done = await revoker.execute(call, test.context('write'))
    expect(await revoker.verify(calls, test.context())).toMatchObject({
      ok: true,
      value: { inForce: true, leftOver: [expect.stringContaining('one cent')] },
    })
    await revoker.undo(call, done.ok ? done.value.preImage : null, test.context('write'))
    expect(server.organization.limitOf(project)).toEqual(before)
  })

  it('beside others: only the key itself is deleted, which is said to be final', async () => {
    const server = await estate()
    const { test, draft, calls } = await planned(server, ['care prompt tests'])
    expect(calls).toMatchObject([{ callId: 'delete-key', reversible: false }])
    expect(draft.cannotBeUndone).toEqual([expect.stringContaining('care prompt tests'), expect.stringContaining('care-assistant-prod')])
    expect(draft.manual).toEqual([])
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: false } })
    expect(await revoker.execute(calls[0] as PlannedCall, test.context('write'))).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: true } })
    expect(named(await test.run(), 'care prompt tests')).toBeUndefined()
    expect(named(await test.run(), 'care-assistant-prod')).toBeDefined()
  })

  it('a service account goes with its keys, in one call', async () => {
    const server = await estate()
    const { test, calls } = await planned(server, ['care-assistant', 'care-assistant-prod', 'care-assistant-spare'])
    expect(calls.map((call) => call.callId)).toEqual(['delete-service-account'])
    await revoker.execute(calls[0] as PlannedCall, test.context('write'))
    expect(await revoker.verify(calls, test.context())).toMatchObject({ ok: true, value: { inForce: true } })
    expect(named(await test.run(), 'care-assistant-spare')).toBeUndefined()
  })

  it('deletes the administration key of a leaver, and never the one it signs in with', async () => {
    const server = await estate()
    const leaver = await planned(server, ['Billing export'])
    expect(await revoker.execute(leaver.calls[0] as PlannedCall, leaver.test.context('write'))).toMatchObject({ ok: true })
    expect(await revoker.verify(leaver.calls, leaver.test.context())).toMatchObject({ ok: true, value: { inForce: true } })
    const ours = await planned(server, ['Governance cockpit'])
    expect(ours.calls).toEqual([])
    expect(ours.draft.manual).toHaveLength(1)
  })

  it('leads by hand where the provider has no call, and writes nothing with a scan’s way out', async () => {
    const server = await estate()
    expect(await planned(server, ['Policy Question Desk'])).toMatchObject({ calls: [], draft: { manual: [{ where: expect.any(String) }] } })
    const { test, calls } = await planned(server, ['contract-extraction-pilot'])
    expect(await revoker.execute(calls[0] as PlannedCall, test.context())).toMatchObject({
      ok: false,
      failure: { code: 'permission-missing' },
    })
  })
})

it('asks for three scopes to read and one more to write', () => {
  const needs = describeConnector(openai).permissions
  expect(needs.filter((need) => need.access === 'read').map((need) => need.permission)).toEqual([
    'api.management.read',
    'api.usage.read',
    'api.audit_logs.read',
    'api.assistants.read',
  ])
  expect(needs.filter((need) => need.access === 'write').map((need) => need.permission)).toEqual(['api.management.write'])
  const known = new Set(openai.calls.map((call) => call.id))
  const undeclared = openai.steps.flatMap((step) => step.calls).filter((id) => !known.has(id))
  expect(undeclared).toEqual([] satisfies readonly Observation[])
})
