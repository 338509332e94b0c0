import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Estate, EstateFault } from '../../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import { openEstate } from '../../../estate/open.ts'
import type { RevokeTarget } from '../connector.ts'
import { openForTest } from '../run-for-test.ts'
import { microsoft365 } from './connector.ts'

let estate: Estate | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

async function open(
  faults: readonly EstateFault[] = [],
  more: { readonly size?: string; readonly asOf?: string; readonly quotas?: 'published' | 'off' } = {},
) {
  estate = await openEstate({ size: 'small', seed: 7, quotas: 'off', ...more, faults })
  const [main, acquired] = estate.connections.filter((connection) => connection.provider === 'microsoft-365')
  if (!main || !acquired) throw new Error('the estate has two tenants')
  return { estate, main, acquired }
}

const subjects = (observations: readonly Observation[]): readonly Subject[] => observations.filter((one) => one.kind === 'subject')
const named = (observations: readonly Observation[], name: string, prefix = 'sp:') =>
  subjects(observations).find((subject) => subject.name === name && subject.key.startsWith(prefix))
const fault = (more: Partial<EstateFault>): EstateFault => ({
  provider: 'microsoft-365',
  method: 'GET',
  pathPrefix: '/v1.0/servicePrincipals',
  kind: 'status',
  ...more,
})

test('finds every agent of the answer key in the tenant, and lists nothing that is none', async () => {
  const { estate, main } = await open([], { size: '600' })
  const { observations, ends, keptAside } = await openForTest(microsoft365, main).run()
  expect(Object.values(ends).every((end) => end.state === 'complete')).toBe(true)
  expect(keptAside).toBe(0)
  const found = subjects(observations)
  const bearing = (kind: string, value: string) =>
    found.filter((subject) => subject.nativeIds.some((id) => id.kind === kind && id.value === value))
  const isAgent = (subject: Subject) =>
    !subject.firstParty && (subject.role === 'agent' || subject.signals.some((signal) => signal.certainty === 'certain'))
  // An identity is an agent too when a declared key joins it to one.
  const joined = (subject: Subject) => subject.nativeIds.some((id) => id.joins && bearing(id.kind, id.value).some(isAgent))
  const key = estate.answerKey.filter(
    (entry) => entry.provider === 'microsoft-365' && bearing(entry.nativeId.kind, entry.nativeId.value).length > 0,
  )
  expect(key.length).toBeGreaterThan(600)
  const wrong = key.filter(
    (entry) => bearing(entry.nativeId.kind, entry.nativeId.value).some((subject) => isAgent(subject) || joined(subject)) !== entry.isAgent,
  )
  expect(wrong.map((entry) => entry.name)).toEqual([])
})

test('says what an auditor asks first: reach, owner, age of the secret, who has left, who it strangers may use', async () => {
  const { main } = await open()
  const { observations } = await openForTest(microsoft365, main).run()
  const digest = named(observations, 'Inbox Digest')
  expect(digest?.traits).toEqual(expect.arrayContaining(['third-party', 'unverified-publisher', 'private-data', 'untrusted-input']))
  expect(observations).toContainEqual(
    expect.objectContaining({
      kind: 'grant',
      subjectKey: digest?.key,
      consent: 'tenant',
      permissions: expect.arrayContaining(['Mail.Read']),
    }),
  )
  expect(observations).toContainEqual(expect.objectContaining({ kind: 'ownership', subjectKey: digest?.key, person: null }))

  const invoice = named(observations, 'Invoice Agent')
  expect(invoice?.autonomy?.floor).toBe('A4')
  const made = Date.parse(invoice?.credentials?.[0]?.createdAt ?? '')
  expect(Math.round((Date.now() - made) / 86_400_000)).toBeGreaterThanOrEqual(899)

  const supplier = named(observations, 'Supplier Onboarding Agent')
  const owner = observations.find((one) => one.kind === 'ownership' && one.subjectKey === supplier?.key && one.role === 'owner')
  const person = observations.find((one) => one.kind === 'person' && owner?.kind === 'ownership' && one.key === owner.person?.key)
  expect(person).toMatchObject({ active: false })

  const careers = named(observations, 'Careers Chat', 'bot:')
  expect(careers).toMatchObject({ exposure: 'public', agentKind: 'chatbot', dataSources: [{ resource: 'hr', sensitivity: 'restricted' }] })
  const consents = observations.filter((one) => one.kind === 'grant' && one.subjectKey === named(observations, 'Otter.ai')?.key)
  expect(consents).toHaveLength(600)
})

