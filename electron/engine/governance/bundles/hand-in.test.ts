import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withAudited } from '../audits/seal-fixture.ts'
import { decide } from '../decide.ts'
import { signerFrom } from '../ledger/sign.ts'
import { withWorkspace } from '../workspace-fixture.ts'
import { federate } from './federation.ts'
import { mergeBundle } from './merge-bundle.ts'
import { entriesIn, packed, unpacked, withLedger } from './mutations-fixture.ts'
import { redactBundle } from './redact-bundle.ts'
import { createRedactor } from './redactor.ts'
import { verifyFile } from './verifier/verify.mjs'
import { verifyBundle } from './verify-bundle.ts'
import { bytesOf, readDirectory } from './zip-read.ts'
import { createZip } from './zip-write.ts'

const signer = signerFrom(new Uint8Array(32).fill(1))
const approval = { action: 'approve', reason: 'It fits.', until: null, conditions: null, policyId: null, owner: null } as const

test('one person has one mark, by name and by mail, whole and inside a sentence; another salt gives another', () => {
  const redactor = createRedactor('salt', [
    { name: 'Mara Lindqvist', mail: 'mara.lindqvist@example.test' },
    { name: 'lead', mail: null },
    { name: 'Jon Do', mail: null },
  ])
  const mark = redactor.text('Mara Lindqvist')
  expect(mark).toMatch(/^person-[0-9a-f]{12}$/)
  expect(redactor.text('MARA.LINDQVIST@example.test')).toBe(mark)
  expect(redactor.text('Asked mara lindqvist, who agreed.')).toBe(`Asked ${mark}, who agreed.`)
  expect(redactor.text('lead')).toMatch(/^person-/)
  expect(redactor.text('a lead and Jon Donovan')).toBe('a lead and Jon Donovan')
  expect(redactor.text('someone@else.test wrote')).toMatch(/^person-[0-9a-f]{12} wrote$/)
  expect(redactor.value({ Mara: ['Mara Lindqvist', 7, null] })).toEqual({ Mara: [mark, 7, null] })
  expect(createRedactor('other', [{ name: 'Mara Lindqvist', mail: null }]).text('Mara Lindqvist')).not.toBe(mark)
})

/** The bundle without names, as bytes. */
async function redacted(bundle: Buffer, to: string): Promise<Buffer> {
  const bytes = bytesOf(bundle)
  const directory = readDirectory(bytes)
  if (!directory.ok) throw new Error(directory.failure.message)
  const files = unpacked(bundle)
  const text = (path: string) => files.get(path)?.toString('utf8') ?? ''
  const from = { bytes, files: directory.value, manifest: JSON.parse(text('manifest.json')), checkpoint: text('checkpoint.txt') }
  const redactor = createRedactor('salt', [
    { name: 'Mara Lindqvist', mail: 'mara.lindqvist@example.test' },
    { name: 'lead', mail: null },
  ])
  await redactBundle(from, createZip(to), redactor, signer)
  return readFileSync(to)
}

test('a bundle without names holds no name, verifies for both, and both say what was replaced', () =>
  withAudited(async (_, { folder, seal }) => {
    const whole = readFileSync(await seal('2026-Q4'))
    const bundle = await redacted(whole, join(folder, 'redacted.zip'))
    const text = bundle.toString('utf8')
    expect(whole.toString('utf8')).toContain('Mara Lindqvist')
    expect(text).not.toMatch(/Mara|Lindqvist|"actor":"lead"/)
    const note = verifyBundle(bytesOf(whole)).checkpoint?.note ?? null
    const verdict = verifyBundle(bytesOf(bundle), { outside: note })
    expect(verdict).toMatchObject({ ok: true, redacted: true })
    expect(verdict.cannotProve.join(' ')).toMatch(/names in them were replaced.*The report was left out/)
    const own = verifyFile(bundle, { note })
    expect(own).toMatchObject({ ok: true })
    expect(own.cannotProve.join(' ')).toContain('names in them were replaced')
  }))

