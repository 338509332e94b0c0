import { expect, test } from 'vitest'
import type { AskedApproval } from '../../shared/contract/people.ts'
import type { AgentRow } from '../../shared/domain/agent.ts'
import type { People } from '../../shared/domain/people.ts'
import type { Revocation, RevocationBatch } from '../../shared/domain/revocation.ts'
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

const refused = async ({ rollcall }: Desk, ...args: readonly string[]) => {
  const { code, err } = await rollcall(args)
  return [code, err] as const
}

test(
  'two people revoke a batch: one plans, the other agrees on another device, and one key alone does nothing',
  () =>
    atAuditedDesk((home) =>
      atDesk(async (elsewhere) => {
        // The second person makes a key, and gives away its public half only.
        const made = await ran<{ publicKey: string; keyId: string }>(elsewhere, 'key', 'new', '--out', 'second.key')
        await ran(home, 'people', 'add', 'Lead One', '--here', ...workspace)
        const { people } = await ran<People>(home, 'people', 'add', 'Lead Two', ...workspace)
        const second = people.find(({ name }) => name === 'Lead Two')?.id ?? ''
        await ran(home, 'people', 'key-add', second, made.publicKey, ...workspace)
        const { rule } = await ran<People>(home, 'people', 'rule', '--revoke', 'yes', '--batch-cap', '5', ...workspace)
        expect(rule).toEqual({ revoke: true, acceptCritical: false, weakenPolicy: false, batchCap: 5 })

        const rows = jsonLines<AgentRow>((await home.rollcall(['agents', ...workspace, '--where', 'provider=n8n', '--json'])).out)
        const ids = rows.slice(0, 3).map(({ id }) => id)
        const batch = await ran<RevocationBatch & { revocations: readonly Revocation[] }>(home, 'revoke', 'plan', ...ids, ...workspace)
        expect(batch.revocationIds).toHaveLength(3)
        const run = ['revoke', 'run', batch.id, '--hash', batch.hash, '--reason', 'Not wanted.', ...workspace]
        expect((await home.rollcall(run)).code).toBe(0)
        expect(await refused(home, ...run, '--execute')).toEqual([1, expect.stringContaining('second key')])

        await ran(home, 'revoke', 'request', batch.id, '--out', `${elsewhere.folder}/request.json`, ...workspace)
        const { out } = await elsewhere.rollcall(['revoke', 'approve', 'request.json', '--key', 'second.key'])
        expect(out).toContain('Lead One asks')
        expect(out).toContain('Nothing was signed')
        await ran(elsewhere, 'revoke', 'approve', 'request.json', '--key', 'second.key', '--yes', '--out', `${home.folder}/answer.json`)
        await ran(home, 'revoke', 'approve', 'answer.json', ...workspace)

        const done = await ran<RevocationBatch & { revocations: readonly Revocation[] }>(home, ...run, '--execute')
        expect([done.state, ...done.revocations.map(({ state }) => state)]).toEqual(['done', 'verified', 'verified', 'verified'])
        const undone = await ran<Revocation>(
          home,
          'revoke',
          'undo',
          batch.revocationIds[0] ?? '',
          '--reason',
          'Needed after all.',
          ...workspace,
        )
        expect(undone.state).toBe('undone')
        expect((await home.rollcall(['verify', ...workspace])).code).toBe(0)

        // Nobody loosens the rule alone.
        expect(await refused(home, 'people', 'rule', '--revoke', 'no', ...workspace)).toEqual([1, expect.stringContaining('second key')])
        expect(await refused(home, 'people', 'add', 'Made Up', ...workspace)).toEqual([1, expect.stringContaining('second key')])
      }),
    ),
  180_000,
)

test(
  'an agent of critical risk goes on only as another person agreed, once, in exactly these words',
  () =>
    atAuditedDesk((home) =>
      atDesk(async (elsewhere) => {
        const made = await ran<{ publicKey: string }>(elsewhere, 'key', 'new', '--out', 'second.key')
        await ran(home, 'people', 'add', 'Lead One', '--here', ...workspace)
        const { people } = await ran<People>(home, 'people', 'add', 'Lead Two', ...workspace)
        await ran(home, 'people', 'key-add', people.find(({ name }) => name === 'Lead Two')?.id ?? '', made.publicKey, ...workspace)
        await ran(home, 'people', 'rule', '--accept-critical', 'yes', ...workspace)
        const [critical] = jsonLines<AgentRow>((await home.rollcall(['agents', ...workspace, '--where', 'band=critical', '--json'])).out)
        const decision = [
          'decide',
          critical?.id ?? '',
          'accept-risk',
          '--until',
          '2099-12-31',
          '--reason',
          'Until it is rebuilt.',
          ...workspace,
        ]
        expect(await refused(home, ...decision)).toEqual([1, expect.stringContaining('second key')])
        const accept = async (...answer: readonly string[]) => {
          await ran(home, ...decision, '--request', `${elsewhere.folder}/accept.json`)
          await ran(
            elsewhere,
            'revoke',
            'approve',
            'accept.json',
            '--key',
            'second.key',
            ...answer,
            '--out',
            `${home.folder}/accepted.json`,
          )
          await ran(home, 'revoke', 'approve', 'accepted.json', ...workspace)
        }
        await accept('--refuse', 'Rebuild it first.')
        expect(await refused(home, ...decision)).toEqual([1, expect.stringContaining('second key')])
        await accept('--yes')
        expect((await home.rollcall(decision)).code).toBe(0)
        const states = jsonLines<AskedApproval>((await home.rollcall(['revoke', 'requests', ...workspace, '--json'])).out)
        expect(states.map(({ state }) => state)).toEqual(['used', 'refused'])
      }),
    ),
  180_000,
)
