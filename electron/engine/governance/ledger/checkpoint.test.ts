import { expect, test } from 'vitest'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { entryHash, nextEntry } from './chain.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { entryText, leafText } from './entry-text.ts'
import { readNote, signedBy } from './note.ts'
import { publicKeyFrom, signerFrom } from './sign.ts'

const signer = signerFrom(new Uint8Array(32).fill(7))
const head = { origin: 'rollcall/ledger/0123', size: 12, root: Buffer.alloc(32, 5) }
const keyOf = (publicKey: string) => {
  const key = publicKeyFrom(publicKey)
  return key === null ? [] : [{ key, publicKey, keyId: 'k' }]
}

test('what is written is the form that the specification shows', () => {
  const note = writeCheckpoint(head, signer)
  expect(note).toMatch(
    /^rollcall\/ledger\/0123\n12\nBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=\n\n— rollcall\/ledger\/0123 [A-Za-z0-9+/]{91}=\n$/,
  )
  const read = readCheckpoint(note)
  expect(read).toMatchObject({ origin: head.origin, size: 12 })
  expect(read && signedBy(read.note, head.origin, keyOf(signer.publicKey))).toBe('k')
  expect(read && signedBy(read.note, head.origin, keyOf(signerFrom(new Uint8Array(32).fill(8)).publicKey))).toBeNull()
})

test('the example of the signed-note specification is read, and a changed text is not signed by its key', () => {
  const note = readNote(
    'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n',
  )
  expect(note?.text.endsWith('ed è subito sera.\n')).toBe(true)
  expect(note?.signatures).toHaveLength(1)
  const changed = readCheckpoint(writeCheckpoint(head, signer).replace('\n12\n', '\n13\n'))
  expect(changed && signedBy(changed.note, head.origin, keyOf(signer.publicKey))).toBeNull()
})

test.each([
  ['nothing', ''],
  ['no signature', 'a\n1\nBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=\n'],
  ['a leading zero', writeCheckpoint(head, signer).replace('\n12\n', '\n012\n')],
  ['a size beyond counting', writeCheckpoint(head, signer).replace('\n12\n', '\n99999999999999999999\n')],
  ['a short root', writeCheckpoint(head, signer).replace('BQUF', '')],
  ['a control character', writeCheckpoint(head, signer).replace('\n12\n', '\n12\r\n')],
  ['half a character', `${writeCheckpoint(head, signer)}\ud800`],
  ['far too much', writeCheckpoint({ ...head, origin: 'o'.repeat(30_000) }, signer)],
])('%s is no checkpoint', (_, text) => {
  expect(readCheckpoint(text)).toBeNull()
})

test('the texts that are hashed are canonical JSON', () => {
  const entry = nextEntry(null, signer, { at: '2026-11-22T09:30:00.000Z', kind: 'decision', body: { b: '\u2028"\\', a: '😀\u0000' } })
  const { hash: _hash, keyId: _keyId, signature: _signature, ...said } = entry
  expect(entryText(entry).hashed).toBe(canonicalJson(said))
  expect(leafText(entry)).toBe(canonicalJson(entry))
  expect(entryHash(entry)).toBe(entry.hash)
})
