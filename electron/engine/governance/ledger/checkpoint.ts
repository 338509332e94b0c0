import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { type Note, readNote, signNote } from './note.ts'
import type { Signer } from './sign.ts'

/** The state of the ledger's tree at one size, as a C2SP `tlog-checkpoint` states it. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly note: Note
}

/** Which ledger a checkpoint is of: named after its first entry, so that no two workspaces share one. */
export function originOf(first: Pick<LedgerEntry, 'hash'>): string {
  return `rollcall/ledger/${first.hash.slice(0, 32)}`
}

/** The signed note of a tree head. */
export function writeCheckpoint(head: { readonly origin: string; readonly size: number; readonly root: Buffer }, signer: Signer): string {
  return signNote(`${head.origin}\n${head.size}\n${head.root.toString('base64')}\n`, head.origin, signer)
}

/** Reads a checkpoint without trusting it; null where it is none. Lines after the third are left alone, as the form asks. */
export function readCheckpoint(text: string): Checkpoint | null {
  const note = readNote(text)
  const [origin = '', size = '', root = '', ...more] = note?.text.slice(0, -1).split('\n') ?? []
  if (note === null || origin === '' || more.includes('') || !/^(0|[1-9]\d{0,15})$/.test(size)) return null
  const bytes = Buffer.from(root, 'base64')
  if (bytes.length !== 32 || bytes.toString('base64') !== root || !Number.isSafeInteger(Number(size))) return null
  return { origin, size: Number(size), root: bytes, note }
}