test('a refused permission and a missing licence are said as such, and hide nothing else', async () => {
  const { acquired } = await open()
  const { ends, observations } = await openForTest(microsoft365, acquired).run()
  expect(ends['sign-in-activity']).toMatchObject({ state: 'denied', missing: 'AuditLog.Read.All' })
  expect(ends.packages).toMatchObject({ state: 'skipped', reason: 'not-licensed' })
  expect(ends['copilot-studio']).toMatchObject({ state: 'denied', missing: 'Power Platform: list environments and data policies' })
  expect(ends['service-principals']).toEqual({ state: 'complete' })
  expect(named(observations, 'Claude')).toBeDefined()
  const probe = await microsoft365.probe(openForTest(microsoft365, acquired).context())
  expect(probe.ok && probe.value.checks.find((check) => check.permission === 'AuditLog.Read.All')?.state).toBe('missing')
})

test('an interrupted list goes on from its cursor and sees everything once', async () => {
  const { main } = await open([], { size: '1500' })
  const first = await openForTest(microsoft365, main).run(['delegated-grants'], { stopAfter: 2 })
  const cursor = first.cursors.at(-1)
  const rest = await openForTest(microsoft365, main).run(['delegated-grants'], { cursor: cursor ?? '' })
  const whole = await openForTest(microsoft365, main).run(['delegated-grants'])
  const keys = [...first.observations, ...rest.observations].map((one) => one.key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.sort()).toEqual(whole.observations.map((one) => one.key).sort())
})

test('owners are looked up in batches where the list does not carry them', async () => {
  // Both casts are refused too, then both ways that expand owners; the next, cheaper way has none.
  const { main } = await open([fault({ status: 400, times: 4, pathPrefix: '/v1.0/servicePrincipals' })])
  const tenant = openForTest(microsoft365, main)
  const { ends, observations } = await tenant.run(['service-principals', 'owners'])
  expect(ends.owners).toEqual({ state: 'complete' })
  expect(observations.some((one) => one.kind === 'ownership' && one.person !== null)).toBe(true)
  expect(tenant.calls.some((call) => call.template === '/v1.0/$batch' && call.outcome === 'ok')).toBe(true)
})

test('the estate looks as it did at the audit before', async () => {
  const grantsOf = async (asOf: string) => {
    const { main, estate } = await open([], { asOf })
    const { observations } = await openForTest(microsoft365, main).run()
    await estate.close()
    const key = named(observations, 'Contract Review Agent')?.key
    return observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey === key ? one.permissions : [])).sort()
  }
  expect(await grantsOf('2026-09-15')).toEqual(['Files.Read.All'])
  expect(await grantsOf('2026-11-15')).toEqual(['Files.Read.All', 'Mail.Send', 'Sites.FullControl.All'])
})

