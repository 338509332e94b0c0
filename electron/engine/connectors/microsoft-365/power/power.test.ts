import { afterEach, expect, test } from 'vitest'
import type { EstateFault } from '../../../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../../../shared/domain/observation.ts'
import { openTenantEstate, type TenantEstate } from '../../../../estate/microsoft-365/open.ts'
import { makePeople } from '../../../../estate/people.ts'
import { estateSize } from '../../../../estate/size.ts'
import { openState } from '../../../../estate/state-file.ts'
import type { PlaceEnd, RevokeTarget } from '../../connector.ts'
import { openForTest, subjectsOf } from '../../run-for-test.ts'
import { microsoft365 } from '../connector.ts'

const studioSteps = ['environments', 'data-policies', 'agent-inventory', 'flow-inventory', 'copilot-studio', 'flows']

let estate: TenantEstate | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

async function open(
  options: {
    readonly faults?: readonly EstateFault[]
    readonly settings?: Record<string, string>
    readonly asOf?: string
    readonly port?: number
  } = {},
) {
  const notices: string[] = []
  estate = await openTenantEstate({
    which: 'main',
    people: makePeople({ seed: 7, count: 700, domain: 'meridian.example' }),
    size: estateSize('small'),
    seed: 7,
    asOf: options.asOf ?? '2026-11-15',
    port: options.port ?? 0,
    quotas: 'off',
    faults: options.faults ?? [],
    state: openState(undefined).section('test'),
  })
  const { settings, secrets } = estate.connection
  const connection = { settings: { ...settings, ...options.settings }, secrets }
  return { ...openForTest(microsoft365, connection, { notice: (text) => notices.push(text) }), notices, estate }
}

const bearing = (observations: readonly Observation[], prefix: string, name: string): Subject | undefined =>
  subjectsOf({ observations }).find((one) => one.key.startsWith(prefix) && one.name === name)
const fault = (more: Partial<EstateFault>): EstateFault => ({
  provider: 'microsoft-365',
  method: 'GET',
  pathPrefix: '/',
  kind: 'status',
  ...more,
})

test('sees every agent of the tenant by two ways that join: the inventory, and the tables of its environment', async () => {
  const tenant = await open()
  const { observations, ends } = await tenant.run(studioSteps)
  expect(Object.values(ends).map(({ state }) => state)).toEqual(studioSteps.map(() => 'complete'))

  const bots = tenant.estate.entries.flatMap(({ nativeId }) => (nativeId.kind === 'copilot-studio-bot' ? [nativeId.value] : []))
  const seenBy = (prefix: string) =>
    subjectsOf({ observations })
      .filter(({ key }) => key.startsWith(prefix))
      .flatMap(({ nativeIds }) => nativeIds.flatMap(({ kind, value, joins }) => (kind === 'copilot-studio-bot' && joins ? [value] : [])))
  expect(seenBy('studio:').toSorted()).toEqual(bots.toSorted())
  expect(seenBy('bot:').toSorted()).toEqual(bots.toSorted())

  const told = bearing(observations, 'studio:', 'IT Help Desk Assistant')
  expect(told?.nativeIds).toContainEqual(expect.objectContaining({ kind: 'entra-agent-id', joins: true }))
  expect(told).toMatchObject({ exposure: 'group', environment: 'production', models: [{ vendor: 'OpenAI', name: 'GPT-4.1' }] })
  expect(told?.details).toMatchObject({
    Orchestration: 'Generative',
    'Sign-in of its users': 'Microsoft Entra',
    Channels: 'Teams, Microsoft 365 Copilot',
  })
  expect(told?.guardrails).toEqual(['Data policy “Company baseline”'])
})

test('tells a public page, whose sign-in the tools use, what they reach, and that a connector made here is a gap', async () => {
  const { run } = await open()
  const { observations } = await run(studioSteps)
  for (const prefix of ['studio:', 'bot:'])
    expect(bearing(observations, prefix, 'Careers Chat')).toMatchObject({
      exposure: 'public',
      agentKind: 'chatbot',
      traits: expect.arrayContaining(['no-authentication', 'public-chat', 'untrusted-input']),
    })
  const expenses = bearing(observations, 'bot:', 'Travel Expense Helper')
  expect(expenses).toMatchObject({ credentials: [{ kind: 'stored' }], guardrails: expect.arrayContaining(['Managed environment']) })
  expect(expenses?.tools).toContainEqual({
    name: 'teams · PostMessageToConversation',
    powers: [expect.objectContaining({ action: 'send', resource: 'chat' })],
  })
  // The same tool by both ways is the same value, so it is told once.
  expect(bearing(observations, 'studio:', 'Travel Expense Helper')?.tools).toEqual(expenses?.tools)

  const unknown = subjectsOf({ observations }).flatMap(({ tools }) =>
    (tools ?? []).filter(({ name }) => name.startsWith('meridianwarehouse')),
  )
  expect(unknown.length).toBeGreaterThan(0)
  expect(unknown.every(({ powers }) => powers.every(({ resource }) => resource === 'unknown'))).toBe(true)
})

