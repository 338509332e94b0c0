import { expect, test } from 'vitest'
import type { Agent } from '../../../shared/domain/agent.ts'
import { capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import { decide } from './decide.ts'
import { verifyStoredLedger } from './ledger/verify-stored.ts'
import { sweep, sweepOverdue } from './sweep.ts'
import { type Workspace, withWorkspace } from './workspace-fixture.ts'

const content = { reason: 'It fits.', until: null, conditions: null, policyId: null, owner: null }
const before: Partial<Agent> = { id: 'agent-1', capabilities: [capabilityWith()] }

const withApproved = (work: (workspace: Workspace) => void, until: string | null = null) =>
  withWorkspace((workspace) => {
    workspace.see(before)
    decide(workspace, { ...content, until, agentIds: ['agent-1'], action: 'approve' })
    workspace.advance(1)
    work(workspace)
  })

const swept = (workspace: Workspace) => {
  workspace.assess(sweep(workspace), null)
  const last = workspace.store.ledger.decisionsOf('agent-1').at(-1)
  return { action: last?.action, reason: last?.reason, status: workspace.standing('agent-1').status }
}

test('wider permissions end an approval, and the entry says what changed', () =>
  withApproved((workspace) => {
    workspace.see({ ...before, capabilities: [capabilityWith({ reach: 'tenant' })] })
    expect(workspace.standing('agent-1')).toMatchObject({ status: 'lapsed', implied: { action: 'lapse' } })
    const { action, reason, status } = swept(workspace)
    expect([action, status]).toEqual(['lapse', 'lapsed'])
    expect(reason).toContain('permissions: now read mail · confidential · tenant')
  }))

test('time ends an approval', () =>
  withApproved((workspace) => {
    expect(sweep(workspace)).toEqual([])
    workspace.advance(10)
    expect(swept(workspace)).toMatchObject({ action: 'lapse', reason: 'Its time ran out.' })
  }, '2026-11-25'))

test('an end that has come needs no scan, and says nothing about facts that a scan is still collecting', () =>
  withApproved((workspace) => {
    workspace.see({ ...before, gone: true })
    expect(sweepOverdue(workspace)).toEqual([])
    workspace.see(before)
    workspace.advance(10)
    expect(sweepOverdue(workspace)).toEqual(['agent-1'])
    expect(workspace.store.ledger.decisionsOf('agent-1').at(-1)).toMatchObject({ action: 'lapse', reason: 'Its time ran out.' })
  }, '2026-11-25'))

test('another name, another day: nothing happens', () =>
  withApproved((workspace) => {
    workspace.see({ ...before, name: 'Renamed', lastActive: null })
    expect(sweep(workspace)).toEqual([])
    expect(workspace.standing('agent-1').status).toBe('approved')
  }))

test('gone, it is retired; back, it has reappeared and does not carry its old approval', () =>
  withApproved((workspace) => {
    workspace.see({ ...before, gone: true })
    expect(swept(workspace)).toMatchObject({ action: 'retire', status: 'retired' })
    workspace.advance(30)
    workspace.see(before)
    expect(swept(workspace)).toMatchObject({ action: 'reappear', status: 'reappeared' })
  }))

test('an agent nobody decided about gets no entry', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1', gone: true })
    expect(workspace.standing('agent-1').status).toBe('retired')
    expect(sweep(workspace)).toEqual([])
    expect(workspace.store.ledger.count()).toBe(1)
  }))

test('not AI holds while the facts hold', () =>
  withWorkspace((workspace) => {
    workspace.see(before)
    decide(workspace, { ...content, agentIds: ['agent-1'], action: 'not-ai' })
    workspace.advance(1)
    workspace.see(before)
    expect(sweep(workspace)).toEqual([])
    workspace.see({ ...before, models: [{ vendor: 'Vendor', name: 'model-9' }] })
    expect(swept(workspace)).toMatchObject({ action: 'lapse', status: 'lapsed' })
  }))

test('what was written once is not written again, and the ledger stays right', () =>
  withApproved((workspace) => {
    workspace.see({ ...before, exposure: 'public' })
    expect(sweep(workspace)).toEqual(['agent-1'])
    workspace.assess(['agent-1'], null)
    expect(sweep(workspace)).toEqual([])
    expect(verifyStoredLedger(workspace.store.ledger)).toMatchObject({ ok: true, entries: 3 })
  }))
