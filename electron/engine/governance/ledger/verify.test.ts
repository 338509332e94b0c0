import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { nextEntry } from './chain.ts'
import { checkEntries, wholeLedger } from './check-entries.ts'
import { originOf, writeCheckpoint } from './checkpoint.ts'
import { leafText } from './entry-text.ts'
import { createTree, leafHash, wholeRoot } from './merkle.ts'
import { type Signer, signerFrom } from './sign.ts'
import { judge, verifyLedger } from './verify.ts'

const signer = signerFrom(new Uint8Array(32).fill(7))
const stranger = signerFrom(new Uint8Array(32).fill(8))

function chainOf(by: Signer, count: number, reason = 'fits'): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (let index = 0; index < count; index += 1) {
    const at = `2026-11-22T09:30:0${index}.000Z`
    const kind = index === 0 ? 'workspace-opened' : 'decision'
    const body = index === 0 ? { publicKey: by.publicKey, keyId: by.keyId } : { agentId: `agent-${index}`, action: 'approve', reason }
    entries.push(nextEntry(entries.at(-1) ?? null, by, { at, kind, body }))
  }
  return entries
}

const ledger = chainOf(signer, 5)
/** Another history signed with the same key, such as an older copy that went its own way. */
const branch = chainOf(signer, 5, 'another reason')
const trusted = [{ keyId: signer.keyId, publicKey: signer.publicKey }]
const last = ledger.at(-1)
const checkpoint = checkpointOf(ledger, signer)

function checkpointOf(entries: readonly LedgerEntry[], by: Signer): string {
  const tree = createTree()
  for (const entry of entries) tree.add(leafHash(leafText(entry)))
  return writeCheckpoint({ origin: originOf(entries[0] ?? { hash: '' }), size: tree.size(), root: tree.root() }, by)
}

test('a ledger as it was written is right, and says what that does not prove', () => {
  expect(verifyLedger(ledger, { publicKeys: trusted, outside: checkpoint })).toMatchObject({
    ok: true,
    entries: 5,
    problem: null,
    head: last?.hash,
  })
  expect(verifyLedger(ledger, { publicKeys: trusted }).cannotProve.join(' ')).toMatch(/older copy.*cut off at the end/)
  expect(verifyLedger(ledger).cannotProve.join(' ')).toContain('Whose keys these are')
  expect(verifyLedger(ledger, { publicKeys: trusted, outside: checkpoint }).cannotProve.join(' ')).not.toContain('cut off')
})

test('the same seed makes the same key', () => {
  expect(signerFrom(new Uint8Array(32).fill(7)).keyId).toBe(signer.keyId)
  expect(stranger.keyId).not.toBe(signer.keyId)
})

const index = fc.nat({ max: ledger.length - 1 })
const field = fc.constantFrom('at', 'kind', 'body', 'previousHash', 'hash', 'keyId', 'signature' as const)

/** One random damage of a right ledger; null where it happens to change nothing. */
const damaged: fc.Arbitrary<readonly LedgerEntry[] | null> = fc.oneof(
  fc.tuple(index, field, fc.nat(), fc.string({ minLength: 1, maxLength: 3 })).map(([at, key, place, text]) => edited(at, key, place, text)),
  fc.tuple(index, fc.integer({ min: -3, max: 9 })).map(([at, seq]) => replaced(at, (entry) => ({ ...entry, seq }))),
  fc.tuple(index, index).map(([from, to]) => swapped(from, to)),
  index.map((at) => ledger.toSpliced(at, 1)),
  fc.tuple(index, index).map(([from, to]) => ledger.toSpliced(to, 0, ...ledger.slice(from, from + 1))),
  fc.integer({ min: 0, max: ledger.length - 1 }).map((length) => ledger.slice(0, length)),
  fc.tuple(index, fc.string()).map(([at, reason]) => forged(at, reason)),
  index.map((at) => replaced(at, (entry) => branch[at] ?? entry)),
)

function edited(at: number, key: Exclude<keyof LedgerEntry, 'seq'>, place: number, text: string) {
  return replaced(at, (entry) => {
    const value = entry[key]
    const cut = place % (value.length + 1)
    return { ...entry, [key]: value.slice(0, cut) + text + value.slice(cut + text.length) }
  })
}

/** Rewritten by somebody who knows the form but not the key: everything fits but the signature. */
function forged(at: number, reason: string) {
  return replaced(at, (entry) => {
    const before = ledger[at - 1] ?? null
    const made = nextEntry(before, stranger, { at: entry.at, kind: entry.kind, body: { agentId: 'agent-1', action: 'approve', reason } })
    return { ...made, keyId: signer.keyId }
  })
}

function replaced(at: number, change: (entry: LedgerEntry) => LedgerEntry): readonly LedgerEntry[] {
  return ledger.map((entry, place) => (place === at ? change(entry) : entry))
}

function swapped(from: number, to: number): readonly LedgerEntry[] {
  return ledger.map((entry, place) => (place === from ? ledger[to] : place === to ? ledger[from] : entry) ?? entry)
}