test('what is handed in is verified, counted once, and shown where it conflicts; nothing of it enters the inventory', () =>
  withAudited(async (sales, { folder, seal }) => {
    const first = await seal('2026-Q3')
    const other = join(folder, 'finance.zip')
    await withAudited(async (finance, tools) => {
      // The other unit found two of the same agents, and says something else of one.
      decide(finance, { ...approval, agentIds: ['agent-2'] })
      copyFileSync(await tools.seal('Finance 2026-Q4', { businessUnits: ['Sales'], connectionIds: [] }), other)
    })
    await withWorkspace(async (cio) => {
      const merged = mergeBundle(cio, first, null)
      expect(merged.ok && merged.value).toMatchObject({ organisation: 'Sample Ltd', businessUnits: ['Finance', 'Sales'], redacted: false })
      const again = mergeBundle(cio, first, null)
      expect(again.ok ? null : again.failure.code).toBe('conflict')
      expect(cio.store.agents.ids()).toEqual([])
      expect(cio.store.ledger.head()?.kind).toBe('bundle-merged')

      decide(sales, { ...approval, agentIds: ['agent-3'] })
      const second = mergeBundle(cio, await seal('2026-Q4'), null)
      expect(second.ok).toBe(true)
      const found = federate(cio.store.handedIn.list(), cio.store.handedIn.agents())
      expect(found).toMatchObject({ agents: 4, lines: 4, conflictCount: 0 })
      expect(found.bundles.map((one) => one.speaks).sort()).toEqual([false, true])
    })
  }))

const line = (manifest: string, id: string, more: object) => ({
  manifest,
  id,
  name: 'Helper',
  band: 'high',
  risk: 60,
  status: 'approved',
  owner: null,
  factsHash: 'f',
  gone: false,
  marks: ['key'],
  perhaps: [],
  ...more,
})
const bundle = (manifest: string) => ({ ...handedIn, manifest, origin: manifest, organisation: manifest })

test('agents of one place stay as many as they are: what several of a bundle share joins nobody, within it or across', () => {
  const found = federate(
    [bundle('sales'), bundle('finance')],
    [
      line('sales', 'a', { marks: ['environment', 'a'], perhaps: ['place'] }),
      line('sales', 'b', { marks: ['environment', 'b'], perhaps: ['place'] }),
      line('finance', 'c', { marks: ['environment', 'a'], perhaps: ['place'] }),
    ],
  )
  expect(found).toMatchObject({ agents: 2, lines: 3, conflictCount: 0 })
})

test('agents of two units that share a declared key are one, and what the units disagree on is told', () => {
  const found = federate(
    [bundle('sales'), bundle('finance')],
    [
      line('sales', 'a', {}),
      line('finance', 'b', { status: 'discovered', risk: 80, band: 'critical' }),
      line('finance', 'c', { marks: ['other'], perhaps: ['x'] }),
      line('sales', 'd', { marks: ['more'], perhaps: ['x'] }),
      line('sales', 'e', { marks: ['gone'], gone: true }),
    ],
  )
  expect(found).toMatchObject({ agents: 3, lines: 4, shadow: 1, bands: { critical: 1, high: 2 } })
  expect(found.conflicts.map((one) => one.field)).toEqual(['status', 'risk', 'perhaps the same'])
})

test('a unit that rewrote its history, or hands in damage, is refused and loses nothing', () =>
  withAudited(async (_, { folder, seal }) => {
    const path = await seal('2026-Q3')
    await withWorkspace(async (cio) => {
      expect(mergeBundle(cio, path, null).ok).toBe(true)
      const later = readFileSync(await seal('2026-Q4'))
      const files = unpacked(later)
      const entries = entriesIn(files).map((entry, place) =>
        place === 1 ? { ...entry, body: entry.body.replace('"action":"approve"', '"action":"reject"') } : entry,
      )
      const rewritten = join(folder, 'rewritten.zip')
      writeFileSync(rewritten, packed(withLedger(files, entries, signer, true)))
      const refused = mergeBundle(cio, rewritten, null)
      expect(refused.ok ? null : refused.failure.message).toMatch(/rewritten|another ledger/)
      const cut = join(folder, 'cut.zip')
      writeFileSync(cut, later.subarray(0, later.length - 9))
      expect(mergeBundle(cio, cut, null).ok).toBe(false)
      expect(mergeBundle(cio, join(folder, 'nothing.zip'), null)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
      expect(cio.store.handedIn.list()).toHaveLength(1)
      writeFileSync(join(folder, 'later.zip'), later)
      expect(mergeBundle(cio, join(folder, 'later.zip'), signer.publicKey).ok).toBe(true)
    })
  }))

const handedIn = {
  at: '2026-11-22T09:30:00.000Z',
  audit: { id: 'a', name: '2026-Q4', at: '2026-11-22T09:30:00.000Z' },
  businessUnits: [],
  file: '',
  keyId: '',
  publicKey: '',
  redacted: false,
  counts: { agents: 1, findings: 0, violations: 0, calls: 0, connections: 0, scans: 0, steps: 0, places: 0, policies: 0 },
  ledgerSize: 1,
  checkpoint: '',
  speaks: true,
}
