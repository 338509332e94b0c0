import { expect, test } from 'vitest'
import { capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import type { Policy, PolicyContent, TrialProgress } from '../../../../shared/domain/policy.ts'
import { agreed, changed, got, keyFor, person, withTwoLeads } from '../keys/second-key-fixture.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { withWorkspace } from '../workspace-fixture.ts'
import { changeOf, policyOf, policySubject, publishPolicy } from './change-policy.ts'
import { versionsOf } from './policies-of.ts'
import { isBehind, reassessAll } from './reassess.ts'
import { simulatePolicy } from './simulate-policy.ts'

const pack = 'read-only-assistant'
const contentOf = ({ id, title, summary, severity, responseDays, cedar, selector }: Policy): PolicyContent => ({
  id,
  title,
  summary,
  severity,
  responseDays,
  cedar,
  selector,
})
const edited = (policy: Policy | null, changes: Partial<PolicyContent>): PolicyContent => {
  if (policy === null) throw new Error('no such policy')
  return { ...contentOf(policy), ...changes }
}
const withoutForbid = (cedar: string) => cedar.replace(/@id\("never-sends"\)[\s\S]*?;\n/, '')
const unwatched = { signal: new AbortController().signal, tell: () => {} }
const sends = '@id("sends")\n@says("It may send.")\npermit (principal, action == Rollcall::Action::"send", resource);\n'

test('an edited pack is a version in the ledger, with its reason, and judges agents from then on', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    workspace.see({ id: 'a', capabilities: [capabilityWith({ reach: 'tenant' })] })
    expect(store.agents.get('a')?.violations).toEqual([])
    const draft = edited(policyOf(store, pack), { selector: { kinds: ['assistant'] } })
    const published = got(await publishPolicy(workspace, draft, 'Every assistant.'))
    expect(published).toMatchObject({ version: 2, origin: 'edited', published: { by: 'lead', reason: 'Every assistant.' } })
    expect(isBehind(store)).toBe(true)
    expect(await reassessAll(store, workspace.ports.clock)).toBe(1)
    expect(isBehind(store)).toBe(false)
    expect(store.agents.get('a')?.violations).toMatchObject([{ policyId: pack, statement: 'not-beyond-its-group', evidence: ['call-3'] }])
    expect(store.agents.get('a')?.findings.some(({ factorId }) => factorId === 'no-policy')).toBe(false)
    expect(versionsOf(store, pack).map(({ version }) => version)).toEqual([2, 1])
    expect(verifyStoredLedger(store.ledger).ok).toBe(true)
  }))

test('a policy of the organisation’s own is published, and the same twice is refused', () =>
  withWorkspace(async (workspace) => {
    const own = edited(policyOf(workspace.store, pack), { id: 'our-own', title: 'Our own' })
    expect(got(await publishPolicy(workspace, own, 'First.'))).toMatchObject({ version: 1, origin: 'own' })
    expect(await publishPolicy(workspace, own, 'Again.')).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  }))

test('of two who publish at the same time, the second is told that it was changed', () =>
  withWorkspace(async (workspace) => {
    const before = policyOf(workspace.store, pack)
    const both = (['critical', 'low'] as const).map((severity) => publishPolicy(workspace, edited(before, { severity }), 'At once.'))
    const [first, second] = await Promise.all(both)
    expect(first).toMatchObject({ ok: true, value: { version: 2, severity: 'critical' } })
    expect(second).toMatchObject({ ok: false, failure: { code: 'conflict', message: expect.stringContaining('was changed while') } })
    expect(versionsOf(workspace.store, pack)).toHaveLength(2)
  }))

test('a text that does not hold is refused with its place', () =>
  withWorkspace(async (workspace) => {
    const draft = edited(policyOf(workspace.store, pack), {
      cedar: '@id("a")\npermit (principal, action, resource)\nwhen { principal.mood };',
    })
    expect(await publishPolicy(workspace, draft, 'Broken.')).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', subject: 'line 3, column 8' },
    })
  }))

test('the lines that differ are told, and why it weakens', () =>
  withWorkspace(async (workspace) => {
    const before = policyOf(workspace.store, pack)
    workspace.see({ id: 'a', name: 'Mailer', capabilities: [capabilityWith({ action: 'send' })] })
    const draft = edited(before, { cedar: `${withoutForbid(before?.cedar ?? '')}${sends}` })
    const change = got(await changeOf(workspace.store, draft))
    expect(change.lines.filter(({ mark }) => mark === '-').map(({ text }) => text)).toContain('@id("never-sends")')
    expect(change.weakening).toEqual([expect.stringContaining('Mailer')])
    expect(change.needsSecondKey).toBe(false)
  }))

