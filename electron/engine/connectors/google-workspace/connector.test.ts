import { writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { EstateFault } from '../../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { type DomainEstateOptions, openDomainEstate } from '../../../estate/google-workspace/open.ts'
import { makePeople } from '../../../estate/people.ts'
import type { OpenServer } from '../../../estate/server-options.ts'
import { openState } from '../../../estate/state-file.ts'
import type { RevokeTarget } from '../connector.ts'
import { openForTest } from '../run-for-test.ts'
import { googleScopes } from './classify.ts'
import { googleWorkspace } from './connector.ts'
import { csvRows } from './csv.ts'

let estate: OpenServer | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

const today = new Date().toISOString().slice(0, 10)
// One key pair for all tests: making one takes longer than a scan.
const keys = openState(undefined).section('estate')

async function open(faults: readonly Partial<EstateFault>[] = [], more: Partial<DomainEstateOptions> = {}) {
  estate = await openDomainEstate({
    people: makePeople({ seed: 7, count: 700, domain: 'meridian.example' }),
    size: { principals: 120 },
    seed: 7,
    asOf: today,
    port: 0,
    quotas: 'off',
    faults: faults.map((fault) => ({ provider: 'google-workspace', method: 'GET', pathPrefix: users, kind: 'status', ...fault })),
    state: openState(undefined).section('google'),
    keys,
    ...more,
  })
  return { estate, google: openForTest(googleWorkspace, estate.connection) }
}

const users = '/admin/directory/v1/users'
const subjects = (observations: readonly Observation[]): readonly Subject[] => observations.filter((one) => one.kind === 'subject')
const named = (observations: readonly Observation[], name: string) => subjects(observations).find((subject) => subject.name === name)
const grantsOf = (observations: readonly Observation[], key: string | undefined) =>
  observations.flatMap((one) => (one.kind === 'grant' && one.subjectKey === key ? [one] : []))

test('finds every agent of the answer key, and calls nothing certain that is none', async () => {
  const { estate, google } = await open()
  const { observations, ends, keptAside } = await google.run()
  expect(Object.values(ends).every((end) => end.state === 'complete')).toBe(true)
  expect(keptAside).toBe(0)
  const wrong = estate.entries.filter((entry) => {
    const found = subjects(observations).find((subject) => subject.nativeIds.some((id) => id.value === entry.nativeId.value))
    const certain = found?.firstParty === false && found.signals.some((signal) => signal.certainty === 'certain')
    return (
      found === undefined || certain !== entry.isAgent || (entry.expected === 'not-listed' && !found.firstParty && found.signals.length > 0)
    )
  })
  expect(wrong.map((entry) => entry.name)).toEqual([])
  expect(estate.entries.length).toBeGreaterThan(30)
})

test('finds Gemini in Google’s own applications by the audit log, and tells what people did from what it offered unasked', async () => {
  const { google } = await open()
  const { observations, ends } = await google.run(['gemini'])
  expect(ends.gemini).toEqual({ state: 'complete' })
  const assistant = named(observations, 'Gemini in Google Workspace')
  expect(assistant?.details['Used in']).toMatch(/^gmail \d+, docs \d+, meet \d+$/)
  expect(assistant?.tools?.map(({ name }) => name)).toContain('Read and write its user’s mail')
  const use = observations.find(({ kind }) => kind === 'activity')
  // Sixty people were offered a summary; twelve asked for something themselves.
  expect(use).toMatchObject({ users: 12, calls: 12, window: expect.stringContaining('unasked is not counted') })
  expect(JSON.stringify(observations)).not.toMatch(/@meridian|summarize_proactive/)
})

test('says nothing of Gemini where the log knows of none, and that it may not look where it may not', async () => {
  const { google } = await open([], { empty: true })
  expect(await google.run(['gemini'])).toMatchObject({ observations: [], ends: { gemini: { state: 'complete' } } })
  await estate?.close()
  const { google: blind } = await open([], { mayReport: false })
  expect((await blind.run(['gemini'])).ends.gemini).toMatchObject({ state: 'denied', missing: expect.stringContaining('reports') })
})

test('600 consents to one client are one application with 600 grants', async () => {
  const { google } = await open([], { size: { principals: 2_500 } })
  const { observations } = await google.run(['users', 'consent-log', 'tokens', 'applications'])
  const takers = subjects(observations).filter((subject) => subject.name === 'Otter.ai')
  expect(takers).toHaveLength(1)
  const grants = grantsOf(observations, takers[0]?.key)
  expect(grants).toHaveLength(600)
  expect(new Set(grants.map((grant) => grant.principalKey)).size).toBe(600)
  expect(grants.every((grant) => grant.grantedAt !== null)).toBe(true)
  expect(takers[0]?.details.Consents).toBe('600')
  // Two pages of users, and some of them have left.
  const people = observations.filter((one) => one.kind === 'person')
  expect(people).toHaveLength(620)
  expect(people.some((person) => person.kind === 'person' && !person.active)).toBe(true)
})

test('says of domain-wide delegation that it acts unattended for everybody, who allowed it, and what a list is needed for', async () => {
  const { estate, google } = await open()
  const { observations } = await google.run()
  const companion = named(observations, 'Minutes Companion')
  expect(companion).toMatchObject({ exposure: 'tenant', autonomy: { floor: 'A4' } })
  expect(companion?.traits).toEqual(expect.arrayContaining(['private-data', 'untrusted-input', 'outbound-channel', 'third-party']))
  expect(grantsOf(observations, companion?.key)).toMatchObject([{ type: 'application', consent: 'tenant' }])
  expect(observations).toContainEqual(expect.objectContaining({ kind: 'ownership', role: 'consenter', subjectKey: companion?.key }))

  const { clientList: _, ...settings } = estate.connection.settings
  const blind = await openForTest(googleWorkspace, { settings, secrets: estate.connection.secrets }).run()
  expect(blind.ends.delegation).toMatchObject({ state: 'partial', why: expect.stringContaining('no call lists domain-wide delegation') })
  const seen = subjects(blind.observations).filter((subject) => subject.key.startsWith('delegation:'))
  // What was allowed longer ago than the log keeps is not seen without the list.
  expect(seen).toHaveLength(1)
})

test('what was not used since the log begins is known as such, and since when it was there at the latest', async () => {
  const { google } = await open()
  const { observations } = await google.run()
  const drafter = named(observations, 'Deck Drafter AI')
  const use = observations.find((one) => one.kind === 'activity' && one.nativeId?.value === drafter?.nativeIds[0]?.value)
  expect(use).toMatchObject({ lastActive: null, window: 'last 180 days' })
  const there = Date.parse(drafter?.createdAt ?? '')
  expect(Date.now() - there).toBeGreaterThan(140 * 86_400_000)
  expect(drafter?.details['First consent']).toContain('older than the log keeps')
  const taker = named(observations, 'Otter.ai')
  expect(observations.find((one) => one.kind === 'activity' && one.nativeId?.value === taker?.nativeIds[0]?.value)).toMatchObject({
    lastActive: expect.stringContaining('T'),
  })
})

test('says which scopes an application never used: both what a scope lets into and what was called are in Google’s own words', async () => {
  const { google } = await open()
  const { observations } = await google.run()
  const unusedOf = (name: string) =>
    new Set(
      grantsOf(observations, named(observations, name)?.key).map(({ unused }) => unused?.map((scope) => scope.split('/').at(-1)).join(' ')),
    )
  // It called the calendar; contacts it may read and never did. Meetings fall under no product of the log, and signing in is its own use.
  expect(unusedOf('Otter.ai')).toEqual(new Set(['contacts.readonly']))
  expect(named(observations, 'Otter.ai')?.details['Allowed and not used in 180 days']).toBe('contacts.readonly')
  // Silent for longer than the log keeps: nothing it was given was used.
  expect(unusedOf('Deck Drafter AI')).toEqual(new Set(['documents drive presentations']))
  // What acts for everybody was seen at mail and calendars, never at files. Into which product the directory's scope lets no consent told.
  expect(unusedOf('Minutes Companion')).toEqual(new Set(['drive.readonly']))
})

test('claims no scope to be unused where the log of uses is refused', async () => {
  const { google } = await open([{ pathPrefix: '/admin/reports/v1/activity/users/all/applications/token', skip: 1, status: 403 }])
  const { observations } = await google.run(['users', 'consent-log', 'tokens'])
  const grants = observations.flatMap((one) => (one.kind === 'grant' ? [one] : []))
  expect(grants.length).toBeGreaterThan(100)
  expect(grants.some(({ grantedAt }) => grantedAt !== null)).toBe(true)
  expect(grants.filter(({ unused }) => unused !== undefined)).toEqual([])
})

test('an application that is back under another name is the same subject', async () => {
  const idOf = async (asOf: string, name: string) => {
    const { estate, google } = await open([], { asOf })
    const { observations } = await google.run(['users', 'consent-log', 'tokens', 'applications'])
    await estate.close()
    return named(observations, name)?.key
  }
  const before = await idOf('2026-09-15', 'Meeting Sidekick AI')
  expect(before).toMatch(/^client:/)
  expect(await idOf('2026-11-15', 'Daily Brief AI')).toBe(before)
})

test('an unknown scope is a gap, the common ones are known, and the platform’s own client is no shadow', async () => {
  const { google } = await open()
  const { observations } = await google.run()
  expect(named(observations, 'Google Chrome')).toMatchObject({ firstParty: true })
  expect(googleWorkspace.classify('https://www.googleapis.com/auth/meridian.experimental', 'delegated', '')).toBeNull()
  expect(googleWorkspace.classify('__proto__', 'delegated', '')).toBeNull()
  expect(googleWorkspace.classify('https://mail.google.com/', 'delegated', '')?.[0]).toMatchObject({
    action: 'administer',
    resource: 'mail',
  })
  const used = new Set(observations.flatMap((one) => (one.kind === 'grant' ? one.permissions : [])))
  const unknown = [...used].filter((scope) => googleWorkspace.classify(scope, 'delegated', '') === null)
  expect(unknown).toEqual(['https://www.googleapis.com/auth/meridian.experimental'])
  expect(Object.keys(googleScopes).length).toBeGreaterThan(300)
})

test('hostile names are kept as they are and become no key', async () => {
  const { estate, google } = await open()
  const { observations } = await google.run()
  for (const entry of estate.entries.filter((one) => one.archetype === 40)) expect(named(observations, entry.name)).toBeDefined()
  expect(Object.getPrototypeOf(named(observations, '__proto__')?.details)).toBe(Object.prototype)
})

test('a scope that was not allowed denies its own step and no other', async () => {
  const missing = 'https://www.googleapis.com/auth/admin.directory.user.security'
  const { google } = await open([], { without: [missing] })
  const { ends } = await google.run()
  expect(ends.users).toEqual({ state: 'complete' })
  expect(ends['consent-log']).toEqual({ state: 'complete' })
  expect(ends.tokens).toMatchObject({ state: 'denied', missing })
  const probe = await googleWorkspace.probe(google.context())
  expect(probe.ok && probe.value.checks.map((check) => check.state)).toEqual(['granted', 'missing', 'granted'])
})

test('an administrator without the privilege for reports is told so: Google answers 401 there', async () => {
  const { google } = await open([], { mayReport: false })
  const { ends, observations } = await google.run()
  expect(ends['consent-log']).toMatchObject({ state: 'denied', why: expect.stringContaining('audit log') })
  expect(ends.activity).toMatchObject({ state: 'denied' })
  expect(ends.delegation).toMatchObject({ state: 'denied' })
  expect(ends.tokens).toEqual({ state: 'complete' })
  // The list still tells of delegation, and of dates nothing is claimed.
  expect(named(observations, 'Minutes Companion')).toBeDefined()
  expect(named(observations, 'Otter.ai')?.createdAt).toBeNull()
})

test('a 403 on one person’s tokens is denied, not empty', async () => {
  const { google } = await open([{ pathPrefix: `${users}/`, status: 403 }])
  const { ends } = await google.run()
  expect(ends.tokens).toMatchObject({ state: 'denied' })
  expect(ends.users).toEqual({ state: 'complete' })
})

test('waits when Google says under a 403 that it was too much', async () => {
  const busy = await open([], { throttleFirst: 1 })
  const since = Date.now()
  expect((await busy.google.run(['users'])).ends.users).toEqual({ state: 'complete' })
  expect(Date.now() - since).toBeGreaterThanOrEqual(1_000)
})

test('a token that is not accepted is renewed once', async () => {
  const { google, estate } = await open([{ status: 401, times: 1 }])
  expect((await google.run(['users'])).ends.users).toEqual({ state: 'complete' })
  await estate.close()
  const { google: refused } = await open([{ status: 401 }])
  expect((await refused.run(['users'])).ends.users).toMatchObject({ state: 'failed', failure: { code: 'auth-failed' } })
})

test('an interrupted reading of consents goes on from its cursor and ends in the same picture', async () => {
  const { google, estate } = await open()
  const people = await google.run(['users'])
  const first = await openForTest(googleWorkspace, estate.connection).run(['tokens'], { stopAfter: 20, seen: people.observations })
  const again = openForTest(googleWorkspace, estate.connection)
  const cursor = first.cursors.at(-1) ?? ''
  const rest = await again.run(['tokens'], { cursor, seen: people.observations })
  const whole = await google.run(['consent-log', 'tokens', 'applications'], { seen: people.observations })
  const keys = [...first.observations, ...rest.observations].map((one) => one.key)
  expect(new Set(keys).size).toBe(keys.length)
  const resumed = await again.run(['applications'], { seen: [...people.observations, ...first.observations, ...rest.observations] })
  const bySubject = (one: Subject, other: Subject) => (one.key < other.key ? -1 : 1)
  expect([...subjects(resumed.observations)].sort(bySubject)).toEqual([...subjects(whole.observations)].sort(bySubject))
})

test('a wrong key is told in one sentence, and is in no call and no message', async () => {
  const { estate } = await open()
  const wrong = openForTest(googleWorkspace, {
    settings: estate.connection.settings,
    secrets: { serviceAccountKey: '{"private_key": "hunter2"}' },
  })
  const { ends } = await wrong.run(['users'])
  expect(ends.users).toMatchObject({ state: 'failed', failure: { code: 'invalid-input', subject: 'serviceAccountKey' } })
  const { estate: other } = await open([], { seed: 8, keys: openState(undefined).section('estate') })
  const mixed = openForTest(googleWorkspace, { settings: estate.connection.settings, secrets: other.connection.secrets })
  const refused = await mixed.run(['users'])
  expect(refused.ends.users).toMatchObject({ state: 'failed' })
  expect(JSON.stringify([ends, refused.ends, wrong.calls, mixed.calls])).not.toMatch(/hunter2|PRIVATE KEY/)
})

test('somebody else as administrator is refused by the sign-in with what to do', async () => {
  const { estate } = await open()
  const { ends } = await openForTest(googleWorkspace, {
    settings: { ...estate.connection.settings, adminEmail: 'nobody@meridian.example' },
    secrets: estate.connection.secrets,
  }).run(['users'])
  expect(ends.users).toMatchObject({ state: 'failed', failure: { code: 'auth-failed', message: expect.stringContaining('invalid_grant') } })
})

test('a list that was copied badly is told, and hides nothing of what the log says', async () => {
  const { estate } = await open()
  writeFileSync(estate.connection.settings.clientList ?? '', 'Name;Scopes\nX;y\n')
  const { ends, observations } = await openForTest(googleWorkspace, estate.connection).run()
  expect(ends.delegation).toMatchObject({ state: 'partial', why: expect.stringContaining('Client ID') })
  expect(subjects(observations).some((subject) => subject.key.startsWith('delegation:'))).toBe(true)
  expect(csvRows('\uFEFFa;b\r\n"x;""y""";2\n\n')).toEqual([
    ['a', 'b'],
    ['x;"y"', '2'],
  ])
})

test('revokes: says whom it affects and that it cannot be undone, deletes, proves it', async () => {
  const { google } = await open()
  const { observations } = await google.run()
  const subject = named(observations, 'Daily Brief AI') ?? named(observations, 'Meeting Sidekick AI')
  const grantKeys = grantsOf(observations, subject?.key).map((grant) => grant.key)
  const target = (grantCount: number, keys: readonly string[]) =>
    ({
      agent: { name: 'Daily Brief', grantCount },
      connectionId: 'test',
      subjectKeys: [subject?.key ?? ''],
      grantKeys: keys,
    }) as unknown as RevokeTarget
  const { revoke } = googleWorkspace
  const draft = await revoke?.plan(target(grantKeys.length, grantKeys), google.context())
  if (!revoke || !draft?.ok) throw new Error('no plan')
  expect(draft.value.calls).toHaveLength(6)
  expect(draft.value.calls.every((call) => !call.reversible)).toBe(true)
  expect(draft.value.peopleAffected.every((who) => who.endsWith('@meridian.example'))).toBe(true)
  expect(draft.value.cannotBeUndone.join()).toContain('6 deleted consents')
  expect(draft.value.manual[0]?.title).toContain('Block')
  // The inventory hands over examples only when there are hundreds: then everybody is asked about.
  const everybody = await revoke.plan(target(600, grantKeys.slice(0, 1)), google.context())
  expect(everybody.ok && everybody.value.calls.length).toBe(6)

  const calls = draft.value.calls.map((call, index) => ({ ...call, id: `c${index}`, connectionId: 'test' })) as readonly PlannedCall[]
  const [first] = calls
  if (!first) throw new Error('no call')
  expect(await revoke.execute(first, google.context('read'))).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
  expect(await revoke.verify(calls, google.context())).toMatchObject({ ok: true, value: { inForce: false } })
  for (const call of calls)
    expect(await revoke.execute(call, google.context('write'))).toMatchObject({ ok: true, value: { state: 'done' } })
  expect(await revoke.execute(first, google.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
  expect(await revoke.verify(calls, google.context())).toMatchObject({ ok: true, value: { inForce: true } })
  expect(await revoke.undo(first, '{}', google.context('write'))).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('cannot') },
  })
  const after = await google.run()
  expect(subjects(after.observations).some((one) => one.key === subject?.key)).toBe(false)
})
