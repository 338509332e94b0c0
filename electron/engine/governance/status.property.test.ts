import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import { type DecisionAction, decisionActions } from '../../../shared/domain/decision.ts'
import { decide, takeOne } from './decide.ts'
import { factsHash } from './facts.ts'
import { verifyStoredLedger } from './ledger/verify-stored.ts'
import { canAct, recordedStanding } from './status.ts'
import { sweep } from './sweep.ts'
import { type Workspace, withWorkspace } from './workspace-fixture.ts'

type Step =
  | { readonly kind: 'decide'; readonly action: DecisionAction; readonly days: number | null; readonly complete: boolean }
  | { readonly kind: 'scan'; readonly facts: number; readonly gone: boolean; readonly enabled: boolean; readonly name: string }
  | { readonly kind: 'wait'; readonly days: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'revoke'; readonly ends: keyof typeof endings }

/** The entries that revocations leave behind. */
const endings = {
  'half-way': ['revoke'],
  failed: ['revoke', 'revoke-failed'],
  proved: ['revoke', 'revoke-executed', 'revoke-verified'],
  undone: ['revoke', 'revoke-executed', 'revoke-verified', 'undo-revoke', 'undo-executed'],
} as const

const blank = { reason: 'Because.', until: null, conditions: null, policyId: null, owner: null }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('decide' as const),
    action: fc.constantFrom(...decisionActions),
    days: fc.option(fc.integer({ min: -5, max: 40 })),
    complete: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('scan' as const),
    facts: fc.nat({ max: 2 }),
    gone: fc.boolean(),
    enabled: fc.boolean(),
    name: fc.string({ maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 30 }) }),
  fc.constant({ kind: 'sweep' as const }),
  fc.record({
    kind: fc.constant('revoke' as const),
    ends: fc.constantFrom('half-way' as const, 'failed' as const, 'proved' as const, 'undone' as const),
  }),
)

const id = 'agent-1'
const factsOf = (variant: number) => ({ id, capabilities: [capabilityWith({ via: `Permission.${variant}` })] })

function take(workspace: Workspace, taken: Step): void {
  switch (taken.kind) {
    case 'wait':
      workspace.advance(taken.days)
      break
    case 'scan':
      workspace.see({ ...factsOf(taken.facts), gone: taken.gone, enabled: taken.enabled, name: taken.name })
      break
    case 'sweep':
      workspace.assess(sweep(workspace), null)
      expect(sweep(workspace)).toEqual([])
      break
    case 'revoke':
      for (const action of endings[taken.ends]) takeOne(workspace, workspace.agent(id), action, blank, workspace.now())
      workspace.assess([id], null)
      break
    case 'decide':
      takeDecision(workspace, taken)
  }
}

function takeDecision(workspace: Workspace, { action, days, complete }: Extract<Step, { kind: 'decide' }>): void {
  const before = workspace.store.ledger.count()
  const standing = workspace.standing(id)
  const until = days === null ? null : new Date(Date.parse(workspace.now()) + days * 86_400_000).toISOString()
  const policyId = complete && action === 'policy' ? 'read-only-assistant' : null
  const owner = complete && action === 'assign-owner' ? 'somebody' : null
  const result = decide(workspace, { agentIds: [id], action, reason: 'Because.', until, conditions: null, policyId, owner })
  if (result.ok) expect(workspace.store.ledger.count()).toBe(before + 1)
  else {
    expect(workspace.store.ledger.count()).toBe(before)
    expect(workspace.standing(id)).toEqual(standing)
    expect(result.failure.message).toMatch(/^[A-Z].*\.$/)
  }
}

/** What must be true after whatever happened. */
function holds(workspace: Workspace): void {
  const { status, since, until, decision, implied } = workspace.standing(id)
  const agent = workspace.agent(id)
  if (status === 'approved' || status === 'under-policy' || status === 'exception') {
    expect(agent.gone).toBe(false)
    expect(until === null || until > workspace.now()).toBe(true)
    expect(decision?.factsHash).toBe(factsHash(agent))
    expect(['approve', 'policy', 'accept-risk']).toContain(decision?.action)
  }
  if (status === 'revoked') expect(canAct(agent) && agent.lastSeen > (since ?? '')).toBe(false)
  if (status === 'discovered') expect(workspace.store.ledger.decisionsOf(id).every((one) => one.action === 'assign-owner')).toBe(true)
  if (implied === null) expect(recordedStanding(workspace.store.ledger.decisionsOf(id)).status).toBe(status)
  expect(workspace.standing(id)).toEqual(workspace.standing(id))
}

test('any sequence of decisions, scans, waits and sweeps keeps what was promised', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) =>
      withWorkspace((workspace) => {
        workspace.see(factsOf(0))
        for (const one of steps) {
          take(workspace, one)
          holds(workspace)
        }
        expect(verifyStoredLedger(workspace.store.ledger).ok).toBe(true)
      }),
    ),
    { numRuns: 40 },
  )
}, 180_000)
