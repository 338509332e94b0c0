import { afterEach, expect, test } from 'vitest'
import type { EstateFault } from '../../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { type CloudEstateOptions, openCloudEstate } from '../../../estate/google-cloud/open.ts'
import { auditPermissions } from '../../../estate/google-cloud/permissions.ts'
import { makePeople } from '../../../estate/people.ts'
import type { OpenServer } from '../../../estate/server-options.ts'
import { exportedKey } from '../../../estate/shared-identity.ts'
import { openState } from '../../../estate/state-file.ts'
import type { RevokeTarget } from '../connector.ts'
import { openForTest } from '../run-for-test.ts'
import { googleCloud } from './connector.ts'

let estate: OpenServer | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

const today = new Date().toISOString().slice(0, 10)
// One key pair for all tests: making one takes longer than a scan.
const keys = openState(undefined).section('estate')

async function open(more: Partial<CloudEstateOptions> = {}, faults: readonly Partial<EstateFault>[] = []) {
  estate = await openCloudEstate({
    people: makePeople({ seed: 7, count: 700, domain: 'meridian.example' }),
    size: { principals: 120 },
    seed: 7,
    asOf: today,
    port: 0,
    quotas: 'off',
    faults: faults.map((fault) => ({ provider: 'google-cloud', method: 'GET', pathPrefix: '/', kind: 'status', ...fault })),
    state: openState(undefined).section('google-cloud'),
    keys,
    ...more,
  })
  return { estate, cloud: openForTest(googleCloud, estate.connection) }
}

const subjects = (observations: readonly Observation[]): readonly Subject[] => observations.filter((one) => one.kind === 'subject')
const named = (observations: readonly Observation[], name: string) => subjects(observations).find((subject) => subject.name === name)
const grantsOf = (observations: readonly Observation[], key: string | undefined) =>
  observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey === key ? [one] : []))
const ownersOf = (observations: readonly Observation[], key: string | undefined) =>
  observations.flatMap((one) => (one.kind === 'ownership' && one.subjectKey === key && one.role !== 'creator' ? [one] : []))

test('finds every agent of the answer key, and calls nothing certain that is none', async () => {
  const { estate, cloud } = await open()
  const { observations, ends, keptAside } = await cloud.run()
  expect(Object.entries(ends).filter(([, end]) => end.state !== 'complete')).toEqual([])
  expect(keptAside).toBe(0)
  const wrong = estate.entries.filter((entry) => {
    const found = subjects(observations).find((subject) => subject.nativeIds.some((id) => id.value === entry.nativeId.value))
    const certain =
      found?.firstParty === false && (found.role === 'agent' || found.signals.some((signal) => signal.certainty === 'certain'))
    return found === undefined || certain !== entry.isAgent || (entry.expected === 'not-listed' && found.signals.length > 0)
  })
  expect(wrong.map((entry) => entry.name)).toEqual([])
  expect(estate.entries.length).toBeGreaterThan(30)
})

test('a key that left the cloud is joined by its id, its account’s address and number; Google’s own keys are none', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  const { email, keyId } = exportedKey(7)
  const reader = named(observations, 'Ledger reader')
  expect(reader?.nativeIds.filter((id) => id.joins).map((id) => id.kind)).toEqual([
    'gcp-service-account',
    'google-client-id',
    'gcp-service-account-key-id',
  ])
  expect(reader?.nativeIds.map((id) => id.value)).toEqual(expect.arrayContaining([email, keyId]))
  expect(reader?.credentials).toHaveLength(1)
  expect(named(observations, 'Warehouse sync')?.credentials).toHaveLength(1)
  expect(named(observations, 'Batch of the forecast')?.credentials).toEqual([])
})

test('what an agent may do is what the account may do that it acts as, or its own', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  const roles = (name: string) => grantsOf(observations, named(observations, name)?.key).flatMap((grant) => grant.permissions)
  expect(roles('Cloud Gardener')).toEqual(['roles/owner'])
  expect(roles('Invoice Matcher').toSorted()).toEqual(['roles/aiplatform.user', 'roles/bigquery.dataViewer'])
  expect(roles('Contract Summariser')).toEqual(['roles/aiplatform.reasoningEngineServiceAgent'])
  expect(grantsOf(observations, named(observations, 'Cloud Gardener')?.key)[0]).toMatchObject({
    resource: 'the organisation',
    type: 'application',
  })
  expect(named(observations, 'Cloud Gardener')?.relations).toEqual([
    { to: 'service-account/cloud-gardener@meridian-lab.iam.gserviceaccount.com', relation: 'runs-as' },
  ])
})