test('signs in with a certificate, and by a code on another device', async () => {
  const { main } = await open()
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-certificate-'))
  const pem = join(folder, 'audit.pem')
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${pem}.key`, '-out', `${pem}.crt`, '-days', '2', '-subj', '/CN=audit'],
    { stdio: 'ignore' },
  )
  writeFileSync(pem, readFileSync(`${pem}.crt`, 'utf8') + readFileSync(`${pem}.key`, 'utf8'))
  const byCertificate = openForTest(microsoft365, {
    settings: { ...main.settings, signIn: 'certificate', certificatePath: pem },
    secrets: {},
  })
  expect((await byCertificate.run(['organization'])).ends.organization).toEqual({ state: 'complete' })

  const notices: string[] = []
  const byCode = openForTest(
    microsoft365,
    { settings: { ...main.settings, signIn: 'device-code' }, secrets: {} },
    { notice: (text) => notices.push(text) },
  )
  expect((await byCode.run(['organization'])).ends.organization).toEqual({ state: 'complete' })
  expect(notices.join()).toContain('DEMO2026')
})

test('a wrong secret is told in one sentence with what to do, and is in no call and no message', async () => {
  const { main } = await open()
  const wrong = openForTest(microsoft365, { settings: main.settings, secrets: { clientSecret: 'hunter2-wrong' } })
  const { ends } = await wrong.run(['organization'])
  expect(ends.organization).toMatchObject({
    state: 'failed',
    failure: { code: 'auth-failed', message: expect.stringContaining('AADSTS7000215') },
  })
  expect(JSON.stringify([ends, wrong.calls])).not.toContain('hunter2')
})

test('revokes: plans from a re-read, switches off, proves it, and takes it back', async () => {
  const { main } = await open()
  const test365 = openForTest(microsoft365, main)
  const { observations } = await test365.run()
  const subject = named(observations, 'Inbox Digest')
  const grantKeys = observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey === subject?.key ? [one.key] : []))
  const target = {
    agent: { name: 'Inbox Digest' },
    connectionId: 'test',
    subjectKeys: [subject?.key ?? ''],
    grantKeys,
  } as unknown as RevokeTarget
  const { revoke } = microsoft365
  const draft = await revoke?.plan(target, test365.context())
  if (!revoke || !draft?.ok) throw new Error('no plan')
  expect(draft.value.peopleAffected).toEqual(['everybody in the tenant'])
  const call = { ...draft.value.calls[0], id: 'c1', connectionId: 'test' } as Parameters<typeof revoke.execute>[0]
  expect(call).toMatchObject({ method: 'PATCH', callId: 'set-principal', body: '{"accountEnabled":false}' })

  const refused = await revoke.execute(call, test365.context('read'))
  expect(refused).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
  const done = await revoke.execute(call, test365.context('write'))
  expect(done).toMatchObject({ ok: true, value: { state: 'done', preImage: '{"accountEnabled":true}' } })
  expect(await revoke.verify([call], test365.context())).toMatchObject({ ok: true, value: { inForce: true } })
  expect(await revoke.execute(call, test365.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
  expect(named((await openForTest(microsoft365, main).run()).observations, 'Inbox Digest')).toMatchObject({
    enabled: false,
    traits: expect.arrayContaining(['disabled']),
  })

  expect(await revoke.undo(call, '{"accountEnabled":true}', test365.context('write'))).toMatchObject({ ok: true })
  expect(await revoke.verify([call], test365.context())).toMatchObject({ ok: true, value: { inForce: false } })
})

test('takes the permissions of a managed identity away one by one, since it cannot be switched off, and puts them back', async () => {
  const { main } = await open()
  const test365 = openForTest(microsoft365, main)
  const { observations } = await test365.run(['application-grants', 'service-principals'])
  const roles = observations.filter((one) => one.kind === 'grant' && one.key.startsWith('role:'))
  const held = (key: string) => roles.filter((one) => one.kind === 'grant' && one.subjectKey === key)
  const identity = subjects(observations).find((one) => one.name.startsWith('mi-') && held(one.key).length > 0)
  if (identity === undefined) throw new Error('the estate has a managed identity with permissions')
  const target = {
    agent: { name: identity.name },
    connectionId: 'test',
    subjectKeys: [identity.key],
    grantKeys: [],
  } as unknown as RevokeTarget
  const { revoke } = microsoft365
  const draft = await revoke?.plan(target, test365.context())
  if (!revoke || !draft?.ok) throw new Error('no plan')

  const calls = draft.value.calls.map((call, index) => ({ ...call, id: `c${index}`, connectionId: 'test' }))
  expect(calls.map(({ callId }) => callId)).toEqual(held(identity.key).map(() => 'delete-role'))
  const [call] = calls
  if (call === undefined) throw new Error('no call')
  const done = await revoke.execute(call, test365.context('write'))
  expect(done).toMatchObject({ ok: true, value: { state: 'done' } })
  expect(await revoke.verify([call], test365.context())).toMatchObject({ ok: true, value: { inForce: true } })

  const preImage = done.ok ? done.value.preImage : null
  expect(await revoke.undo(call, preImage, test365.context('write'))).toMatchObject({ ok: true })
  const again = await revoke.plan(target, test365.context())
  expect(again.ok && again.value.calls.length).toBe(calls.length)
})

test('reads recorded pages instead of the network', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-recorded-'))
  const { main } = await open()
  const token = (await (
    await fetch(`${main.settings.loginUrl}/${main.settings.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: main.settings.clientId ?? '',
        client_secret: main.secrets.clientSecret ?? '',
      }),
    })
  ).json()) as { access_token: string }
  for (const path of [
    '/v1.0/organization',
    '/v1.0/servicePrincipals?$top=999',
    '/v1.0/oauth2PermissionGrants?$top=999',
    '/v1.0/users?$top=999',
  ]) {
    const reply = await (
      await fetch(`${main.settings.baseUrl}${path}`, { headers: { authorization: `Bearer ${token.access_token}` } })
    ).json()
    writeFileSync(join(folder, 'recorded.ndjson'), `${JSON.stringify({ request: path, reply })}\n`, { flag: 'a' })
  }
  const recorded = openForTest(microsoft365, { settings: { export: folder }, secrets: {} })
  const { ends, observations } = await recorded.run()
  expect(ends['service-principals']).toEqual({ state: 'complete' })
  expect(ends['sign-in-activity']).toMatchObject({ state: 'skipped', reason: 'not-configured' })
  expect(named(observations, 'Inbox Digest')).toBeDefined()
  expect(recorded.calls).toEqual([])
})
