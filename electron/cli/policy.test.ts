import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fillWorkspace } from '../../e2e/harness/fill-workspace.ts'
import type { PolicyExport } from '../../shared/domain/enforcement.ts'
import type { People } from '../../shared/domain/people.ts'
import type {
  Policy,
  PolicyChange,
  PolicyProblem,
  PolicyReach,
  PolicyVersion,
  PolicyViolations,
  PolicyWithdrawal,
  Simulation,
} from '../../shared/domain/policy.ts'
import type { KeptDraft } from '../../shared/domain/policy-draft.ts'
import { openStore } from '../engine/store/open-store.ts'
import { atAuditedDesk, atDesk, type Desk, jsonLines } from './run-for-test.ts'

const workspace = ['--workspace', 'audit.rollcall'] as const

/** What the command printed as JSON; it must have ended well. */
async function ran<T>({ rollcall }: Desk, ...args: readonly string[]): Promise<T> {
  const said = await rollcall([...args, '--json'])
  if (said.code !== 0) throw new Error(`${args.join(' ')}: ${said.code} ${said.err}${said.out}`)
  const [value] = jsonLines<T>(said.out)
  if (value === undefined) throw new Error(`${args.join(' ')} printed nothing`)
  return value
}

test(
  'a policy is checked, tried on the sealed audit, bound by selector and handed over',
  () =>
    atAuditedDesk(async (home) => {
      await home.rollcall(['audit', 'open', '--name', 'Q4', '--from', '2026-10-01', '--to', '2026-12-31', ...workspace])
      await ran(home, 'audit', 'seal', 'Q4', ...workspace)
      expect((await ran<{ policies: readonly Policy[] }>(home, 'policy', 'list', ...workspace)).policies.length).toBeGreaterThanOrEqual(10)

      // A text with a mistake is refused with its place, and exit code 1.
      writeFileSync(
        join(home.folder, 'wrong.cedar'),
        '@id("a")\n@says("A.")\npermit (principal, action, resource)\nwhen { principal.mood == "x" };',
      )
      const wrong = await home.rollcall(['policy', 'check', 'wrong.cedar', '--json'])
      expect(wrong.code).toBe(1)
      expect(jsonLines<readonly PolicyProblem[]>(wrong.out)[0]).toMatchObject([{ line: 4, column: 8, severity: 'error' }])

      const tried = await ran<Simulation>(home, 'policy', 'simulate', 'unattended-agents', '--select', 'autonomy=A4', ...workspace)
      expect(tried.sides.map(({ audit }) => audit.name)).toEqual(['now', 'Q4'])
      expect(tried.sides.every(({ hitCount, boundBefore, boundAfter }) => hitCount > 0 && boundBefore === 0 && boundAfter > 0)).toBe(true)

      const bound = await ran<{ policy: Policy; judged: number }>(
        home,
        ...['policy', 'bind', 'unattended-agents', '--select', 'autonomy=A4', '--reason', 'From now on.', ...workspace],
      )
      expect(bound.policy).toMatchObject({ version: 2, origin: 'edited', selector: { autonomy: ['A4'] } })
      expect(bound.judged).toBe(tried.sides[0]?.boundAfter)

      const reached = await ran<PolicyReach>(home, 'policy', 'reach', 'unattended-agents', ...workspace)
      expect(reached).toMatchObject({ byHand: 0, selected: tried.sides[0]?.boundAfter, reached: tried.sides[0]?.boundAfter })
      const against = await ran<PolicyViolations>(home, 'policy', 'violations', 'unattended-agents', '--most', '1', ...workspace)
      expect(against.items).toMatchObject([{ violation: { policyId: 'unattended-agents' } }])

      const scp = await ran<PolicyExport>(home, 'policy', 'export', 'unattended-agents', '--to', 'aws-scp', ...workspace)
      expect(scp.marks).toHaveLength(bound.policy.explains.length)
      expect(JSON.parse(scp.text)).toMatchObject({ Version: '2012-10-17' })

      const withdrawn = await ran<{ judged: number }>(
        home,
        'policy',
        'withdraw',
        'unattended-agents',
        '--reason',
        'Too early.',
        ...workspace,
      )
      expect(withdrawn.judged).toBe(bound.judged)
      const listed = await ran<{ policies: readonly Policy[]; withdrawn: readonly PolicyWithdrawal[] }>(
        home,
        'policy',
        'list',
        ...workspace,
      )
      expect(listed.policies.map(({ id }) => id)).not.toContain('unattended-agents')
      expect(listed.withdrawn).toMatchObject([{ policyId: 'unattended-agents', version: 2, reason: 'Too early.' }])
    }),
  300_000,
)

