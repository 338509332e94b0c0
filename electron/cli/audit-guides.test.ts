import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallWorkflow } from '../../e2e/harness/small-workflow.ts'
import type { Audit, AuditDifference } from '../../shared/domain/audit.ts'
import type { Federation } from '../../shared/domain/federation.ts'
import { weights } from '../engine/risk/weights.ts'
import { atDesk, type Desk, jsonLines } from './run-for-test.ts'

/** The commands of a guide, in the order in which it tells them. */
function commandsIn(guide: string): readonly string[] {
  const text = readFileSync(new URL(`../../docs/guides/${guide}.md`, import.meta.url), 'utf8').replace(/\n +/g, ' ')
  return [...text.matchAll(/`rollcall ((?:audit|scan|checkpoint|bundle(?! v1)|verify|proof) [^`]+)`/g)].map(([, command]) => command ?? '')
}

/** Words as a shell takes them, as far as the guides need: spaces part them, double quotes hold them together. */
const wordsOf = (command: string): readonly string[] => [...command.matchAll(/"([^"]*)"|\S+/g)].map(([whole, quoted]) => quoted ?? whole)

async function ran(home: Desk, ...args: readonly string[]): Promise<string> {
  const said = await home.rollcall(args)
  if (said.code !== 0) throw new Error(`rollcall ${args.join(' ')}: ${said.code} ${said.err}${said.out}`)
  return said.out
}

async function json<T>(home: Desk, ...args: readonly string[]): Promise<T> {
  const [value] = jsonLines<T>(await ran(home, ...args, '--json'))
  if (value === undefined) throw new Error(`rollcall ${args.join(' ')} printed nothing`)
  return value
}

// Some thirty commands, each a process of its own: this is what the guides promise, from the first to the last.
test(
  'every command of the guides on audits, bundles and verifying does what it says, in a fresh workspace',
  () =>
    atDesk(async (home) => {
      const inHome = (name: string) => join(home.folder, name)
      const w = ['--workspace', 'W'] as const
      writeFileSync(inHome('flow.json'), JSON.stringify(smallWorkflow('Support agent')))
      await ran(home, 'connect', ...w, 'n8n', '--set', 'export=flow.json')
      await ran(home, 'scan', ...w)
      await ran(home, 'audit', 'open', ...w, '--name', '2026-Q3', '--from', '2026-07-01', '--to', '2026-09-30')
      const before = await json<{ audit: Audit }>(home, 'audit', 'seal', '2026-Q3', ...w)
      writeFileSync(inHome('old.txt'), before.audit.seal?.checkpoint ?? '')
      writeFileSync(inHome('my-weights.json'), JSON.stringify({ ...weights, version: 'mine-1' }))
      writeFileSync(inHome('flow.json'), JSON.stringify(smallWorkflow('Support agent, renamed')))

      for (const command of commandsIn('run-an-audit')) await ran(home, ...wordsOf(command))
      const { counts } = await json<AuditDifference>(home, 'audit', 'diff', '2026-Q3', '2026-Q4', ...w)
      expect(counts).toMatchObject({ agentsBefore: 1, agentsAfter: 1, new: 0, gone: 0, changed: 1 })

      const handIn = commandsIn('hand-in-a-bundle')
      await ran(home, ...wordsOf(handIn[0] ?? ''))
      const { keys } = await json<{ keys: readonly { publicKey: string }[] }>(home, 'verify', 'sales-2026-Q4.zip')
      const key = keys[0]?.publicKey ?? ''
      expect(await ran(home, ...wordsOf(handIn[1] ?? ''))).toContain(`: ${key}\n`)
      for (const command of handIn.slice(2)) await ran(home, ...wordsOf(command.replace('SALES-KEY', key)))
      expect(await json<Federation>(home, 'bundle', 'list', '--workspace', 'CIO')).toMatchObject({ agents: 1, lines: 1, conflicts: [] })
      await ran(home, 'bundle', 'export', '2026-Q4', ...w, '--redact', '--out', 'redacted.zip')
      const twice = await home.rollcall(['bundle', 'merge', 'flow.json', '--workspace', 'CIO', '--json'])
      expect([twice.code, jsonLines<{ refused?: object }>(twice.out)[0]?.refused]).toEqual([
        1,
        expect.objectContaining({ message: expect.any(String) }),
      ])

      copyFileSync(inHome('sales-2026-Q4.zip'), inHome('2026-q4.zip'))
      for (const command of commandsIn('verify-as-an-auditor')) await ran(home, ...wordsOf(command.replace('BASE64', key)))
      const script = new URL('../engine/governance/bundles/verifier/verify.mjs', import.meta.url)
      copyFileSync(script, inHome('verify.mjs'))
      const other = spawnSync(process.execPath, ['verify.mjs', '2026-q4.zip', '--key', key], { cwd: home.folder, encoding: 'utf8' })
      expect([other.status, other.stdout.trimEnd().split('\n').at(-1)]).toEqual([0, 'Verified.'])
    }),
  240_000,
)

test(
  'what does not hold ends with 1 and says so as JSON, and what was typed wrongly is said in a sentence',
  () =>
    atDesk(async (home) => {
      const w = ['--workspace', 'W'] as const
      writeFileSync(join(home.folder, 'flow.json'), JSON.stringify(smallWorkflow('Support agent')))
      await ran(home, 'connect', ...w, 'n8n', '--set', 'export=flow.json')
      await ran(home, 'audit', 'open', ...w, '--name', 'Q4', '--from', '2026-10-01', '--to', '2026-12-31')
      const sealed = await json<{ audit: Audit }>(home, 'audit', 'seal', 'Q4', ...w)
      const { size, note } = await json<{ size: number; note: string }>(home, 'checkpoint', ...w)
      expect([size, note]).toEqual([sealed.audit.seal?.entry, sealed.audit.seal?.checkpoint])
      writeFileSync(join(home.folder, 'note.txt'), note)
      await ran(home, 'checkpoint', ...w, '--out', 'again.txt')
      expect(readFileSync(join(home.folder, 'again.txt'), 'utf8')).toBe(note)

      await ran(home, 'proof', 'entry', '2', ...w, '--checkpoint', 'note.txt', '--out', 'proof.json')
      const proof = readFileSync(join(home.folder, 'proof.json'), 'utf8')
      writeFileSync(join(home.folder, 'forged.json'), proof.replace('"leafIndex":1', '"leafIndex":0'))
      const forged = await home.rollcall(['proof', 'check', 'forged.json', '--checkpoint', 'note.txt', '--json'])
      expect([forged.code, jsonLines<{ ok: boolean }>(forged.out)[0]?.ok]).toEqual([1, false])

      const bundle = join(home.folder, 'W-audits', sealed.audit.seal?.file ?? '')
      const bytes = readFileSync(bundle)
      bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1
      writeFileSync(join(home.folder, 'changed.zip'), bytes)
      const changed = await home.rollcall(['verify', 'changed.zip', '--json'])
      expect([changed.code, jsonLines<{ ok: boolean; kind: string }>(changed.out)[0]]).toEqual([
        1,
        expect.objectContaining({ ok: false, kind: 'bundle' }),
      ])

      for (const [args, code, words] of [
        [['audit', 'seal', 'Q4', ...w], 1, 'Open the next one.'],
        [['audit', 'seal', 'Q5', ...w], 1, 'no such audit'],
        [['audit', 'open', ...w, '--name', 'Q1', '--from', '2026-12-31', '--to', '2026-01-01'], 2, 'period'],
        [['audit', 'diff', 'Q4', 'Q5', ...w], 1, 'no such audit'],
        [['bundle', 'export', 'Q5', ...w, '--out', 'x.zip'], 1, 'no such audit'],
        [['proof', 'entry', '99', ...w], 1, 'No checkpoint kept in this file covers the entry.'],
        [['proof', 'entry', '1', '--workspace', 'flow.json'], 2, 'This is no workspace file.'],
      ] as const) {
        const said = await home.rollcall(args)
        expect([args.slice(0, 3), said.code, said.out, said.err]).toEqual([args.slice(0, 3), code, '', expect.stringContaining(words)])
      }
    }),
  120_000,
)