test('more than 10,000 random edits, drops, swaps, repeats, cuts, forgeries and transplants are all found', () => {
  let tried = 0
  const original = JSON.stringify(ledger)
  fc.assert(
    fc.property(damaged, (entries) => {
      if (entries === null || JSON.stringify(entries) === original) return
      tried += 1
      expect(verifyLedger(entries, { publicKeys: trusted, outside: checkpoint }).ok).toBe(false)
    }),
    { numRuns: 13_000 },
  )
  expect(tried).toBeGreaterThan(10_000)
}, 180_000)

test('without a checkpoint a cut end is not found: that is why it is said', () => {
  expect(verifyLedger(ledger.slice(0, 3), { publicKeys: trusted }).ok).toBe(true)
  expect(verifyLedger(ledger.slice(0, 3), { publicKeys: trusted, outside: checkpoint }).problem).toContain('cut off')
})

test('a whole ledger rewritten with another key passes only for those who ask the ledger itself for its keys', () => {
  const rewritten = chainOf(stranger, 5)
  expect(verifyLedger(rewritten, { publicKeys: trusted }).problem).toContain('a key that is not known')
  expect(verifyLedger(rewritten)).toMatchObject({ ok: true })
})

test('an empty ledger is not a right one', () => {
  expect(verifyLedger([]).ok).toBe(false)
})

test('who holds the key can rewrite everything; a checkpoint from outside shows it, and nothing else does', () => {
  expect(verifyLedger(branch, { publicKeys: trusted })).toMatchObject({ ok: true })
  expect(verifyLedger(branch, { publicKeys: trusted, outside: checkpoint }).problem).toContain('rewritten')
  const older = checkpointOf(ledger.slice(0, 3), signer)
  expect(verifyLedger(ledger, { outside: older }).cannotProve.join(' ')).toContain('ends there, the ledger at 5')
  expect(verifyLedger(ledger, { outside: checkpointOf(chainOf(stranger, 5), stranger) }).problem).toContain('another ledger')
  expect(verifyLedger(ledger, { outside: checkpointOf(ledger, stranger) }).problem).toContain('not signed with a key of this ledger')
  expect(verifyLedger(ledger, { outside: 'nonsense' }).problem).toContain('cannot be read')
})

test('a signed checkpoint stands for the signatures it covers, of its own key only', () => {
  const start = { ...wholeLedger, vouched: new Map([[signer.keyId, 4]]) }
  const kept = [{ size: 4, note: checkpointOf(ledger.slice(0, 4), signer) }]
  expect(judge([checkEntries(ledger, { ...start, marks: [4] })], { kept })).toMatchObject({ ok: true, vouched: 4 })
  const unsigned = replaced(2, (entry) => ({
    ...entry,
    signature: entry.signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
  }))
  expect(judge([checkEntries(unsigned, { ...start, marks: [4] })], { kept }).problem).toContain('kept at entry 4 does not fit')
  const mixed = [
    ...ledger,
    nextEntry(last ?? null, signer, { at: '2026-11-22T09:31:00.000Z', kind: 'key-added', body: { publicKey: stranger.publicKey } }),
  ]
  const theirs = nextEntry(mixed.at(-1) ?? null, stranger, { at: '2026-11-22T09:32:00.000Z', kind: 'note', body: {} })
  const all = [...mixed, { ...theirs, signature: ledger[0]?.signature ?? '' }]
  const over = [{ size: 7, note: checkpointOf(all, signer) }]
  const part = checkEntries(all, { ...wholeLedger, vouched: new Map([[signer.keyId, 7]]), marks: [7] })
  expect(judge([part], { kept: over }).problem).toContain('signature of entry 7')
})

test('parts are one ledger only where each continues the one before', () => {
  const [one, two] = [ledger.slice(0, 3), ledger.slice(3)]
  const keys = [{ keyId: signer.keyId, publicKey: signer.publicKey }]
  const later = (previous: string) => checkEntries(two, { ...wholeLedger, seq: 4, previous, keys })
  const first = checkEntries(one, wholeLedger)
  const second = later(one.at(-1)?.hash ?? '')
  expect(judge([first, second], { outside: checkpoint })).toMatchObject({ ok: true, entries: 5 })
  expect(judge([first, later('another')], {}).problem).toContain('does not continue entry 3')
  expect(judge([second, first], { outside: checkpoint }).ok).toBe(false)
  expect(judge([first], { outside: checkpoint }).problem).toContain('cut off')
})

test('a checkpoint that was not compared is never passed over', () => {
  const four = chainOf(signer, 4)
  const part = checkEntries(four, wholeLedger)
  const whole = wholeRoot(Buffer.concat(part.pieces.map(({ hashes }) => hashes)))
  const within = checkpointOf(four.slice(0, 2), signer)
  expect(judge([{ ...part, pieces: [{ leaves: 4, hashes: whole }] }], {}).ok).toBe(true)
  expect(judge([{ ...part, pieces: [{ leaves: 4, hashes: whole }] }], { outside: within }).problem).toContain('could not be compared')
})
