import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verifyBundle } from '../bundles/verify-bundle.ts'
import { bytesOf } from '../bundles/zip-read.ts'
import { decide } from '../decide.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { openAudit, reviewAudit } from './open-audit.ts'
import { progressOf } from './progress.ts'
import { afterSealing, standingOf } from './schedule.ts'
import { sealAudit } from './seal.ts'
import { approval, withAudited } from './seal-fixture.ts'

const draft = {
  name: '2026-Q4',
  from: '2026-10-01',
  to: '2026-12-31',
  scope: { businessUnits: [], connectionIds: [] },
  people: [],
  scheduleId: null,
}

test('an audit is opened, reviewed, sealed into a file that holds, and is then closed for good', () =>
  withAudited(async (workspace, { sealing }) => {
    const { store } = workspace
    const opened = openAudit(workspace, draft, 'audit-1')
    expect(opened.ok && progressOf(store, opened.value)).toMatchObject({ agents: 4, undecided: 3, decisions: 1, attestations: null })
    expect(reviewAudit(workspace, 'audit-1', 'Looked through.').ok).toBe(true)
    const sealed = await sealAudit(sealing, 'audit-1')
    if (!sealed.ok || sealed.value.seal === null) throw new Error('not sealed')
    const { seal } = sealed.value
    expect(seal.counts).toMatchObject({ agents: 4, connections: 2 })
    expect(store.ledger.head()).toMatchObject({ seq: seal.entry, kind: 'audit-sealed' })
    expect(verifyStoredLedger(store.ledger, { outside: seal.checkpoint })).toMatchObject({ ok: true })
    const again = await sealAudit(sealing, 'audit-1')
    expect(again.ok ? null : again.failure.code).toBe('conflict')
    expect(openAudit(workspace, draft, 'audit-2').ok).toBe(false)
  }))

test('the bundle verifies with nothing but its bytes, and says what it cannot prove', () =>
  withAudited(async (_, { seal }) => {
    const bytes = readFileSync(await seal('2026-Q4'))
    const verdict = verifyBundle(bytesOf(bytes))
    expect(verdict.checks.filter((check) => check.state !== 'passed')).toEqual([])
    expect(verdict).toMatchObject({ ok: true, organisation: 'Sample Ltd', audit: { name: '2026-Q4' }, redacted: false })
    expect(verdict.cannotProve.join(' ')).toMatch(/rewrote the whole ledger.*Whose keys/)
    const note = verdict.checkpoint?.note ?? ''
    const key = verdict.signedBy?.publicKey ?? null
    expect(verifyBundle(bytesOf(bytes), { outside: note, publicKey: key }).cannotProve.join(' ')).not.toMatch(/rewrote|Whose/)
  }))

test('a scope bounds what is sealed', () =>
  withAudited(async (_, { seal }) => {
    const verdict = verifyBundle(bytesOf(readFileSync(await seal('Finance', { businessUnits: ['Finance'], connectionIds: [] }))))
    expect(verdict).toMatchObject({ ok: true, counts: { agents: 1, connections: 1 } })
  }))

test('a decision taken while the audit is written is never left out: the seal is refused, and the audit stays open', () =>
  withAudited(async (workspace, { sealing }) => {
    const { store } = workspace
    openAudit(workspace, draft, 'audit-1')
    const report = async () => {
      decide(workspace, { ...approval, agentIds: ['agent-2'] })
      return null
    }
    const refused = await sealAudit({ ...sealing, report }, 'audit-1')
    expect(refused.ok ? null : refused.failure.next).toBe('Seal it again.')
    expect(store.audits.get('audit-1')?.state).toBe('open')
    expect(existsSync(`${store.path}-audits/2026-q4-audit-1.zip.part`)).toBe(false)
    expect((await sealAudit(sealing, 'audit-1')).ok).toBe(true)
    expect(verifyStoredLedger(store.ledger).ok).toBe(true)
  }))

test('a schedule is due, is missed in sight, and moves on when its audit is sealed', () => {
  const schedule = {
    id: 's',
    name: 'Quarterly',
    every: 'quarter' as const,
    dueOn: '2026-11-30',
    remindDays: 14,
    scope: draft.scope,
    people: [],
  }
  const on = (day: string) => standingOf(schedule, [], new Date(`${day}T12:00:00.000Z`))
  expect(on('2026-11-01')).toMatchObject({ state: 'later', days: 29 })
  expect(on('2026-11-20')).toMatchObject({ state: 'due', days: 10 })
  expect(on('2026-12-03')).toMatchObject({ state: 'missed', days: -3 })
  expect(afterSealing(schedule, new Date('2026-11-25T12:00:00.000Z')).dueOn).toBe('2027-02-28')
  expect(afterSealing(schedule, new Date('2027-04-01T12:00:00.000Z')).dueOn).toBe('2027-05-30')
})
