import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atDesk, jsonLines } from './run-for-test.ts'

interface Line {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly nativeIds: readonly { readonly kind: string; readonly value: string }[]
  readonly evidence: readonly { readonly subject: string }[]
}

const documented = [
  ...[
    'id',
    'name',
    'kind',
    'certainty',
    'provider',
    'connection',
    'connectionLabel',
    'platform',
    'owner',
    'ownerState',
    'status',
    'statusUntil',
  ],
  ...['autonomy', 'autonomyCeiling', 'danger', 'governance', 'risk', 'band', 'reasons', 'factors', 'nativeIds', 'models', 'tools'],
  ...['capabilities', 'evidence', 'decision', 'factsHash', 'gone', 'partial', 'firstSeen', 'lastSeen', 'lastActive'],
]

test(
  'the demo serves until it is interrupted; other processes scan, decide, revoke with proof and undo',
  () =>
    atDesk(async ({ folder, rollcall, keep }) => {
      const w = ['--workspace', 'audit/demo.rollcall']
      const demo = await keep(['demo', ...w, '--size', 'small', '--seed', '7', '--as-of', '2026-09-30'], 'is being served')

      const scan = await rollcall(['scan', ...w, '--json'])
      // What a person would be asked for elsewhere is said on standard error, once.
      expect([scan.code, scan.err]).toEqual([3, expect.stringMatching(/^The administrator of the demo signs in by itself[^\n]*\n$/)])
      expect(jsonLines<{ state: string; steps: unknown[] }>(scan.out)).toEqual([
        expect.objectContaining({ state: 'incomplete', steps: expect.any(Array) }),
      ])
      const again = jsonLines<{ newFacts: number }>((await rollcall(['scan', ...w, '--json'])).out)
      expect(again[0]?.newFacts).toBe(0)

      const agents = await rollcall(['agents', ...w, '--json'])
      const lines = jsonLines<Line>(agents.out)
      expect([agents.code, lines.length > 100]).toEqual([0, true])
      expect(Object.keys(lines[0] ?? {}).sort()).toEqual([...documented].sort())
      expect(lines[0]?.evidence[0]?.subject).toContain('http://127.0.0.1:')
      const some = jsonLines<Line>((await rollcall(['agents', ...w, '--json', '--where', 'band=critical', '--where', 'provider=n8n'])).out)
      expect(some.map((one) => one.name)).toContain('Inbound Lead Concierge')

      const statusOf = async (name: string) => {
        const found = jsonLines<Line>((await rollcall(['agents', ...w, '--json', '--where', `text=${name}`])).out)
        return found.find((one) => one.name === name)?.status
      }
      const decide = (agent: string, ...rest: string[]) => rollcall(['decide', ...w, agent, ...rest])
      const rehearsed = await decide('Inbox Digest', 'revoke', '--reason', 'Nobody owns it', '--dry-run')
      expect([rehearsed.code, await statusOf('Inbox Digest')]).toEqual([0, 'discovered'])
      expect(rehearsed.out).toMatch(/PATCH \/v1\.0\/servicePrincipals\/\S+ \{"accountEnabled":false\}/)
      const revoked = await decide('Inbox Digest', 'revoke', '--reason', 'Nobody owns it')
      expect(revoked.out).toContain('verified, proved by a re-read')
      expect([revoked.code, await statusOf('Inbox Digest')]).toEqual([0, 'revoked'])
      expect((await decide('Inbox Digest', 'undo-revoke', '--reason', 'Too early')).code).toBe(0)
      expect(await statusOf('Inbox Digest')).toBe('in-review')

      expect((await decide('Contract Review Agent', 'approve', '--reason', 'As asked for', '--until', '2099-06-30')).code).toBe(0)
      // A terminal sends Ctrl+C to the wrapper and to the command; the wrapper passes it on.
      demo.child.kill('SIGINT')
      await new Promise((later) => setTimeout(later, 20))
      demo.child.kill('SIGINT')
      expect((await demo.ended).code).toBe(0)
      await expect(fetch(lines[0]?.evidence[0]?.subject ?? '')).rejects.toThrow()

      const later = await keep(['demo', ...w, '--size', 'small', '--seed', '7', '--as-of', '2026-12-31'], 'is being served')
      await rollcall(['scan', ...w])
      expect(await statusOf('Contract Review Agent')).toBe('lapsed')
      const [lapsed] = jsonLines<{ decision: { reason: string } }>(
        (await rollcall(['agents', ...w, '--json', '--where', 'text=Contract Review Agent'])).out,
      )
      expect(lapsed?.decision.reason).toContain('Sites.FullControl.All')
      later.child.kill('SIGTERM')
      expect((await later.ended).code).toBe(0)

      expect((await rollcall(['verify', ...w])).code).toBe(0)
      rewriteReason(join(folder, 'audit/demo.rollcall'))
      const forged = await rollcall(['verify', ...w])
      expect(forged.code).toBe(1)
      expect(forged.out).toMatch(/Entry \d+ was changed after it was written/)
    }),
  240_000,
)

interface Database {
  new (path: string): { exec(sql: string): void; close(): void }
}

/** What somebody with the file and a database tool would do; the engine itself refuses to change an entry. */
function rewriteReason(path: string): void {
  const Sqlite = createRequire(import.meta.url)('better-sqlite3') as Database
  const file = new Sqlite(path)
  file.exec(`DROP TRIGGER ledger_is_fixed; UPDATE ledger SET body = replace(body, 'As asked for', 'As I wanted') WHERE kind = 'decision'`)
  file.close()
}