test('under the two-key rule nobody weakens a policy alone; a second key over exactly this does', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    withTwoLeads(workspace, { weakenPolicy: true })
    const before = policyOf(store, pack)
    const draft = edited(before, { cedar: `${withoutForbid(before?.cedar ?? '')}${sends}` })
    expect(await publishPolicy(workspace, draft, 'Needed.')).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
    expect(agreed(workspace, policySubject(store, draft)).ok).toBe(true)
    // Agreed was to this text, not to another.
    const more = { ...draft, cedar: draft.cedar.replace('@id("no-restricted-data")', '@id("no-restricted")').replace('>= 3 };', '>= 4 };') }
    expect(await publishPolicy(workspace, more, 'More.')).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
    expect(got(await publishPolicy(workspace, draft, 'Needed.')).version).toBe(2)
    // What forbids more takes one key.
    expect(got(await publishPolicy(workspace, edited(policyOf(store, pack), { severity: 'critical' }), 'Stricter.')).version).toBe(3)
  }))

test('only a lead publishes', () =>
  withWorkspace(async (workspace) => {
    changed(workspace, person('one', 'Auditor One', 'auditor'))
    changed(workspace, keyFor('one', workspace.signer, 'this-device'))
    const draft = edited(policyOf(workspace.store, pack), { severity: 'critical' })
    expect(await publishPolicy(workspace, draft, 'No.')).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
  }))

test('a draft is tried on what is recorded, and changes nothing', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    workspace.see({ id: 'a', name: 'Mailer', capabilities: [capabilityWith({ action: 'send' }), capabilityWith()] })
    workspace.see({ id: 'b', name: 'Reader', capabilities: [capabilityWith()] })
    const draft = edited(policyOf(store, pack), { selector: { kinds: ['assistant'] } })
    const [now] = got(
      await simulatePolicy(store, draft, { everyone: false, audits: null, clock: workspace.ports.clock, ...unwatched }),
    ).sides
    expect(now).toMatchObject({ agents: 2, boundBefore: 0, boundAfter: 2, violationsAfter: 1, hitCount: 1, freedCount: 0 })
    expect(now?.hit).toMatchObject([
      { name: 'Mailer', because: ['It sends mail as its user. It never sends anything: it answers whoever asked.'] },
    ])
    expect(store.agents.get('a')?.violations).toEqual([])
    const freed = got(
      await simulatePolicy(
        store,
        { ...draft, cedar: `${withoutForbid(draft.cedar)}${sends}` },
        { everyone: true, audits: null, clock: workspace.ports.clock, ...unwatched },
      ),
    ).sides[0]
    expect(freed).toMatchObject({ hitCount: 0, freedCount: 1, violationsBefore: 1, violationsAfter: 0 })
  }))

test('a trial tells how far it has come, and one that is stopped claims nothing beyond what it looked at', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    const many = 600
    store.relaxed(() => {
      for (let nr = 0; nr < many; nr += 1)
        workspace.see({ id: `a${String(nr).padStart(3, '0')}`, name: `Mailer ${nr}`, capabilities: [capabilityWith({ action: 'send' })] })
    })
    const draft = edited(policyOf(store, pack), { selector: { kinds: ['assistant'] } })
    const stop = new AbortController()
    const told: TrialProgress[] = []
    const tell = (progress: TrialProgress) => {
      told.push(progress)
      if (progress.agents > 0) stop.abort()
    }
    const options = { everyone: false, audits: null, clock: workspace.ports.clock, signal: stop.signal, tell }
    const stopped = got(await simulatePolicy(store, draft, options))
    const looked = stopped.stopped?.side.agents ?? 0
    expect(looked).toBeGreaterThan(0)
    expect(looked).toBeLessThan(many)
    expect(stopped).toMatchObject({ sides: [], stopped: { of: many, notTried: [], side: { hitCount: looked, boundAfter: looked } } })
    expect(told.at(-1)).toEqual({ at: 'now', agents: looked, of: many, sides: 0, ofSides: 1 })
    expect(got(await simulatePolicy(store, draft, { ...options, signal: unwatched.signal })).stopped).toBeNull()
  }))
