import { expect, test } from 'vitest'
import { decide } from './decide.ts'
import { verifyStoredLedger } from './ledger/verify-stored.ts'
import { sweep } from './sweep.ts'
import { type Workspace, withWorkspace } from './workspace-fixture.ts'

const said = {
  agentIds: ['a'],
  action: 'accept-risk',
  reason: 'Needed until the rebuild.',
  conditions: null,
  policyId: null,
  owner: null,
} as const
const control = { what: 'Its log is read daily.', by: 'Security', ends: '2026-12-05' }

const take = (workspace: Workspace, changes: Partial<Parameters<typeof decide>[1]>) =>
  decide(workspace, { ...said, until: '2026-12-31', control, ...changes })

test('an exception is carried by its control, stands in the signed entry with it, and ends when it ends', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a' })
    const taken = take(workspace, {})
    expect(taken.ok && taken.value[0]?.control).toEqual({ ...control, ends: '2026-12-05T23:59:59.999Z' })
    expect(verifyStoredLedger(workspace.store.ledger)).toMatchObject({ ok: true })
    expect(workspace.standing('a')).toMatchObject({ status: 'exception', until: '2026-12-05T23:59:59.999Z' })
    workspace.advance(14)
    workspace.assess(sweep(workspace), null)
    expect(workspace.store.ledger.decisionsOf('a').at(-1)).toMatchObject({ action: 'lapse', reason: 'Its compensating control ended.' })
    expect(workspace.agent('a').status).toBe('lapsed')
  }))

test('it ends with changed facts too, and without an end of its own a control lasts as long as the exception', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a' })
    take(workspace, { control: { ...control, ends: null } })
    expect(workspace.standing('a').until).toBe('2026-12-31T23:59:59.999Z')
    workspace.see({ id: 'a', exposure: 'public' })
    expect(workspace.agent('a').status).toBe('lapsed')
  }))

test.each([
  [{ control: { ...control, what: ' ' } }, 'control.what'],
  [{ control: { ...control, by: '' } }, 'control.by'],
  [{ control: { ...control, ends: 'soon' } }, 'control.ends'],
  [{ control: { ...control, ends: '2027-06-01' } }, 'control.ends'],
  [{ control: { ...control, ends: '2026-11-01' } }, 'control.ends'],
  [{ action: 'approve' as const }, 'control'],
])('%o is refused for its %s', (changes, subject) =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a' })
    expect(take(workspace, changes)).toMatchObject({ ok: false, failure: { code: 'invalid-input', subject } })
  }),
)
