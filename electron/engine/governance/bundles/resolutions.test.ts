import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ResolutionWanted } from '../../../../shared/contract/audits.ts'
import type { FederationConflict } from '../../../../shared/domain/federation.ts'
import { type AuditTools, withAudited } from '../audits/seal-fixture.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import type { Line } from './conflicts.ts'
import { describeConflict } from './describe-conflict.ts'
import { federate } from './federation.ts'
import { handedInFolder, mergeBundle } from './merge-bundle.ts'
import { resolutionsOf, resolveConflict } from './resolutions.ts'
import { withTwoUnits } from './two-units-fixture.ts'

const pictureOf = ({ store }: Workspace) => federate(store.handedIn.list(), store.handedIn.agents(), resolutionsOf(store))

const say = (workspace: Workspace, resolution: ResolutionWanted, reason = 'We asked both.') =>
  resolveConflict(workspace, () => pictureOf(workspace), resolution, reason)

const stands = ({ id, said }: FederationConflict, organisation: string): ResolutionWanted => {
  const one = said.find((each) => each.organisation === organisation)
  return { kind: 'statement', conflict: id, manifest: one?.manifest ?? '', agentId: one?.agentId ?? '' }
}

const conflictOn = (workspace: Workspace, field: string): FederationConflict => {
  const found = pictureOf(workspace).conflicts.find((one) => one.field === field)
  if (found === undefined) throw new Error(`nobody disagrees on ${field}`)
  return found
}

async function handIn(cio: Workspace, { seal }: AuditTools, name: string): Promise<void> {
  const merged = mergeBundle(cio, await seal(name), null)
  if (!merged.ok) throw new Error(merged.failure.message)
}

const withCio = (work: (cio: Workspace, finance: AuditTools & { readonly workspace: Workspace }) => Promise<void>): Promise<void> =>
  withTwoUnits(({ sales, finance }) =>
    withWorkspace(async (cio) => {
      await handIn(cio, sales, '2026-Q3')
      await handIn(cio, finance, '2026-Q3')
      await work(cio, finance)
    }),
  )

test('a lead says whose statement stands: it counts, names both sources, changes nothing that was handed in, and can be taken back', () =>
  withCio(async (cio) => {
    const before = pictureOf(cio)
    expect(before).toMatchObject({ agents: 4, lines: 8, shadow: 3, resolutions: [] })
    expect(before.conflicts.map(({ field, name }) => `${field} ${name}`)).toEqual([
      'status Helper agent-2',
      'owner Helper agent-2',
      'risk Helper agent-2',
      'facts Helper agent-2',
    ])
    const handed = JSON.stringify([cio.store.handedIn.list(), [...cio.store.handedIn.agents()]])

    const said = say(cio, stands(conflictOn(cio, 'status'), 'Finance'))
    expect(said.ok && said.value).toMatchObject({ by: 'lead', reason: 'We asked both.', state: 'holds', stands: { kind: 'statement' } })
    const body = JSON.parse(cio.store.ledger.head()?.body ?? '{}')
    expect(body.resolution.conflict.said.map((one: { organisation: string; value: string }) => [one.organisation, one.value])).toEqual(
      expect.arrayContaining([
        ['Sales', 'discovered'],
        ['Finance', 'approved'],
      ]),
    )
    // Approved, as Finance said; the other disagreements stay, and it is one agent as before.
    expect(pictureOf(cio)).toMatchObject({ agents: 4, lines: 8, shadow: 2, conflictCount: 3, resolutions: [{ state: 'holds' }] })
    expect(JSON.stringify([cio.store.handedIn.list(), [...cio.store.handedIn.agents()]])).toBe(handed)

    const [resolution] = pictureOf(cio).resolutions
    const back = say(cio, { kind: 'undo', entry: resolution?.entry ?? 0 }, 'Finance had looked at another one.')
    expect(back.ok && back.value.state).toBe('taken back')
    expect(pictureOf(cio)).toMatchObject({ shadow: 3, conflictCount: 4 })
    expect(verifyStoredLedger(cio.store.ledger, {}).ok).toBe(true)
  }))

test('a newer bundle that says the same leaves it settled; one that brings other facts opens it again, and says what stood', () =>
  withCio(async (cio, finance) => {
    for (const field of ['status', 'risk'] as const) expect(say(cio, stands(conflictOn(cio, field), 'Finance')).ok).toBe(true)
    await handIn(cio, finance, '2026-Q4')
    expect(pictureOf(cio).resolutions.map(({ state }) => state)).toEqual(['holds', 'holds'])

    finance.workspace.see({ ...finance.workspace.agent('agent-2'), endpoint: 'https://elsewhere.example' })
    await handIn(cio, finance, '2027-Q1')
    const picture = pictureOf(cio)
    expect(picture.resolutions.map(({ state }) => state)).toEqual(['reopened', 'reopened'])
    expect(conflictOn(cio, 'status')).toMatchObject({ before: { reason: 'We asked both.', state: 'reopened' } })
    expect(picture.shadow).toBe(3)

    expect(say(cio, stands(conflictOn(cio, 'status'), 'Sales')).ok).toBe(true)
    expect(pictureOf(cio).resolutions.map(({ state }) => state)).toEqual(['holds', 'reopened', 'replaced'])

    // What it replaced does not come back with it: the conflict is open again.
    expect(say(cio, { kind: 'undo', entry: pictureOf(cio).resolutions[0]?.entry ?? 0 }).ok).toBe(true)
    expect(pictureOf(cio).resolutions.map(({ state }) => state)).toEqual(['taken back', 'reopened', 'replaced'])
    expect(conflictOn(cio, 'status').before).toBeNull()
  }))

