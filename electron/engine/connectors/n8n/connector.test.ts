import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { EstateFault } from '../../../../shared/domain/estate.ts'
import type { Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { openLoopbackServer } from '../../../estate/loopback-server.ts'
import { type N8nEstate, openN8nEstate } from '../../../estate/n8n/open.ts'
import { makePeople } from '../../../estate/people.ts'
import { openState } from '../../../estate/state-file.ts'
import { openForTest, subjectsOf, type TestRun } from '../run-for-test.ts'
import { n8n } from './connector.ts'

const open: N8nEstate[] = []
afterEach(async () => {
  for (const estate of open.splice(0)) await estate.close()
})

async function estate(options: { readonly principals?: number; readonly faults?: readonly EstateFault[] } = {}): Promise<N8nEstate> {
  const opened = await openN8nEstate({
    people: makePeople({ seed: 7, count: 400, domain: 'meridian.example' }),
    size: { principals: options.principals ?? 120 },
    seed: 7,
    asOf: '2026-11-22',
    port: 0,
    quotas: 'off',
    faults: options.faults ?? [],
    state: openState(undefined).section('n8n'),
  })
  open.push(opened)
  return opened
}

const reading = (server: Pick<N8nEstate, 'origin' | 'apiKey'>) =>
  openForTest(
    n8n,
    { settings: { baseUrl: server.origin }, secrets: { apiKey: server.apiKey } },
    { now: () => new Date('2026-11-22T10:00:00.000Z') },
  )

const workflows = (scanned: TestRun) => subjectsOf(scanned).filter((one) => one.key.startsWith('workflow/'))
const named = (scanned: TestRun, name: string) => workflows(scanned).find((one) => one.name === name) as Subject

describe('scanning a server', () => {
  it('finds every agent of the answer key and calls nothing else one', async () => {
    const server = await estate({ principals: 2_500 })
    const found = await reading(server).run()
    expect(found.ends).toEqual({
      workflows: { state: 'complete' },
      credentials: { state: 'complete' },
      people: { state: 'complete' },
      executions: { state: 'complete' },
    })
    const agents = new Map(
      workflows(found)
        .filter((one) => one.role === 'agent')
        .map((one) => [one.nativeIds[0]?.value, one]),
    )
    const wanted = server.entries.filter((entry) => entry.isAgent)
    expect(wanted.filter((entry) => !agents.has(entry.nativeId.value)).map((entry) => entry.name)).toEqual([])
    expect(agents.size).toBe(wanted.length)
    expect(workflows(found)).toHaveLength(server.entries.length)
    expect(wanted.map((entry) => [entry.name, agents.get(entry.nativeId.value)?.agentKind])).toEqual(
      wanted.map((entry) => [entry.name, entry.agentKind]),
    )
    const share = wanted.length / server.entries.length
    console.log(`estate: ${server.entries.length} workflows, ${wanted.length} with AI, all found; ${server.requests()} requests`)
    expect(share).toBeGreaterThan(0.3)
  })

  it('states the archetypes', async () => {
    const found = await reading(await estate()).run()
    const trio = named(found, 'Inbound Lead Concierge')
    expect(trio.traits).toEqual(expect.arrayContaining(['untrusted-input', 'private-data', 'outbound-channel']))
    expect(trio.autonomy).toMatchObject({ floor: 'A4', ceiling: 'A4' })
    expect(trio.models).toEqual([{ vendor: 'OpenAI', name: 'gpt-4o' }])
    expect(trio.tools?.map((tool) => tool.name)).toEqual(['Look up customer', 'Call any address', 'Send answer', 'New mail in sales inbox'])

    const triage = named(found, 'Support Triage Agent')
    expect(triage.traits).toContain('broken-handoff')
    expect(triage.relations.filter((one) => one.relation === 'hands-off-to').map((one) => one.broken ?? false)).toEqual([true, false])

    const twin = named(found, 'Travel Expense Helper (Care)')
    expect(twin.relations).toContainEqual({ to: named(found, 'Travel Expense Helper').key, relation: 'same-workflow' })

    const plain = named(found, 'Board Minutes Digest')
    expect(plain.signals).toEqual([{ by: 'host', value: 'api.anthropic.com', certainty: 'certain', vendor: 'Anthropic' }])
    expect(plain.models).toEqual([{ vendor: 'Anthropic', name: 'claude-opus-4-1' }])
    expect(plain.traits).toContain('plain-http-model-call')

    expect(named(found, 'Ask HR')).toMatchObject({ agentKind: 'chatbot', exposure: 'public' })
    expect(named(found, 'Ask HR').traits).toEqual(expect.arrayContaining(['public-chat', 'no-authentication', 'private-data']))
    expect(named(found, 'Order Tools')).toMatchObject({ agentKind: 'mcp-server', exposure: 'public' })
    expect(named(found, 'Workflow Builder Agent')).toMatchObject({
      autonomy: { floor: 'A5' },
      traits: expect.arrayContaining(['self-modifying']),
    })
    expect(named(found, 'Meeting Room Sorter')).toMatchObject({
      errorHandling: { retry: true, escalation: true, rollback: true },
      guardrails: ['A person approves'],
      autonomy: { floor: 'A2' },
    })

    const shared = subjectsOf(found).find((one) => one.nativeIds.some((id) => id.kind === 'entra-app-id')) as Subject
    expect(shared.nativeIds.find((id) => id.kind === 'entra-app-id')?.joins).toBe(true)
    expect(workflows(found).filter((one) => one.relations.some((relation) => relation.to === shared.key))).toHaveLength(5)
    expect(subjectsOf(found).some((one) => one.nativeIds.some((id) => id.kind === 'gcp-service-account' && id.joins))).toBe(true)
  })

  it('knows owners and last runs', async () => {
    const found = await reading(await estate()).run()
    const trio = named(found, 'Inbound Lead Concierge')
    const owner = found.observations.find((one) => one.kind === 'ownership' && one.subjectKey === trio.key)
    expect(owner).toMatchObject({ role: 'owner', person: { type: 'user', active: true } })
    expect(found.observations.find((one) => one.kind === 'activity' && one.key === trio.key)).toMatchObject({
      lastActive: expect.stringMatching(/^2026-11-2/),
    })
  })

  it('sees the same after an interruption between two pages', async () => {
    const server = await estate({ principals: 10_000 })
    const whole = await reading(server).run()
    const resumed = await reading(server).run(null, { breakAfter: 1 })
    expect(whole.cursors.length).toBeGreaterThan(4)
    expect(subjectsOf(resumed)).toEqual(subjectsOf(whole))
  })

  it('shows every hostile name as it is, and lets none become a key of an object', async () => {
    const server = await estate()
    const found = await reading(server).run()
    for (const entry of server.entries.filter((one) => one.archetype === 40)) expect(named(found, entry.name)).toBeDefined()
    expect(Object.getPrototypeOf(named(found, '__proto__').details)).toBe(Object.prototype)
  })
})

describe('what goes wrong is said, and the rest lives', () => {
  const fault = (fields: Partial<EstateFault>): EstateFault => ({
    provider: 'n8n',
    method: 'GET',
    pathPrefix: '/api/v1/credentials',
    kind: 'status',
    ...fields,
  })

  it('an edition without projects still tells the owners', async () => {
    const found = await reading(await estate({ faults: [fault({ status: 403, pathPrefix: '/api/v1/projects' })] })).run()
    expect(found.ends.people).toEqual({ state: 'complete' })
    expect(found.observations.filter((one) => one.kind === 'ownership').length).toBeGreaterThan(20)
  })

  it('an old version without the credential list is no gap', async () => {
    const found = await reading(await estate({ faults: [fault({ status: 404 })] })).run()
    expect(found.ends.credentials).toMatchObject({ state: 'skipped', reason: 'no-service' })
  })

  it('a wrong key fails with what to do', async () => {
    const server = await estate()
    const answer = await n8n.probe(reading({ ...server, apiKey: 'wrong' }).context())
    expect(answer).toMatchObject({ ok: false, failure: { code: 'auth-failed' } })
  })

  it('the probe says which scopes are there', async () => {
    const answer = await n8n.probe(reading(await estate()).context())
    expect(answer).toMatchObject({
      ok: true,
      value: {
        reached: true,
        checks: expect.arrayContaining([expect.objectContaining({ permission: 'workflow:list', state: 'granted' })]),
      },
    })
  })
})

describe('revoking', () => {
  const target = (subject: Subject) => ({
    agent: { name: subject.name } as Agent,
    connectionId: 'c',
    subjectKeys: [subject.key],
    grantKeys: [],
  })

  async function planned(server: N8nEstate, name: string): Promise<readonly PlannedCall[]> {
    const subject = named(await reading(server).run(), name)
    const draft = await n8n.revoke?.plan(target(subject), reading(server).context())
    if (!draft?.ok) throw new Error(JSON.stringify(draft))
    return draft.value.calls.map((call, index) => ({ ...call, id: String(index), connectionId: 'c' }))
  }

  it('unpublishes, stops what runs, proves it, and brings it back', async () => {
    const server = await estate()
    const calls = await planned(server, 'Inbound Lead Concierge')
    expect(calls.map((call) => call.callId)).toEqual(['unpublish', 'stop-execution', 'stop-execution'])
    expect(await n8n.revoke?.verify(calls, reading(server).context())).toMatchObject({ ok: true, value: { inForce: false } })

    const write = reading(server).context('write')
    const done = await Promise.all(calls.map((call) => n8n.revoke?.execute(call, write)))
    expect(done.map((one) => one?.ok && one.value.state)).toEqual(['done', 'done', 'done'])
    expect(await n8n.revoke?.verify(calls, reading(server).context())).toMatchObject({ ok: true, value: { inForce: true, leftOver: [] } })
    expect(named(await reading(server).run(), 'Inbound Lead Concierge')).toMatchObject({
      enabled: false,
      traits: expect.arrayContaining(['disabled']),
    })
    expect(await n8n.revoke?.execute(calls[0] as PlannedCall, write)).toMatchObject({ ok: true, value: { state: 'already' } })

    const first = done[0]
    const undone = await n8n.revoke?.undo(calls[0] as PlannedCall, first?.ok ? first.value.preImage : null, write)
    expect(undone).toMatchObject({ ok: true })
    expect(named(await reading(server).run(), 'Inbound Lead Concierge').enabled).toBe(true)
  })

  it('deactivates on a version that does not publish yet', async () => {
    const posts: string[] = []
    const old = { id: 'w1', name: 'Old', active: true, nodes: [], connections: {}, settings: {} }
    const server = await openLoopbackServer({
      provider: 'n8n',
      faults: [],
      error: (_status, text) => ({ message: text }),
      routes: [
        { method: 'GET', path: '/api/v1/workflows', handle: () => ({ status: 200, json: { data: [old], nextCursor: null } }) },
        { method: 'GET', path: '/api/v1/workflows/{id}', handle: () => ({ status: 200, json: { ...old, active: posts.length === 0 } }) },
        { method: 'GET', path: '/api/v1/executions', handle: () => ({ status: 200, json: { data: [], nextCursor: null } }) },
        {
          method: 'POST',
          path: '/api/v1/workflows/{id}/deactivate',
          handle: (request) => {
            posts.push(request.path)
            return { status: 200, json: { ...old, active: false } }
          },
        },
      ],
    })
    const context = (access: 'read' | 'write') => reading({ origin: server.origin, apiKey: 'key' }).context(access)
    const draft = await n8n.revoke?.plan(target({ key: 'workflow/w1', name: 'Old' } as Subject), context('read'))
    const call = { ...(draft?.ok ? draft.value.calls[0] : undefined), id: '0', connectionId: 'c' } as PlannedCall
    expect(await n8n.revoke?.execute(call, context('write'))).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(posts).toEqual(['/api/v1/workflows/w1/deactivate'])
    expect(await n8n.revoke?.verify([call], context('read'))).toMatchObject({ ok: true, value: { inForce: true } })
    await server.close()
  })

  it('names the callers of a workflow that runs without being published', async () => {
    const server = await estate()
    const subject = named(await reading(server).run(), 'Knowledge Base Lookup')
    const draft = await n8n.revoke?.plan(target(subject), reading(server).context())
    expect(draft).toMatchObject({ ok: true, value: { manual: [{ how: [expect.stringContaining('Support Triage Agent')] }] } })
  })

  it('cannot write with a scan’s way out', async () => {
    const server = await estate()
    const calls = await planned(server, 'Ask HR')
    expect(await n8n.revoke?.execute(calls[0] as PlannedCall, reading(server).context())).toMatchObject({
      ok: false,
      failure: { code: 'permission-missing' },
    })
  })
})