test('keeps no word of instructions, topics and prompts', async () => {
  const { run } = await open()
  const { observations } = await run(studioSteps)
  const bot = bearing(observations, 'bot:', 'Returns Desk')
  expect(bot?.instructionsHash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(observations)).not.toContain('Be brief')
})

test('finds steps of AI in flows, also a vendor’s model by plain HTTP, and leaves ordinary flows alone', async () => {
  const { run, estate: tenant } = await open()
  const { observations } = await run(studioSteps)
  const flows = subjectsOf({ observations }).filter(({ platform }) => platform === 'Power Automate')
  const found = new Set(
    flows.flatMap(({ nativeIds }) => nativeIds.flatMap(({ kind, value }) => (kind === 'power-automate-flow' ? [value] : []))),
  )
  const key = tenant.entries.filter(({ nativeId }) => nativeId.kind === 'power-automate-flow')
  expect(key.filter(({ nativeId, isAgent }) => found.has(nativeId.value) !== isAgent)).toEqual([])

  expect(bearing(observations, 'flow:', 'Supplier mail digest')).toMatchObject({
    autonomy: { floor: 'A4' },
    traits: expect.arrayContaining(['private-data', 'untrusted-input', 'outbound-channel', 'missing-error-handling']),
  })
  expect(bearing(observations, 'flow:', 'Complaint sorter')).toMatchObject({ traits: expect.arrayContaining(['plain-http-model-call']) })
  // Plain HTTP is no connector: the inventory knows nothing of it.
  expect(bearing(observations, 'studio-cloud:', 'Complaint sorter')).toBeUndefined()
  expect(bearing(observations, 'flow:', 'Print return label')).toMatchObject({ autonomy: { floor: 'A2', ceiling: 'A3' } })
})

test('an application is told that the inventory answers administrators only; the tables are read all the same', async () => {
  const { run } = await open({ settings: { adminSignIn: '' } })
  const { observations, ends } = await run(studioSteps)
  for (const id of ['agent-inventory', 'flow-inventory'])
    expect(ends[id]).toMatchObject({
      state: 'denied',
      missing: 'a signed-in administrator',
      why: expect.stringContaining('never an application'),
      failure: { next: expect.stringContaining('Choose a Power Platform sign-in') },
    })
  expect(ends['copilot-studio']).toEqual({ state: 'complete' })
  expect(bearing(observations, 'bot:', 'Careers Chat')).toBeDefined()
})

test('one environment that refuses hides itself only', async () => {
  const { context } = await open({ faults: [fault({ pathPrefix: '/meridian-finance.crm4.dynamics.com/api/data', status: 403 })] })
  const places: PlaceEnd[] = []
  const step = microsoft365.steps.find(({ id }) => id === 'copilot-studio')
  const batches = step?.run({ ...context(), cursor: null, seen: () => [], log: () => {} })
  for (;;) {
    const turn = await batches?.next()
    if (!turn || turn.done) {
      expect(turn?.value).toMatchObject({
        state: 'partial',
        why: expect.stringContaining('1 of 5 environments were not seen whole: Finance'),
      })
      break
    }
    places.push(...(turn.value.places ?? []))
  }
  expect(Object.fromEntries(places.map(({ place, end }) => [place[0], end.state]))).toEqual({
    'Meridian Group (default)': 'complete',
    'Customer Care': 'complete',
    Finance: 'denied',
    People: 'complete',
    'Engineering sandbox': 'complete',
    // No tables at all.
    'Old apps': 'skipped',
  })
  // A complete place may say what is gone in it, and in it alone.
  const care = places.find(({ place }) => place[0] === 'Customer Care')
  expect(care?.owns?.map(({ keyPrefix }) => keyPrefix)).toEqual([
    expect.stringMatching(/^bot:.+\/$/),
    expect.stringMatching(/^bot-owner:.+\/$/),
  ])
})

test('reads one environment only where its address is set', async () => {
  const tenant = await open()
  const one = openForTest(microsoft365, {
    settings: {
      ...tenant.estate.connection.settings,
      adminSignIn: '',
      dataverseUrl: `${tenant.estate.origin}/meridian-care.crm4.dynamics.com`,
    },
    secrets: tenant.estate.connection.secrets,
  })
  const { ends, observations } = await one.run(['copilot-studio'])
  expect(ends['copilot-studio']).toEqual({ state: 'complete' })
  expect(subjectsOf({ observations }).map(({ name }) => name)).toContain('Returns Desk')
  expect(subjectsOf({ observations }).map(({ name }) => name)).not.toContain('Careers Chat')
  expect(one.calls.some(({ template }) => template.includes('scopes/admin'))).toBe(false)
})