test('before choosing, a lead sees the decision and the facts behind each statement, from the files that were handed in and no others', () =>
  withCio(async (cio) => {
    const detail = describeConflict(cio.store, conflictOn(cio, 'facts'))
    if (!detail.ok) throw new Error(detail.failure.message)
    expect(detail.value.sides.find(({ statement }) => statement.organisation === 'Finance')).toMatchObject({
      decision: { action: 'approve', by: 'lead', reason: 'Finance looked at it.' },
      facts: [{ field: 'sharing', lines: ['public'] }],
    })
    expect(detail.value.sides.find(({ statement }) => statement.organisation === 'Sales')).toMatchObject({ decision: null })
    for (const { file } of cio.store.handedIn.list()) writeFileSync(join(handedInFolder(cio.store.path), file), 'another file')
    expect(describeConflict(cio.store, conflictOn(cio, 'facts'))).toMatchObject({ ok: false, failure: { code: 'storage-corrupt' } })
  }))

test('what cannot stand is refused in a sentence, and nothing is written', () =>
  withCio(async (cio) => {
    const size = cio.store.ledger.count()
    const status = conflictOn(cio, 'status')
    const refused: readonly (readonly [ResolutionWanted, RegExp])[] = [
      [{ kind: 'one', conflict: status.id }, /whose statement stands/],
      [{ kind: 'one', conflict: 'nothing' }, /No open conflict/],
      [{ kind: 'statement', conflict: status.id, manifest: 'another', agentId: 'agent-2' }, /None of the sources/],
      [{ kind: 'undo', entry: 1 }, /resolves no conflict/],
    ]
    for (const [wanted, words] of refused) {
      const said = say(cio, wanted)
      expect(said.ok ? null : said.failure.message).toMatch(words)
    }
    expect(cio.store.ledger.count()).toBe(size)
  }))

const lineOf = (
  unit: number,
  agent: number,
  { key, weak, risk, status }: { key: number; weak: number; risk: number; status: string },
): Line => ({
  manifest: `unit-${unit}`,
  id: `agent-${agent}`,
  name: `Helper ${agent}`,
  band: risk > 50 ? 'critical' : 'low',
  risk,
  status,
  owner: null,
  factsHash: `${risk}`,
  gone: false,
  marks: [`key-${key}`],
  perhaps: [`weak-${weak}`],
})

const lines = fc
  .array(
    fc.record({
      unit: fc.nat(2),
      key: fc.nat(5),
      weak: fc.nat(3),
      risk: fc.nat(99),
      status: fc.constantFrom('approved', 'discovered', 'rejected'),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map(({ unit, ...one }, at) => lineOf(unit, at, one)))

test('whatever is said about conflicts, each line is counted exactly once, and taking everything back gives the first picture again', () =>
  withAudited(async ({ store }, { seal }) => {
    const path = await seal('2026-Q4')
    await withWorkspace((cio) => {
      const merged = mergeBundle(cio, path, null)
      if (!merged.ok) throw new Error(merged.failure.message)
      const bundles = [0, 1, 2].map((unit) => ({
        ...merged.value,
        manifest: `unit-${unit}`,
        origin: `unit-${unit}`,
        organisation: `Unit ${unit}`,
      }))
      expect(store.agents.ids()).toHaveLength(4)
      fc.assert(
        fc.property(lines, fc.array(fc.nat(20), { maxLength: 8 }), (all, picks) => {
          const picture = () => federate(bundles, all, resolutionsOf(cio.store), Number.POSITIVE_INFINITY)
          const first = picture()
          const said: number[] = []
          for (const pick of picks) {
            const { conflicts } = picture()
            const one = conflicts[pick % Math.max(1, conflicts.length)]
            if (one === undefined) break
            const source = one.said[pick % one.said.length]
            const wanted: ResolutionWanted =
              one.field === 'perhaps the same'
                ? { kind: pick % 2 === 0 ? 'one' : 'several', conflict: one.id }
                : { kind: 'statement', conflict: one.id, manifest: source?.manifest ?? '', agentId: source?.agentId ?? '' }
            const done = resolveConflict(cio, picture, wanted, 'Because.')
            if (!done.ok) throw new Error(done.failure.message)
            said.push(done.value.entry)
            const now = picture()
            expect(now.lines).toBe(all.length)
            expect(Object.values(now.bands).reduce((sum, count) => sum + count, 0)).toBe(now.agents)
            expect(now.agents).toBeLessThanOrEqual(first.agents)
            expect(now.shadow).toBeLessThanOrEqual(now.agents)
            expect(now.conflicts.some(({ id }) => id === one.id)).toBe(false)
          }
          for (const entry of said) expect(resolveConflict(cio, picture, { kind: 'undo', entry }, 'Not so.').ok).toBe(true)
          const { resolutions: _, ...after } = picture()
          const { resolutions: __, ...before } = first
          expect({ ...after, conflicts: after.conflicts.map(({ id }) => id) }).toEqual({
            ...before,
            conflicts: before.conflicts.map(({ id }) => id),
          })
        }),
        { numRuns: 60 },
      )
    })
  }))
