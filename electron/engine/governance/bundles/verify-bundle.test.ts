import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { withAudited } from '../audits/seal-fixture.ts'
import { ledgerMutations, randomFrom, stranger } from '../ledger/mutations-fixture.ts'
import { signerFrom } from '../ledger/sign.ts'
import { verifyLedger } from '../ledger/verify.ts'
import { type Base, bundleMutations, entriesIn, packed, signedAnew, unpacked, withLedger } from './mutations-fixture.ts'
import { verifyFile } from './verifier/verify.mjs'
import { verifyBundle } from './verify-bundle.ts'
import { bytesOf } from './zip-read.ts'

let base: Base
let outside = ''

beforeAll(async () => {
  await withAudited(async ({ store, ...workspace }, { seal }) => {
    const bundle = readFileSync(await seal('2026-Q4'))
    const files = unpacked(bundle)
    // The fixture draws its seed as bytes of 1.
    const signer = signerFrom(new Uint8Array(32).fill(1))
    expect(signer.keyId).toBe(workspace.signer.keyId)
    base = { bundle, files, entries: entriesIn(files), signer }
    outside = store.audits.list()[0]?.seal?.checkpoint ?? ''
  })
})

/** The app's verifier and the one that ships in the bundle: two programs, one answer. */
function both(bundle: Buffer, note: string | null = outside): { readonly app: boolean; readonly own: boolean; readonly words: string } {
  const app = verifyBundle(bytesOf(bundle), { outside: note })
  const own = verifyFile(bundle, { note })
  return { app: app.ok, own: own.ok, words: `${app.checks.find((one) => one.state === 'failed')?.words} / ${own.problem}` }
}

