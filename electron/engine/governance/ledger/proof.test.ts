import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../store/open-store.ts'
import { checkProof } from './check-proof.ts'
import { appendEntry } from './entries.ts'
import { keepCheckpoint } from './keep-checkpoint.ts'
import { type Proof, proveEntry, proveGrowth } from './proof.ts'
import { signerFrom } from './sign.ts'

const at = '2026-11-22T09:30:00.000Z'
const signer = signerFrom(new Uint8Array(32).fill(7))
const folder = mkdtempSync(join(tmpdir(), 'rollcall-proof-'))
const opened = openStore(join(folder, 'workspace.db'))
if (!opened.ok) throw new Error(opened.failure.message)
const { ledger } = opened.value
const notes = new Map<number, string>()
appendEntry(ledger, signer, { at, kind: 'workspace-opened', body: { publicKey: signer.publicKey } })
for (let size = 2; size <= 13; size += 1) {
  appendEntry(ledger, signer, { at, kind: 'note', body: { says: `Number ${size}` } })
  notes.set(size, keepCheckpoint(ledger, signer, at) ?? '')
}
afterAll(() => {
  opened.value.close()
  rmSync(folder, { recursive: true, force: true })
})

const note = (size: number) => notes.get(size) ?? ''
const other = signerFrom(new Uint8Array(32).fill(8)).publicKey

function made(result: ReturnType<typeof proveEntry>): Proof {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

test('every entry is proved under every checkpoint that covers it, by its text, a few hashes and the checkpoint', () => {
  for (const size of notes.keys())
    for (let seq = 1; seq <= size; seq += 1) {
      const proof = made(proveEntry(ledger, seq, note(size)))
      const verdict = checkProof(JSON.stringify(proof), { outside: note(size), publicKey: signer.publicKey })
      expect(verdict.checks.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed'])
    }
  expect(proveEntry(ledger, 13, note(12))).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  expect(proveEntry(ledger, 0, null)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
})

test('each older checkpoint is proved to be the beginning of each newer one', () => {
  for (const older of notes.keys())
    for (const newer of [...notes.keys()].filter((size) => size >= older)) {
      const proof = made(proveGrowth(ledger, note(older), note(newer)))
      expect(checkProof(JSON.stringify(proof), { outside: note(older), publicKey: signer.publicKey })).toMatchObject({ ok: true })
    }
  expect(proveGrowth(ledger, note(9), note(4))).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
})

const entry = made(proveEntry(ledger, 5, note(13)))
const growth = made(proveGrowth(ledger, note(5), note(13)))

test.each([
  ['another text', { ...entry, leaf: 'leaf' in entry ? entry.leaf.replace('Number 5', 'Number 6') : '' }],
  ['another place', { ...entry, leafIndex: 5 }],
  ['another size', { ...entry, treeSize: 12 }],
  ['a hash less', { ...entry, inclusionPath: 'inclusionPath' in entry ? entry.inclusionPath.slice(1) : [] }],
  ['other hashes', { ...entry, inclusionPath: 'inclusionPath' in entry ? entry.inclusionPath.toReversed() : [] }],
  ['something added', { ...entry, more: true }],
])('an entry’s proof with %s does not hold', (_, changed) => {
  expect(checkProof(JSON.stringify(changed), { outside: note(13), publicKey: null }).ok).toBe(false)
})

test.each([
  ['a hash less', { ...growth, consistencyPath: 'consistencyPath' in growth ? growth.consistencyPath.slice(1) : [] }],
  ['another beginning', { ...growth, treeSize1: 4 }],
  ['another end', { ...growth, checkpoint2: note(12) }],
])('a growth’s proof with %s does not hold', (_, changed) => {
  expect(checkProof(JSON.stringify(changed), { outside: note(5), publicKey: null }).ok).toBe(false)
})

test('another key, another checkpoint, nothing from outside: each is said, none passes', () => {
  const text = JSON.stringify(entry)
  expect(checkProof(text, { outside: note(13), publicKey: other })).toMatchObject({ ok: false })
  expect(checkProof(text, { outside: note(12), publicKey: null }).checks[0]?.words).toContain('have one made')
  expect(checkProof(text, { outside: null, publicKey: null }).checks[0]?.words).toContain('Nothing from outside')
  expect(checkProof(text, { outside: null, publicKey: signer.publicKey })).toMatchObject({ ok: true })
  expect(checkProof('{', { outside: note(13), publicKey: null }).ok).toBe(false)
})