test('who may call an agent is told, and values of variables are nowhere', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  expect(named(observations, 'Returns Helper')).toMatchObject({
    exposure: 'public',
    traits: expect.arrayContaining(['no-authentication', 'secret-in-config']),
  })
  expect(named(observations, 'Invoice Matcher')).toMatchObject({ exposure: 'group', environment: 'production' })
  expect(JSON.stringify([observations, cloud.calls])).not.toMatch(/value-of-|PRIVATE KEY/)
})

test('owners are whom a label names, else who owns the project; who left is told', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  expect(ownersOf(observations, named(observations, 'Invoice Matcher')?.key)).toMatchObject([{ role: 'owner', person: { type: 'user' } }])
  expect(ownersOf(observations, named(observations, 'Contract Summariser')?.key)).toMatchObject([
    { role: 'sponsor', person: { type: 'user', active: false } },
  ])
  expect(ownersOf(observations, named(observations, 'Stock Forecaster')?.key)).toMatchObject([
    { role: 'sponsor', person: { type: 'group' } },
  ])
})

test('one agent seen in three services carries one id to join by', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  const ids = ['Invoice Matcher', 'Invoice Matcher for staff'].flatMap((name) =>
    subjects(observations)
      .filter((one) => one.name === name)
      .map((one) => one.nativeIds.find(({ kind }) => kind === 'gcp-reasoning-engine')),
  )
  expect(ids).toHaveLength(3)
  expect(new Set(ids.map((id) => id?.value)).size).toBe(1)
  const registered = subjects(observations).find(({ key }) => key.startsWith('registered-agent/meridian-finance/'))
  expect(registered?.relations).toEqual([{ to: 'registered-server/meridian-finance/europe-west4/ledger-tools', relation: 'uses-server' }])
})

test('knows what answers strangers, what is shared with everybody, and where a conversation is sent', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  expect(named(observations, 'Warranty desk')).toMatchObject({
    exposure: 'public',
    traits: expect.arrayContaining(['public-chat', 'untrusted-input']),
  })
  expect(named(observations, 'Quarterly figures for everybody')).toMatchObject({
    exposure: 'tenant',
    endpoint: 'https://agents.figures.example/a2a',
    traits: ['third-party'],
  })
  expect(named(observations, 'Canteen menu')).toMatchObject({ enabled: false, exposure: 'named' })
  expect(named(observations, 'Opening hours')).toMatchObject({ traits: expect.arrayContaining(['plain-http', 'logging-off']), models: [] })
  expect(named(observations, 'Order status line')).toMatchObject({
    models: [{ vendor: 'Google', name: 'gemini-2.5-flash', region: 'europe-west1' }],
  })
  expect(named(observations, 'Staff assistant')?.dataSources.map(({ name }) => name)).toEqual(['hr-policies', 'care-handbook'])
  expect(named(observations, 'Empty endpoint')?.role).toBe('identity')
})

test('reads no prompt, no header and no value', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  expect(JSON.stringify([observations, cloud.calls])).not.toMatch(/prompt-of-the-estate|value-of-/)
})

test('says when an account last signed in, of its one agent, too; and when agents last acted for somebody', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  const uses = (name: string) =>
    observations.flatMap((one) => (one.kind === 'activity' && one.subjectKey === named(observations, name)?.key ? [one] : []))
  const [forecaster] = uses('Stock Forecaster')
  expect(Date.now() - Date.parse(forecaster?.lastActive ?? '')).toBeGreaterThan(200 * 86_400_000)
  expect(uses('Ledger reader')).toHaveLength(1)
  expect(uses('Invoice Matcher')).toMatchObject([{ users: 2 }])
  // The account that all agents of a project share says nothing of one of them.
  expect(uses('Contract Summariser')).toEqual([])
})

test('says how much of a role its holder used, which were never used, and nothing where Google tells nothing', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run(['projects', 'role-use', 'policies', 'accounts', 'engines'])
  const gardener = named(observations, 'Cloud gardener')
  expect(gardener?.details['Permissions used in 90 days']).toBe('roles/owner on the organisation: 2 of 11287')
  const grants = observations.flatMap((one) => (one.kind === 'grant' ? [one] : []))
  expect(grantsOf(observations, gardener?.key)).toMatchObject([{ permissions: ['roles/owner'], used: ['roles/owner'] }])
  const idle = grants.filter(({ unused }) => unused !== undefined)
  expect(idle.length).toBeGreaterThan(0)
  expect(idle.every(({ unused, permissions, used }) => unused?.[0] === permissions[0] && used === undefined)).toBe(true)
  // Of roles on one bucket it tells elsewhere, of agents' own identities not at all.
  const onOne = grants.filter(({ key, type }) => key.startsWith('role/') && type === 'credential')
  expect(onOne.length).toBeGreaterThan(0)
  expect(onOne.filter(({ used, unused }) => used !== undefined || unused !== undefined)).toEqual([])
  // What an account used, others may have used that act as it: only what nobody used is said of each.
  expect(grants.filter(({ key, used }) => key.startsWith('acts-as/') && used !== undefined)).toEqual([])
})