test('an interrupted reading of environments goes on after the last whole one', async () => {
  const { run } = await open()
  const whole = await run(['copilot-studio'])
  const broken = await run(['copilot-studio'], { breakAfter: 6 })
  expect(broken.observations.map(({ key }) => key).toSorted()).toEqual(whole.observations.map(({ key }) => key).toSorted())
})

test('the owner of an agent changes with the quarter, as far as both ways tell', async () => {
  const ownerOf = async (asOf: string) => {
    const tenant = await open({ asOf })
    const { observations } = await tenant.run(studioSteps)
    await tenant.estate.close()
    const keys = ['studio:', 'bot:'].map((prefix) => bearing(observations, prefix, 'Returns Desk')?.key)
    return observations.flatMap((one) =>
      one.kind === 'ownership' && one.role === 'owner' && keys.includes(one.subjectKey) ? [one.person?.key] : [],
    )
  }
  const [before, after] = [await ownerOf('2026-09-15'), await ownerOf('2026-11-15')]
  expect(new Set(before).size).toBe(1)
  expect(new Set(after).size).toBe(1)
  expect(before).not.toEqual(after)
})

test('asks an administrator once for all hosts, and not again for the revocation that follows', async () => {
  const tenant = await open()
  await tenant.run(studioSteps)
  expect(tenant.notices).toHaveLength(1)
  await microsoft365.revoke?.plan(await target(tenant, 'Careers Chat'), tenant.context())
  expect(tenant.notices).toHaveLength(1)
})

test('asks again where the provider remembers neither the token nor the sign-in', async () => {
  const before = await open()
  await before.run(studioSteps)
  await before.estate.close()
  const after = await open({ port: before.estate.port })
  const { ends } = await after.run(studioSteps)
  expect(ends['agent-inventory']).toEqual({ state: 'complete' })
  expect(after.notices.length).toBeGreaterThan(0)
})

test('puts an agent into quarantine, proves it at the provider, shows it although the inventory lags, and takes it back', async () => {
  const tenant = await open()
  const { revoke } = microsoft365
  const draft = await revoke?.plan(await target(tenant, 'Careers Chat'), tenant.context())
  if (!revoke || !draft?.ok) throw new Error('no plan')
  expect(draft.value).toMatchObject({ calls: [{ callId: 'quarantine', reversible: true }], manual: [], cannotBeUndone: [] })
  const [planned] = draft.value.calls
  if (!planned) throw new Error('no call')
  const call = { ...planned, id: 'c0', connectionId: 'test' }

  expect(await revoke.verify([call], tenant.context())).toMatchObject({ ok: true, value: { inForce: false } })
  // A scan may not.
  expect(await revoke.execute(call, tenant.context())).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
  const done = await revoke.execute(call, tenant.context('write'))
  expect(done).toMatchObject({ ok: true, value: { state: 'done', preImage: '{"isBotQuarantined":false}' } })
  expect(await revoke.execute(call, tenant.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
  expect(await revoke.verify([call], tenant.context())).toMatchObject({
    ok: true,
    value: { inForce: true, leftOver: [expect.stringContaining('maker')] },
  })
  expect(bearing((await tenant.run(studioSteps)).observations, 'studio:', 'Careers Chat')).toMatchObject({
    enabled: false,
    traits: expect.arrayContaining(['blocked']),
  })

  expect(await revoke.undo(call, '{"isBotQuarantined":false}', tenant.context('write'))).toMatchObject({ ok: true })
  expect(await revoke.verify([call], tenant.context())).toMatchObject({ ok: true, value: { inForce: false } })
})

test('without an administrator quarantine is a step by hand, and says where', async () => {
  const tenant = await open({ settings: { adminSignIn: '' } })
  const draft = await microsoft365.revoke?.plan(await target(tenant, 'Careers Chat'), tenant.context())
  expect(draft).toMatchObject({ ok: true, value: { calls: [], manual: [{ where: 'Power Platform admin center' }] } })
})

async function target({ run }: Awaited<ReturnType<typeof open>>, name: string): Promise<RevokeTarget> {
  const { observations } = await run(studioSteps)
  const subjectKeys = subjectsOf({ observations }).flatMap((one) => (one.name === name ? [one.key] : []))
  return { agent: { name }, connectionId: 'test', subjectKeys, grantKeys: [] } as unknown as RevokeTarget
}