describe('the shared set', () => {
  it('both verifiers accept what was sealed, with and without what was kept outside', () => {
    expect(both(base.bundle)).toMatchObject({ app: true, own: true })
    expect(both(base.bundle, null)).toMatchObject({ app: true, own: true })
    expect(packed(base.files).equals(base.bundle)).toBe(true)
    expect(packed(withLedger(base.files, base.entries, base.signer, true)).equals(base.bundle)).toBe(true)
  })

  it.each(Object.keys(bundleMutations))('both refuse: %s', (name) => {
    const random = randomFrom(name.length)
    const answers = Array.from({ length: 40 }, () => bundleMutations[name]?.(base, random) ?? base.bundle)
      .filter((bundle) => !bundle.equals(base.bundle))
      .map((bundle) => both(bundle))
    expect(answers.length).toBeGreaterThan(10)
    expect(answers.filter(({ app, own }) => app || own)).toEqual([])
  })

  it('both refuse any change of a byte in the directory and in the headers', () => {
    const { bundle } = base
    const start = bundle.readUInt32LE(bundle.length - 6)
    const places = Array.from({ length: bundle.length - start }, (_, at) => start + at)
    for (let at = start; at + 46 <= bundle.length - 22; at += 46 + bundle.readUInt16LE(at + 28))
      places.push(...Array.from({ length: 30 }, (_, more) => bundle.readUInt32LE(at + 42) + more))
    const accepted = places.filter((place) => {
      const copy = Buffer.from(bundle)
      copy[place] = (copy[place] ?? 0) ^ 0x41
      return verifyBundle(bytesOf(copy)).ok || verifyFile(copy).ok
    })
    expect(accepted).toEqual([])
  })

  it('both accept what only a checkpoint from outside can show, and both say so', () => {
    const random = randomFrom(3)
    const mutate = bundleMutations['change a file, sealed anew with the stolen key']
    const pairs = Array.from({ length: 40 }, () => mutate?.(base, random) ?? base.bundle).map((bundle) => both(bundle, null))
    expect(pairs.filter(({ app, own }) => app !== own)).toEqual([])
    expect(pairs.some(({ app }) => app)).toBe(true)
  })

  const file = (path: string, content: string | Buffer) => new Map([...base.files, [path, Buffer.from(content)]])
  const hostile: Readonly<Record<string, () => Buffer>> = {
    'nothing at all': () => Buffer.alloc(0),
    'no ZIP': () => Buffer.from('SQLite format 3'),
    'a path that leads out': () => packed([...base.files, ['../../evil.mjs', Buffer.from('x')]]),
    'an absolute path': () => packed([...base.files, ['/etc/passwd', Buffer.from('x')]]),
    'a name of JavaScript': () => packed([...base.files, ['__proto__', Buffer.from('x')]]),
    'a file twice': () => packed([...base.files, ...[...base.files].slice(-1)]),
    'a manifest with huge counts': () =>
      packed(
        signedAnew(base.files, base.signer, (manifest) => ({
          ...manifest,
          counts: { ...manifest.counts, agents: Number.MAX_SAFE_INTEGER },
        })),
      ),
    'a manifest with a member more': () => packed(signedAnew(base.files, base.signer, (manifest) => ({ ...manifest, more: 1 }))),
    'a manifest of another version': () => packed(signedAnew(base.files, base.signer, (manifest) => ({ ...manifest, version: 2 }))),
    'a list of files that is no list': () => packed(signedAnew(base.files, base.signer, (manifest) => ({ ...manifest, files: {} }))),
    'a member twice': () => packed(signedAnew(file('audit.json', '{"audit":{},"audit":{}}'), base.signer)),
    '__proto__ as a member': () => packed(withLedger(file('weights.json', '{"__proto__":{"x":1}}'), base.entries, base.signer, true)),
    'JSON nested a hundred thousand deep': () =>
      packed(withLedger(file('weights.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`), base.entries, base.signer, true)),
    'a line of the wrong type': () => packed(withLedger(file('inventory.ndjson', '7\n'), base.entries, base.signer, true)),
    'an agent without findings': () => packed(withLedger(file('inventory.ndjson', '{"agent":{}}\n'), base.entries, base.signer, true)),
    'bytes that are no text': () =>
      packed(withLedger(file('inventory.ndjson', Buffer.from([0xff, 0xfe, 10])), base.entries, base.signer, true)),
    'a bomb that says it is compressed': () => {
      const bomb = packed(base.files)
      for (let at = 0; at < bomb.length - 4; at += 1) if (bomb.readUInt32LE(at) === 0x02014b50) bomb.writeUInt16LE(8, at + 10)
      return bomb
    },
    'something hidden before the directory': () => {
      const end = base.bundle.readUInt32LE(base.bundle.length - 6)
      const copy = Buffer.concat([base.bundle.subarray(0, end), Buffer.from('hidden'), base.bundle.subarray(end)])
      copy.writeUInt32LE(end + 6, copy.length - 6)
      return copy
    },
    'a signature of somebody else': () => packed(signedAnew(base.files, stranger)),
    'a signature that is no object': () => packed(file('signature.json', '[]')),
    'a ledger entry that is null': () =>
      packed(signedAnew(file('ledger.ndjson', `${base.files.get('ledger.ndjson')?.toString()}null\n`), base.signer)),
    'a checkpoint that is none': () => packed(signedAnew(file('checkpoint.txt', 'x\n'), base.signer)),
    'a checkpoint of another size': () =>
      packed(signedAnew(base.files, base.signer, (manifest) => ({ ...manifest, ledger: { ...manifest.ledger, size: 1 } }))),
    'a redaction that is none': () =>
      packed(signedAnew(base.files, base.signer, (manifest) => ({ ...manifest, redaction: { sealed: manifest.files } }))),
  }

  it.each(Object.keys(hostile))('both refuse, with a sentence: %s', (name) => {
    const answer = both(hostile[name]?.() ?? base.bundle, null)
    expect(answer).toMatchObject({ app: false, own: false })
    expect(answer.words).not.toContain('undefined')
  })
})

/** `ROLLCALL_MUTATIONS=1000000 npx vitest …` runs a million; `node e2e/benchmarks/mutations.ts` counts them by kind. */
const count = Number(process.env.ROLLCALL_MUTATIONS ?? 6_000)

it(`${count} seeded mutations of a ledger and a bundle are all detected, given one checkpoint from outside`, () => {
  const random = randomFrom(2026)
  const original = canonicalJson(base.entries)
  let tried = 0
  const missed: string[] = []
  const kinds = new Set<string>()
  while (tried < count) {
    const ofLedger = tried % 2 === 0
    const name = random.pick(Object.keys(ofLedger ? ledgerMutations : bundleMutations))
    if (ofLedger) {
      const entries = ledgerMutations[name]?.(base.entries, random, base.signer) ?? []
      if (canonicalJson(entries) === original) continue
      if (verifyLedger(entries, { outside }).ok) missed.push(name)
    } else {
      const bundle = bundleMutations[name]?.(base, random) ?? base.bundle
      if (bundle.equals(base.bundle)) continue
      if (verifyBundle(bytesOf(bundle), { outside }).ok) missed.push(name)
    }
    kinds.add(`${ofLedger ? 'ledger' : 'bundle'}: ${name}`)
    tried += 1
  }
  expect(missed).toEqual([])
  const every = [
    ...Object.keys(ledgerMutations).map((name) => `ledger: ${name}`),
    ...Object.keys(bundleMutations).map((name) => `bundle: ${name}`),
  ]
  expect([...kinds].toSorted()).toEqual(every.toSorted())
}, 600_000)