test('where the use of roles is denied, or Google makes no report of it, that is said and nothing is called unused', async () => {
  const permission = 'recommender.iamPolicyInsights.list'
  const { cloud } = await open({ permissions: auditPermissions.filter((one) => one !== permission) })
  const refused = await cloud.run(['projects', 'role-use', 'policies'])
  expect(refused.ends['role-use']).toMatchObject({ state: 'denied', missing: permission })
  expect(refused.ends.policies).toEqual({ state: 'complete' })
  expect(refused.observations.some((one) => one.kind === 'grant' && one.unused !== undefined)).toBe(false)
  await estate?.close()
  const { cloud: basic } = await open({}, [{ pathPrefix: '/recommender.googleapis.com/', kind: 'no-elements' }])
  const silent = await basic.run(['projects', 'role-use', 'policies'])
  expect(silent.ends['role-use']).toMatchObject({ state: 'partial', why: expect.stringContaining('Security Command Center') })
  expect(silent.observations.some((one) => one.kind === 'grant' && one.unused !== undefined)).toBe(false)
})

test('an API that is not switched on in a project leaves nothing unseen; one that is off for the audit itself does', async () => {
  const { estate, cloud } = await open()
  const { ends } = await cloud.run()
  expect(ends['customer-apps']).toEqual({ state: 'complete' })
  await estate.close()
  const { cloud: unpaid } = await open({ payerLacks: ['cloudasset'] })
  const { ends: without } = await unpaid.run()
  expect(without.projects).toMatchObject({
    state: 'failed',
    failure: { code: 'invalid-input', next: expect.stringContaining('cloudasset.googleapis.com') },
  })
  expect(without.engines).toMatchObject({ state: 'skipped', reason: 'dependency' })
})

test('an interrupted scan goes on behind the place it ended, and ends in the same picture', async () => {
  const { estate, cloud } = await open()
  const whole = await cloud.run()
  const broken = await openForTest(googleCloud, estate.connection).run(null, { breakAfter: 2 })
  const sorted = (observations: readonly Observation[]) => observations.map((one) => `${one.kind} ${one.key}`).toSorted()
  expect(sorted(broken.observations)).toEqual(sorted(whole.observations))
})

test('a role of one’s own making is a gap, Google’s are known', () => {
  const powers = (role: string) => googleCloud.classify(role, 'application', '')
  expect(powers('projects/meridian-data/roles/forecastWriter')).toBeNull()
  expect(powers('roles/unheard.of')).toBeNull()
  expect(powers('roles/bigquery.__proto__')).toBeNull()
  expect(powers('roles/owner')?.[0]).toEqual({ action: 'administer', resource: 'infrastructure', sensitivity: 'restricted' })
  expect(powers('roles/bigquery.dataViewer')).toEqual([{ action: 'read', resource: 'database', sensitivity: 'confidential' }])
})

test('a project that is denied is denied, the others are seen', async () => {
  const { cloud } = await open({ denials: [{ project: 'meridian-care', service: 'aiplatform' }] })
  const { ends, observations } = await cloud.run()
  expect(ends.engines).toMatchObject({ state: 'partial', why: expect.stringContaining('Customer Care (meridian-care) / us-central1') })
  expect(ends.engines).toMatchObject({
    failure: { subject: 'aiplatform.reasoningEngines.list', next: expect.stringContaining('roles/aiplatform.viewer') },
  })
  expect(named(observations, 'Returns Helper')).toBeUndefined()
  expect(named(observations, 'Cloud Gardener')).toBeDefined()
})

test('hostile names are kept as they are and become no key', async () => {
  const { estate, cloud } = await open()
  const { observations } = await cloud.run()
  for (const entry of estate.entries.filter((one) => one.archetype === 40)) expect(named(observations, entry.name)).toBeDefined()
  expect(Object.getPrototypeOf(named(observations, '__proto__')?.details)).toBe(Object.prototype)
})

