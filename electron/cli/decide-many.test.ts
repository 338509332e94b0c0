import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallWorkflow } from '../../e2e/harness/small-workflow.ts'
import type { Duty } from '../../shared/contract/duty.ts'
import type { TriageItem } from '../../shared/contract/governance.ts'
import type { AgentRow } from '../../shared/domain/agent.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import { atDesk, jsonLines } from './run-for-test.ts'

const workspace = ['--workspace', 'audit.rollcall'] as const

test(
  'many are decided by a filter with one reason, after a preview; each has its own entry, and one that cannot be decided loses no other',
  () =>
    atDesk(async ({ folder, rollcall }) => {
      mkdirSync(join(folder, 'flows'))
      for (const id of ['one', 'two', 'three'])
        writeFileSync(join(folder, 'flows', `${id}.json`), JSON.stringify(smallWorkflow(`Agent ${id}`, id)))
      await rollcall(['connect', ...workspace, 'n8n', '--label', 'Server', '--set', 'export=flows'])
      await rollcall(['scan', ...workspace])
      const listed = async () =>
        jsonLines<AgentRow>((await rollcall(['agents', ...workspace, '--where', 'provider=n8n', '--json'])).out).filter(({ gone }) => !gone)
      const rows = await listed()
      expect(rows.length).toBeGreaterThan(2)
      const [first, second] = rows
      const byFilter = ['decide', 'review', '--where', 'provider=n8n', '--reason', 'Asked the teams.', ...workspace]

      const preview = await rollcall([...byFilter, '--dry-run', '--json'])
      expect(jsonLines<{ agentId: string }>(preview.out).map(({ agentId }) => agentId)).toEqual(rows.map(({ id }) => id))
      expect((await listed()).map(({ status }) => status)).toEqual(rows.map(({ status }) => status))

      // One is in review already: the others are taken, it is told, and the exit code says that something is left.
      expect((await rollcall(['decide', first?.id ?? '', 'review', '--reason', 'Looked at.', ...workspace])).code).toBe(0)
      const some = await rollcall([...byFilter, '--json'])
      const said = jsonLines<Partial<Decision> & { failure?: { message: string } }>(some.out)
      expect(some.code).toBe(3)
      expect(said.filter(({ failure }) => failure !== undefined)).toMatchObject([
        { agentId: first?.id, failure: { message: 'This agent is already in review.' } },
      ])
      const entries = said.flatMap(({ seq }) => seq ?? [])
      expect([entries.length, new Set(entries).size]).toEqual([rows.length - 1, rows.length - 1])
      expect((await listed()).map(({ status }) => status)).toEqual(rows.map(() => 'in-review'))

      const named = await rollcall(['decide', first?.id ?? '', second?.id ?? '', 'reject', '--reason', 'Not wanted.', ...workspace])
      expect([named.code, named.out]).toEqual([0, expect.stringContaining('Recorded “reject” on 2 of 2 agents.')])

      // Service levels: set with a reason, then what is late is told, exported, and first in triage.
      const levels = ['due', 'levels', '--critical', '0', '--high', '0', '--medium', '0', '--low', '0', '--tell', 'The CIO=0', ...workspace]
      expect((await rollcall(levels)).err).toContain('A change needs a reason.')
      expect((await rollcall([...levels, '--reason', 'At once.', '--json'])).code).toBe(0)
      const due = await rollcall(['due', '--ics', 'due.ics', ...workspace, '--json'])
      expect(jsonLines<Duty>(due.out)).toMatchObject([{ tell: [{ who: 'The CIO', agents: rows.length }], calendar: { events: 1 } }])
      expect(readFileSync(join(folder, 'due.ics'), 'utf8')).toContain('BEGIN:VEVENT')

      // Rules: what is suggested, filtered by it, and off once it was switched off.
      const suggested = ['triage', '--suggested', 'revoke', ...workspace, '--json']
      const rejected = jsonLines<TriageItem>((await rollcall(suggested)).out)
      expect(rejected.map(({ row }) => row.id).sort()).toEqual([first?.id, second?.id].sort())
      expect(rejected).toMatchObject([
        { due: { state: 'overdue' }, suggestion: { ruleId: 'rejected' } },
        { suggestion: { ruleId: 'rejected' } },
      ])
      expect((await rollcall(['triage', 'rules', '--off', 'rejected', '--reason', 'Not here.', ...workspace])).out).toContain('Not here.')
      expect((await rollcall(suggested)).out).toBe('')

      const exception = ['decide', first?.id ?? '', 'accept-risk', '--until', '2099-12-31', '--reason', 'Needed.', ...workspace, '--json']
      const carried = await rollcall([
        ...exception,
        '--control',
        'Its log is read.',
        '--control-by',
        'Security',
        '--control-until',
        '2098-12-31',
      ])
      expect(jsonLines<Decision>(carried.out)).toMatchObject([
        { control: { what: 'Its log is read.', by: 'Security', ends: '2098-12-31T23:59:59.999Z' } },
      ])
      expect((await rollcall(['decide', 'approve', '--view', 'Mine', '--reason', 'x', ...workspace])).err).toContain('no saved view')
      expect((await rollcall(['decide', 'revoke', '--where', 'provider=n8n', '--reason', 'x', ...workspace])).code).toBe(2)
      expect((await rollcall(['verify', ...workspace])).code).toBe(0)
    }),
  180_000,
)
