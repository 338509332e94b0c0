import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { beginning, entryHash, nextEntry } from './chain.ts'
import { type Signer, signerFrom } from './sign.ts'

/** For tests and the long run of them: numbers from a seed, the same every time. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  pick<T>(values: readonly T[]): T
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new RangeError('nothing to pick from')
      return value
    },
  }
}

/** Somebody else's key. */
export const stranger = signerFrom(new Uint8Array(32).fill(211))

type Mutate = (entries: readonly LedgerEntry[], random: Random, signer: Signer) => readonly LedgerEntry[]

/** What somebody may do to a ledger, with or without its key; by name, so that a report can count them. */
export const ledgerMutations: Readonly<Record<string, Mutate>> = {
  edit: (entries, random) => at(entries, random, (entry) => editField(entry, random)),
  'edit, hashes mended': (entries, random) => mended(at(entries, random, (entry) => ({ ...entry, body: editedBody(entry.body, random) }))),
  'edit, signed by a stranger': (entries, random) =>
    resigned(
      at(entries, random, (entry) => ({ ...entry, body: editedBody(entry.body, random) })),
      stranger,
    ),
  'edit, signed with the stolen key': (entries, random, signer) =>
    resigned(
      at(entries, random, (entry) => ({ ...entry, body: editedBody(entry.body, random) })),
      signer,
    ),
  drop: (entries, random) => entries.toSpliced(random.below(entries.length), 1),
  'drop, signed with the stolen key': (entries, random, signer) =>
    resigned(entries.toSpliced(1 + random.below(entries.length - 1), 1), signer),
  reorder: (entries, random) => swapped(entries, random),
  'reorder, signed with the stolen key': (entries, random, signer) => resigned(swapped(entries, random), signer),
  repeat: (entries, random) => entries.toSpliced(random.below(entries.length), 0, random.pick(entries)),
  truncate: (entries, random) => entries.slice(0, random.below(entries.length)),
  'roll back, and go on with the stolen key': (entries, random, signer) => {
    const kept = entries.slice(0, 1 + random.below(entries.length - 1))
    const last = kept.at(-1) ?? null
    const more = Array.from({ length: entries.length - kept.length }, (_, place) => ({
      at: '2026-11-22T10:00:00.000Z',
      kind: 'note',
      body: { place, mark: random.below(1_000_000) },
    }))
    return more.reduce<{ readonly list: readonly LedgerEntry[]; readonly head: LedgerEntry | null }>(
      ({ list, head }, content) => {
        const made = nextEntry(head, signer, content)
        return { list: [...list, made], head: made }
      },
      { list: kept, head: last },
    ).list
  },
  'swap signatures': (entries, random) => {
    const [one, other] = [random.below(entries.length), random.below(entries.length)]
    return entries.map((entry, place) =>
      place === one || place === other ? { ...entry, signature: entries[place === one ? other : one]?.signature ?? '' } : entry,
    )
  },
}

function at(entries: readonly LedgerEntry[], random: Random, change: (entry: LedgerEntry) => LedgerEntry): readonly LedgerEntry[] {
  const place = random.below(entries.length)
  return entries.map((entry, index) => (index === place ? change(entry) : entry))
}

function editField(entry: LedgerEntry, random: Random): LedgerEntry {
  const field = random.pick(['at', 'kind', 'body', 'previousHash', 'hash', 'keyId', 'signature', 'seq'] as const)
  return field === 'seq' ? { ...entry, seq: entry.seq + 1 + random.below(5) } : { ...entry, [field]: editedText(entry[field], random) }
}

export function editedText(text: string, random: Random): string {
  const place = random.below(text.length + 1)
  const letter = String.fromCharCode(random.pick([34, 44, 48, 49, 97, 98, 125, 0x20, 0x41]))
  return random.below(2) === 0 ? text.slice(0, place) + letter + text.slice(place) : text.slice(0, place) + letter + text.slice(place + 1)
}

/** A body that says something else and is still in its one form. */
function editedBody(body: string, random: Random): string {
  const value = JSON.parse(body) as Record<string, unknown>
  const words = Object.keys(value).filter((key) => typeof value[key] === 'string' && key !== 'publicKey' && key !== 'keyId')
  if (words.length === 0) return body
  const key = random.pick(words)
  return JSON.stringify({ ...value, [key]: `${String(value[key])} ${random.below(1_000_000)}` })
}

function swapped(entries: readonly LedgerEntry[], random: Random): readonly LedgerEntry[] {
  const [one, other] = [random.below(entries.length), random.below(entries.length)]
  return entries.map((entry, place) => (place === one ? entries[other] : place === other ? entries[one] : entry) ?? entry)
}

/** Numbers, links and hashes made to fit, by somebody without a key. */
function mended(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  let previousHash = beginning
  return entries.map((entry, place) => {
    const fitted = { ...entry, seq: place + 1, previousHash }
    previousHash = entryHash(fitted)
    return { ...fitted, hash: previousHash }
  })
}

/** The whole ledger written anew with a key. */
export function resigned(entries: readonly LedgerEntry[], signer: Signer): readonly LedgerEntry[] {
  let head: LedgerEntry | null = null
  return entries.map(({ at: moment, kind, body }) => {
    const value = JSON.parse(body) as Record<string, unknown>
    const own = kind === 'workspace-opened' ? { ...value, keyId: signer.keyId, publicKey: signer.publicKey } : value
    const made = nextEntry(head, signer, { at: moment, kind, body: own })
    head = made
    return made
  })
}