test(
  'a policy is weakened only with a second key once the rule says so',
  () =>
    atDesk((home) =>
      atDesk(async (elsewhere) => {
        const opened = openStore(join(home.folder, 'audit.rollcall'))
        if (opened.ok) opened.value.close()
        const strict = ['policy', 'bind', 'unattended-agents', '--select', 'autonomy=A4', '--reason', 'From now on.', ...workspace]
        expect((await ran<{ policy: Policy }>(home, ...strict)).policy.version).toBe(2)
        const made = await ran<{ publicKey: string }>(elsewhere, 'key', 'new', '--out', 'second.key')
        await ran(home, 'people', 'add', 'Lead One', '--here', ...workspace)
        const { people } = await ran<People>(home, 'people', 'add', 'Lead Two', ...workspace)
        await ran(home, 'people', 'key-add', people.find(({ name }) => name === 'Lead Two')?.id ?? '', made.publicKey, ...workspace)
        await ran(home, 'people', 'rule', '--weaken-policy', 'yes', ...workspace)
        const free = ['policy', 'bind', 'unattended-agents', '--by-hand', '--reason', 'Too much.', ...workspace]
        const change = await ran<PolicyChange>(home, 'policy', 'diff', 'unattended-agents', '--by-hand', ...workspace)
        expect([change.needsSecondKey, change.weakening.length]).toEqual([true, 1])
        const alone = await home.rollcall(free)
        expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('second key')])
        await ran(home, ...free, '--request', `${elsewhere.folder}/request.json`)
        const { out } = await elsewhere.rollcall(['revoke', 'approve', 'request.json', '--key', 'second.key'])
        expect(out).toContain('Applies to: agents that a decision brings under it')
        await ran(elsewhere, 'revoke', 'approve', 'request.json', '--key', 'second.key', '--yes', '--out', `${home.folder}/answer.json`)
        await ran(home, 'revoke', 'approve', 'answer.json', ...workspace)
        expect((await ran<{ policy: Policy }>(home, ...free)).policy.version).toBe(3)

        const { versions } = await ran<{ versions: readonly PolicyVersion[] }>(home, 'policy', 'show', 'unattended-agents', ...workspace)
        expect(versions.map(({ version, published }) => [version, published?.reason ?? null])).toEqual([
          [3, 'Too much.'],
          [2, 'From now on.'],
          [1, null],
        ])
        const back = await ran<PolicyChange>(home, 'policy', 'diff', 'unattended-agents', '--from', '2', '--to', '3', ...workspace)
        expect(back.lines.filter(({ mark }) => mark !== ' ')).toHaveLength(2)
        expect((await home.rollcall(['verify', ...workspace])).code).toBe(0)
      }),
    ),
  180_000,
)

test('a draft is kept, gone on with, published and forgotten', () =>
  atDesk(async (home) => {
    const opened = openStore(join(home.folder, 'audit.rollcall'))
    if (opened.ok) opened.value.close()
    const kept = await ran<KeptDraft>(home, 'policy', 'keep', 'hr', '--severity', 'low', ...workspace)
    expect(kept).toMatchObject({ draft: { id: 'hr', severity: 'low', from: { version: 1 } } })
    expect((await home.rollcall(['policy', 'drafts', ...workspace])).out).toMatch(
      /^hr: .*begun from version 1, kept .* It is not published\.$/m,
    )
    const change = await ran<PolicyChange>(home, 'policy', 'diff', 'hr', '--kept', '--days', '2', ...workspace)
    expect(change.lines.filter(({ mark }) => mark === '+')).toHaveLength(2)
    const { policy } = await ran<{ policy: Policy }>(home, 'policy', 'publish', 'hr', '--kept', '--reason', 'Ready.', ...workspace)
    expect(policy).toMatchObject({ version: 2, severity: 'low' })
    expect(await ran<readonly KeptDraft[]>(home, 'policy', 'drafts', ...workspace)).toEqual([])
    await ran(home, 'policy', 'keep', 'hr', '--days', '1', ...workspace)
    await ran(home, 'policy', 'discard', 'hr', ...workspace)
    const none = await home.rollcall(['policy', 'diff', 'hr', '--kept', ...workspace])
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('No draft of this policy is kept.')])
  }))

test('a trial that is interrupted says what it had looked at, and ends as incomplete', () =>
  atDesk(async (home) => {
    const many = 4_000
    fillWorkspace(join(home.folder, 'audit.rollcall'), many)
    const trial = ['policy', 'simulate', 'hr', '--every-agent', ...workspace]
    const { child, ended } = await home.keep(trial, 'Trying it on now')
    child.kill('SIGINT')
    const { code, out, err } = await ended
    expect([code, err]).toEqual([3, expect.stringContaining(`of ${many} agents`)])
    expect(out).toMatch(
      /^Cancelled\. It had looked at \d+ of 4000 agents of now: \d+ of these would be hit, \d+ freed\. Nothing is known of the others\.$/m,
    )
    expect((await home.rollcall(trial)).code).toBe(0)
  }))
