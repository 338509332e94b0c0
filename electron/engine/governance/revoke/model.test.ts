import { describe, expect, it } from 'vitest'
import { planValidMs, type RevocationState } from '../../../../shared/domain/revocation.ts'
import { type ApprovalRule, approvalRules, type GivenApproval } from '../keys/second-key.ts'
import { type Guard, guarded, guards, type RevocationEvent } from './guards.ts'

// Every state that can be reached by every order of what people, time and an attacker with the file can do, with small numbers:
// two versions of the calls, three half-lives of a plan, three batch sizes around the cap of two, and up to two approvals.

const tickMs = planValidMs / 2
const ticks = 3
const cap = 2
const sizes = [1, cap, cap + 1] as const
const approvers = ['requester', 'other', 'other on this device'] as const

interface Given {
  readonly by: (typeof approvers)[number]
  /** The version of the calls it is over. */
  readonly over: number
  readonly until: number
}

interface World {
  readonly stage: RevocationState
  /** Versions: of the calls when planned, of the calls in the file now, and of what was shown. */
  readonly planned: number
  readonly inFile: number
  readonly shown: number
  readonly plannedAt: number
  readonly now: number
  readonly size: number
  readonly given: readonly Given[]
  readonly otherRetired: boolean
  /** Somebody refused it after all. */
  readonly refused: boolean
  /** Whether the calls were ever made. */
  readonly made: boolean
}

const begin = (size: number): World => ({
  stage: 'planned',
  planned: 0,
  inFile: 0,
  shown: 0,
  plannedAt: 0,
  now: 0,
  size,
  given: [],
  otherRetired: false,
  refused: false,
  made: false,
})

const moments = Array.from({ length: ticks + 1 }, (_, tick) => new Date(Date.UTC(2026, 10, 1) + tick * tickMs).toISOString())
const at = (tick: number) => moments[tick] ?? ''
const hashOf = (version: number) => `version ${version}`

const given = (world: World): readonly GivenApproval[] =>
  world.given.map(({ by, over, until }) => ({
    hash: hashOf(over),
    personId: by === 'requester' ? 'requester' : 'other',
    expiresAt: at(until),
    retired: by !== 'requester' && world.otherRetired,
    onThisDevice: by === 'other on this device',
    ended: world.refused,
  }))

/** Whether the product would do it. */
function may(
  event: RevocationEvent,
  world: World,
  twoKeys: boolean,
  rules: readonly Guard[],
  ofApprovals: readonly ApprovalRule[],
): boolean {
  const facts = {
    event,
    state: world.stage,
    now: at(world.now),
    planHash: hashOf(world.planned),
    callsHash: hashOf(world.inFile),
    shownHash: hashOf(world.shown),
    plannedAt: at(world.plannedAt),
    batchSize: world.size,
    rule: { revoke: twoKeys, batchCap: cap },
    requesterId: 'requester',
    approvalHash: hashOf(world.inFile),
    approvals: given(world),
  }
  return guarded(facts, rules, ofApprovals) === null
}

/** What must be true whenever calls are made, said without a look at the rules. */
function wrongIn(event: RevocationEvent, world: World, twoKeys: boolean): string | null {
  if (event === 'undo' || event === 'verify') return world.made ? null : `${event} of what was never made`
  if (world.stage !== 'planned' && world.stage !== 'dry-run' && world.stage !== 'failed') return `made or tried again from ${world.stage}`
  if (world.inFile !== world.shown) return 'other calls than those that were shown'
  if (world.inFile !== world.planned) return 'an edited plan'
  if (world.now - world.plannedAt >= 2) return 'an expired plan'
  if (event === 'dry-run') return null
  if (world.size > cap) return 'a batch over the cap'
  const agreed = world.given.some(
    ({ by, over, until }) => by === 'other' && over === world.inFile && until > world.now && !world.otherRetired && !world.refused,
  )
  return twoKeys && !agreed ? 'one key under the two-key rule' : null
}

/** What can happen next, and what it leads to. */
function* steps(world: World, twoKeys: boolean): Generator<{ readonly event: RevocationEvent | null; readonly to: World }> {
  const other = 1 - world.planned
  if (world.now + 1 < ticks) yield { event: null, to: { ...world, now: world.now + 1 } }
  yield { event: null, to: { ...world, inFile: 1 - world.inFile } }
  yield { event: null, to: { ...world, shown: 1 - world.shown } }
  yield { event: null, to: { ...world, stage: 'planned', planned: other, inFile: other, plannedAt: world.now, made: false } }
  yield { event: null, to: { ...world, otherRetired: !world.otherRetired } }
  if (twoKeys) yield { event: null, to: { ...world, refused: true } }
  if (twoKeys && world.given.length < 2)
    for (const by of approvers)
      yield { event: null, to: { ...world, given: inOrder([...world.given, { by, over: world.inFile, until: world.now + 1 }]) } }
  yield { event: 'dry-run', to: { ...world, stage: 'dry-run' } }
  for (const stage of ['executing', 'executed', 'failed'] as const) yield { event: 'execute', to: { ...world, stage, made: true } }
  if (world.stage === 'executing') for (const stage of ['executed', 'failed'] as const) yield { event: null, to: { ...world, stage } }
  yield { event: 'verify', to: { ...world, stage: 'verified' } }
  yield { event: 'undo', to: { ...world, stage: 'undone' } }
}

/** In which order approvals came makes no difference. */
function inOrder(approvals: readonly Given[]): readonly Given[] {
  const key = ({ by, over, until }: Given) => `${by} ${over} ${until}`
  return approvals.toSorted((one, two) => (key(one) < key(two) ? -1 : 1))
}

/** Every reachable state; the first wrong thing that the rules let happen, or null. */
function explore(twoKeys: boolean, rules: readonly Guard[] = guards, ofApprovals: readonly ApprovalRule[] = approvalRules) {
  const seen = new Set<string>()
  const waiting: World[] = sizes.map(begin)
  let done = 0
  for (let world = waiting.pop(); world !== undefined; world = waiting.pop()) {
    const key = JSON.stringify(world)
    if (seen.has(key)) continue
    seen.add(key)
    for (const { event, to } of steps(world, twoKeys)) {
      if (event !== null) {
        if (!may(event, world, twoKeys, rules, ofApprovals)) continue
        done += 1
        const wrong = wrongIn(event, world, twoKeys)
        if (wrong !== null) return { wrong, states: seen.size, done }
      }
      waiting.push(to)
    }
  }
  return { wrong: null, states: seen.size, done }
}

describe.each([true, false])('revocation with the two-key rule %s', (twoKeys) => {
  it('lets nothing wrong happen in any state that can be reached', () => {
    const { wrong, states, done } = explore(twoKeys)
    console.log(`two keys ${twoKeys}: ${states} states, ${done} allowed steps`)
    expect(wrong).toBeNull()
    expect(states).toBeGreaterThan(twoKeys ? 20_000 : 500)
    expect(done).toBeGreaterThan(200)
  })
})

it.each(guards.map(({ id }) => id))('needs the guard “%s”', (id) => {
  const without = guards.filter((guard) => guard.id !== id)
  expect(explore(false, without).wrong ?? explore(true, without).wrong).not.toBeNull()
})

it.each(approvalRules.map(({ id }) => id))('needs of an approval that it is “%s”', (id) => {
  expect(
    explore(
      true,
      guards,
      approvalRules.filter((rule) => rule.id !== id),
    ).wrong,
  ).toBe('one key under the two-key rule')
})