test('the probe names what is missing, and what is wrong with the settings', async () => {
  const { estate, cloud } = await open({ without: ['cloudasset.assets.searchAllIamPolicies'] })
  const probe = await googleCloud.probe(cloud.context())
  const missing = probe.ok ? probe.value.checks.filter((check) => check.state !== 'granted') : []
  expect(missing).toMatchObject([{ permission: 'cloudasset.assets.searchAllIamPolicies', state: 'missing' }])
  const elsewhere = openForTest(googleCloud, { ...estate.connection, settings: { ...estate.connection.settings, scope: 'not a number' } })
  expect(await googleCloud.probe(elsewhere.context())).toMatchObject({ ok: false, failure: { code: 'invalid-input', subject: 'scope' } })
})

test.each([
  { name: 'Returns Helper', calls: ['set-engine-policy', 'disable-account'] },
  { name: 'Ledger reader', calls: ['disable-account-key'] },
  { name: 'Open weights trial', calls: ['undeploy-model', 'disable-account'] },
  { name: 'Churn scores', calls: ['undeploy-model', 'undeploy-model'] },
  { name: 'Gemini trial', calls: ['delete-api-key'] },
])('revokes $name in the narrowest way, proves it, and puts it back', async ({ name, calls: expected }) => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  const { revoke } = googleCloud
  const subject = named(observations, name)
  if (!revoke || !subject) throw new Error('nothing to revoke')
  const target = {
    agent: { name, nativeIds: subject.nativeIds, relations: subject.relations, grantCount: 0 },
    connectionId: 'test',
    subjectKeys: [subject.key],
    grantKeys: [],
  } as unknown as RevokeTarget
  const draft = await revoke.plan(target, cloud.context())
  if (!draft.ok) throw new Error(draft.failure.message)
  expect(draft.value.calls.map(({ callId }) => callId)).toEqual(expected)
  expect(draft.value.calls.every(({ reversible }) => reversible)).toBe(true)
  const planned = draft.value.calls.map((call, index) => ({ ...call, id: `c${index}`, connectionId: 'test' })) as readonly PlannedCall[]
  expect(await revoke.verify(planned, cloud.context())).toMatchObject({ ok: true, value: { inForce: false } })
  // A scan's access makes no such call.
  const [first] = planned
  if (first) expect(await revoke.execute(first, cloud.context())).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })

  const before: (string | null)[] = []
  for (const call of planned) {
    const done = await revoke.execute(call, cloud.context('write'))
    if (!done.ok) throw new Error(done.failure.message)
    expect(done.value.state).toBe('done')
    before.push(done.value.preImage)
    expect(await revoke.execute(call, cloud.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
  }
  expect(await revoke.verify(planned, cloud.context())).toMatchObject({ ok: true, value: { inForce: true } })
  const again = await openForTest(googleCloud, estate?.connection ?? { settings: {}, secrets: {} }).run()
  expect(named(again.observations, name)).not.toEqual(subject)
  for (const [index, call] of planned.entries())
    expect(await revoke.undo(call, before[index] ?? null, cloud.context('write'))).toMatchObject({ ok: true })
  expect(await revoke.verify(planned, cloud.context())).toMatchObject({ ok: true, value: { inForce: false } })
  const back = await openForTest(googleCloud, estate?.connection ?? { settings: {}, secrets: {} }).run()
  const comparable = (one: Subject | undefined) => ({
    ...one,
    models: one?.models.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
  })
  expect(comparable(named(back.observations, name))).toEqual(comparable(subject))
})

test('what no call can stop comes as steps by hand, and what others share is left alone', async () => {
  const { cloud } = await open()
  const { observations } = await cloud.run()
  const { revoke } = googleCloud
  const planOf = (name: string) => {
    const subject = named(observations, name)
    const agent = { name, nativeIds: subject?.nativeIds ?? [], relations: subject?.relations ?? [], grantCount: 0 }
    return revoke?.plan(
      { agent, connectionId: 'test', subjectKeys: [subject?.key ?? ''], grantKeys: [] } as unknown as RevokeTarget,
      cloud.context(),
    )
  }
  const chat = await planOf('Order status line')
  expect(chat?.ok && [chat.value.calls, chat.value.manual.map(({ where }) => where)]).toEqual([[], ['Conversational Agents console']])
  // The account that all agents of a project share is nobody's to switch off.
  const shared = await planOf('Contract Summariser')
  expect(shared?.ok && shared.value.calls).toEqual([])
  expect(shared?.ok && shared.value.manual[0]?.title).toContain('cannot be undone')
})
