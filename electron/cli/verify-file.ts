import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyBundle } from '../engine/governance/bundles/verify-bundle.ts'
import { bytesOfFile } from '../engine/governance/bundles/zip-read.ts'
import { keyIdOf } from '../engine/governance/ledger/sign.ts'
import { verifyLedger } from '../engine/governance/ledger/verify.ts'
import { verifyWorkspace } from '../engine/governance/ledger/verify-stored.ts'
import { verifyExport } from '../engine/reports/verify-export.ts'
import { plural } from '../engine/reports/words.ts'
import { openStore } from '../engine/store/open-store.ts'
import type { Store } from '../engine/store/store.ts'
import { ExpectedFailure } from './exit.ts'

/** What `rollcall verify` says of a file. */
export interface Verdict {
  readonly ok: boolean
  readonly kind: 'workspace' | 'report' | 'bundle'
  readonly checks: readonly { readonly title: string; readonly state: 'passed' | 'failed' | 'not-checked'; readonly words: string }[]
  readonly cannotProve: readonly string[]
  /** The keys it is signed with, to be compared with what was received another way; the public key is base64 of 32 bytes. */
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[]
}

/** What whoever checks brings along. */
export interface Trust {
  readonly outside: string | null
  readonly publicKey: string | null
  readonly everySignature: boolean
}

/** Checks a bundle, a workspace file or an exported JSON report, offline. The file itself is only read. */
export async function verifyFile(path: string, trust: Trust): Promise<Verdict> {
  const begin = beginning(path)
  // SQLite files and ZIPs begin with their format's name.
  if (begin.startsWith('SQLite format 3')) return verifyCopy(path, trust)
  return begin.startsWith('PK') ? verifySealed(path, trust) : verifyReport(readBytes(path), trust)
}

function verifySealed(path: string, trust: Trust): Verdict {
  const bytes = bytesOfFile(path)
  try {
    const { ok, checks, cannotProve, signedBy } = verifyBundle(bytes, trust)
    return { ok, kind: 'bundle', checks, cannotProve, keys: signedBy === null ? [] : [signedBy] }
  } finally {
    bytes.close()
  }
}

const notCovered =
  'That nobody edited the inventory in the file: the ledger covers decisions and the facts they were taken on. An exported JSON report covers its rows.'

/** A copy is opened, so that looking changes nothing: not a byte, not a lock, not a ledger entry. */
async function verifyCopy(path: string, { outside, publicKey, everySignature }: Trust): Promise<Verdict> {
  const copy = copyOf(path)
  try {
    const chain = await verifyWorkspace(copy.store, { outside, publicKeys: keysOf(publicKey), everySignature })
    const words = chain.ok
      ? `${plural(chain.entries, 'entry', 'entries')}, every hash, link and signature holds; head ${chain.head ?? 'none'};${chain.vouched > 0 ? ` ${chain.vouched} signatures by the signed checkpoints that cover them;` : ''} keys ${chain.keys.map((key) => key.keyId).join(', ') || 'none'}.`
      : `Entry ${chain.firstBad ?? '?'}: ${chain.problem ?? 'it does not hold.'}`
    return {
      ok: chain.ok,
      kind: 'workspace',
      checks: [{ title: 'Ledger', state: chain.ok ? 'passed' : 'failed', words }],
      cannotProve: [...chain.cannotProve, notCovered],
      keys: chain.keys,
    }
  } finally {
    copy.discard()
  }
}

/** Work on a copy of a workspace file, so that looking changes nothing. */
export function onCopy<T>(path: string, work: (store: Store) => T): T {
  if (!beginning(path).startsWith('SQLite format 3'))
    throw new ExpectedFailure({ code: 'invalid-input', message: 'This is no workspace file.', subject: path, next: 'Check the path.' })
  const copy = copyOf(path)
  try {
    return work(copy.store)
  } finally {
    copy.discard()
  }
}

function copyOf(path: string): { readonly store: Store; readonly discard: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-verify-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'workspace')
    for (const part of ['', '-wal']) if (existsSync(`${path}${part}`)) copyFileSync(`${path}${part}`, `${copy}${part}`)
    const opened = openStore(copy)
    // The copy's path says nothing to the reader.
    if (!opened.ok) throw new ExpectedFailure({ ...opened.failure, subject: path })
    const store = opened.value
    const discard = () => {
      store.close()
      remove()
    }
    return { store, discard }
  } catch (error) {
    remove()
    throw error
  }
}

function verifyReport(bytes: Uint8Array, { outside, publicKey }: Trust): Verdict {
  const report = verifyExport(bytes, publicKey)
  const chain = verifyLedger(report.ledgerEntries, { outside, publicKeys: keysOf(publicKey) })
  const words = chain.ok
    ? `${plural(chain.entries, 'entry', 'entries')}, every hash, link and signature holds.`
    : `Entry ${chain.firstBad ?? '?'}: ${chain.problem ?? 'it does not hold.'}`
  return {
    ok: report.ok && chain.ok,
    kind: 'report',
    checks: [...report.checks, { title: 'Ledger, entry by entry', state: chain.ok ? 'passed' : 'failed', words }],
    cannotProve: [...new Set([...report.cannotProve, ...chain.cannotProve])],
    keys: report.signedBy === null ? [] : [report.signedBy],
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new ExpectedFailure({ code: 'not-found', message: 'This file cannot be read.', subject: path, next: 'Check the path.' })
  }
}

function beginning(path: string): string {
  try {
    const file = bytesOfFile(path)
    const begin = file.read(0, 16).toString('latin1')
    file.close()
    return begin
  } catch {
    throw new ExpectedFailure({ code: 'not-found', message: 'This file cannot be read.', subject: path, next: 'Check the path.' })
  }
}

function keysOf(publicKey: string | null) {
  return publicKey === null ? null : [{ keyId: keyIdOf(publicKey), publicKey }]
}
