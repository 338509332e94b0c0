import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IdentityWanted } from '../../../shared/contract/identity.ts'
import { capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import { type DecisionAction, decisionActions } from '../../../shared/domain/decision.ts'
import { withAudited } from './audits/seal-fixture.ts'
import { federate } from './bundles/federation.ts'
import { mergeBundle } from './bundles/merge-bundle.ts'
import { decide } from './decide.ts'
import { factsHash } from './facts.ts'
import { changeIdentity } from './identity/change-identity.ts'
import { identitiesOf } from './identity/standing.ts'
import { nextEntry } from './ledger/chain.ts'
import { allEntries } from './ledger/entries.ts'
import { keepCheckpoint } from './ledger/keep-checkpoint.ts'
import { verifyStoredLedger } from './ledger/verify-stored.ts'
import { sweep } from './sweep.ts'
import { type Workspace, withWorkspace } from './workspace-fixture.ts'

/**
 * Any sequence of decisions, scans, merges, clock moves and crashes, over the real engine and real SQLite. `ROLLCALL_RUNS` and
 * `ROLLCALL_SEED` make it long, and the same again. What holds after each step:
 *
 * 1. The ledger only grows: what stood in it stands in it, byte for byte, and its last number is its count.
 * 2. It verifies, also against the checkpoint that was kept outside last; no checkpoint ever fails because of a crash.
 * 3. A status is a function of ledger, facts and clock: asked again, and asked of the file by another process, it is the same.
 * 4. An approval that lapsed, by time or by other facts, never governs; nor does one on an agent that is gone.
 * 5. No decision is without a person and a key that the ledger brought in.
 * 6. Counts agree: decisions with their entries, agents in lists with agents that there are, bundles with those merged, each once.
 * 7. After a crash the workspace opens, and everything that was acknowledged is there.
 * 8. A merge changes neither the inventory nor a decision; a bundle that was merged is refused when it comes again.
 * 9. Whatever people merge, split and take back, each part that was seen is counted exactly once.
 */
type Step =
  | {
      readonly kind: 'decide'
      readonly agents: readonly number[]
      readonly action: DecisionAction
      readonly days: number | null
      readonly complete: boolean
    }
  | { readonly kind: 'scan'; readonly agent: number; readonly facts: number; readonly gone: boolean }
  | { readonly kind: 'clock'; readonly days: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'merge'; readonly bundle: number }
  | { readonly kind: 'checkpoint' }
  | { readonly kind: 'identify'; readonly what: 'merge' | 'split' | 'undo'; readonly one: number; readonly other: number }
  | { readonly kind: 'crash' }
  | { readonly kind: 'crash before the checkpoint' }

const agents = ['agent-1', 'agent-2', 'agent-3'] as const

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      agents: fc.uniqueArray(fc.nat({ max: agents.length - 1 }), { minLength: 1 }),
      action: fc.constantFrom(...decisionActions),
      days: fc.option(fc.integer({ min: -5, max: 40 })),
      complete: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('scan' as const),
      agent: fc.nat({ max: agents.length - 1 }),
      facts: fc.nat({ max: 2 }),
      gone: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clock' as const), days: fc.integer({ min: -10, max: 40 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'sweep' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), bundle: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'checkpoint' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('identify' as const),
      what: fc.constantFrom('merge' as const, 'split' as const, 'undo' as const),
      one: fc.nat({ max: agents.length - 1 }),
      other: fc.nat({ max: agents.length - 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash before the checkpoint' as const }) },
)

const folder = mkdtempSync(join(tmpdir(), 'rollcall-invariants-'))
const bundles = [join(folder, 'q3.zip'), join(folder, 'q4.zip')]

beforeAll(() =>
  withAudited(async (_workspace, { seal }) => {
    for (const [at, path] of bundles.entries()) copyFileSync(await seal(`2026-Q${at + 3}`), path)
  }),
)
afterAll(() => rmSync(folder, { recursive: true }))

/** What must still be there later. */
interface Known {
  readonly hashes: readonly string[]
  readonly outside: string | null
  readonly merged: ReadonlySet<number>
}

const inventoryOf = ({ store }: Workspace) => JSON.stringify([...store.agents.all()])
const standingsOf = (workspace: Workspace) => agents.map((id) => workspace.standing(id))

async function take(workspace: Workspace, taken: Step, known: Known): Promise<{ readonly workspace: Workspace; readonly known: Known }> {
  const { store, signer } = workspace
  switch (taken.kind) {
    case 'clock':
      workspace.advance(taken.days)
      break
    case 'scan': {
      const id = agents[taken.agent] ?? ''
      workspace.see({ id, name: id, capabilities: [capabilityWith({ via: `Permission.${taken.facts}` })], gone: taken.gone })
      break
    }
    case 'sweep':
      workspace.assess(sweep(workspace), null)
      break
    case 'decide': {
      const until = taken.days === null ? null : new Date(Date.parse(workspace.now()) + taken.days * 86_400_000).toISOString()
      decide(workspace, {
        agentIds: taken.agents.map((at) => agents[at] ?? ''),
        action: taken.action,
        reason: 'Because.',
        until,
        conditions: null,
        policyId: taken.complete && taken.action === 'policy' ? 'read-only-assistant' : null,
        owner: taken.complete && taken.action === 'assign-owner' ? 'somebody' : null,
      })
      break
    }
    case 'merge': {
      const before = [inventoryOf(workspace), store.ledger.decisionCount()]
      const merged = mergeBundle(workspace, bundles[taken.bundle] ?? '', null)
      expect(merged.ok).toBe(!known.merged.has(taken.bundle))
      expect([inventoryOf(workspace), store.ledger.decisionCount()]).toEqual(before)
      return { workspace, known: { ...known, merged: new Set([...known.merged, taken.bundle]) } }
    }
    case 'identify':
      changeIdentity(workspace, wantedBy(workspace, taken), 'Because.')
      break
    case 'checkpoint':
      return { workspace, known: { ...known, outside: keepCheckpoint(store.ledger, signer, workspace.now()) } }
    case 'crash':
      return { workspace: await crashed(workspace), known }
    case 'crash before the checkpoint':
      // An entry is durable; the process dies before anything that follows it.
      store.ledger.append(
        nextEntry(store.ledger.head(), signer, { at: workspace.now(), kind: 'note', body: { says: 'the last one' } }),
        null,
      )
      return { workspace: await crashed(workspace), known }
  }
  return { workspace, known }
}

const parts = agents.flatMap((id) => [`${id}/1`, `${id}/2`])
const place = (subjectKey: string) => ({ connectionId: 'connection-1', subjectKey })

function wantedBy({ store }: Workspace, { what, one, other }: Extract<Step, { kind: 'identify' }>): IdentityWanted {
  const id = agents[one] ?? ''
  if (what === 'merge') return { kind: 'merge', into: id, from: [agents[other] ?? ''] }
  if (what === 'split') return { kind: 'split', agentId: id, members: [place(store.agents.members(id)[0]?.subjectKey ?? 'none')] }
  const { entries } = identitiesOf(store)
  return { kind: 'undo', entry: entries.at(-1 - other)?.entry ?? 1 }
}

async function crashed(before: Workspace): Promise<Workspace> {
  const was = [[...allEntries(before.store.ledger)], inventoryOf(before), standingsOf(before), before.store.ledger.checkpoints()]
  const after = await before.crash()
  expect([[...allEntries(after.store.ledger)], inventoryOf(after), standingsOf(after), after.store.ledger.checkpoints()]).toEqual(was)
  expect(after.signer.keyId).toBe(before.signer.keyId)
  before.store.close()
  return after
}

function holds(workspace: Workspace, known: Known): Known {
  const { store } = workspace
  const { ledger } = store
  const entries = [...allEntries(ledger)]
  const hashes = entries.map(({ hash }) => hash)
  expect(hashes.slice(0, known.hashes.length)).toEqual(known.hashes)
  expect([ledger.count(), ledger.head()?.seq]).toEqual([entries.length, entries.length])
  const verdict = verifyStoredLedger(ledger, { outside: known.outside })
  expect(verdict).toMatchObject({ ok: true, problem: null, entries: entries.length })

  const decisions = ledger.decisions(10_000)
  const keys = new Set(verdict.keys.map(({ keyId }) => keyId))
  expect(decisions.every(({ actor, keyId }) => actor !== '' && keys.has(keyId))).toBe(true)
  expect(decisions).toHaveLength(entries.filter(({ kind }) => kind === 'decision').length)
  expect(ledger.decisionCount()).toBe(decisions.length)

  for (const id of agents) governs(workspace, id)
  const listed = store.agents.page({ filter: {}, sort: { key: 'risk', direction: 'desc' }, after: null, limit: 100 })
  const counted = parts.map((part) => store.agents.memberOf('connection-1', part))
  expect(counted).not.toContain(null)
  const whole = new Set(counted)
  expect(listed.rows.map((row) => row.id).sort()).toEqual([...whole].sort())
  expect(listed.total).toBe(whole.size)

  const handed = store.handedIn.list()
  expect(handed).toHaveLength(known.merged.size)
  const federation = federate(handed, store.handedIn.agents())
  expect(federation.bundles.filter(({ speaks }) => speaks)).toHaveLength(Math.min(1, known.merged.size))
  expect(federation.agents).toBe(known.merged.size === 0 ? 0 : 4)
  return { ...known, hashes }
}

function governs(workspace: Workspace, id: string): void {
  const standing = workspace.standing(id)
  expect(workspace.standing(id)).toEqual(standing)
  const agent = workspace.agent(id)
  if (standing.status !== 'approved' && standing.status !== 'under-policy' && standing.status !== 'exception') return
  expect(agent.gone).toBe(false)
  expect(standing.until === null || standing.until > workspace.now()).toBe(true)
  expect(standing.decision?.factsHash).toBe(factsHash(agent))
}

const runs = Number(process.env.ROLLCALL_RUNS ?? 25)
const seed = process.env.ROLLCALL_SEED

test(`${runs} sequences of decisions, scans, merges, clock moves and crashes keep every invariant`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) =>
      withWorkspace(async (begun) => {
        for (const id of agents) begun.see({ id, name: id })
        for (const part of parts) begun.store.agents.setMember('connection-1', part, part.split('/')[0] ?? '')
        let now: { workspace: Workspace; known: Known } = { workspace: begun, known: { hashes: [], outside: null, merged: new Set() } }
        for (const one of steps) {
          const { workspace, known } = await take(now.workspace, one, now.known)
          now = { workspace, known: holds(workspace, known) }
        }
      }),
    ),
    { numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }) },
  )
}, 600_000)
