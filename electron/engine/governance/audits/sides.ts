import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Audit, AuditName } from '../../../../shared/domain/audit.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { AgentWrite, Store } from '../../store/store.ts'
import { readLines } from '../bundles/read-lines.ts'
import { type Bytes, bytesOfFile, piecesOf, readDirectory, type StoredFile } from '../bundles/zip-read.ts'
import { auditOf } from './open-audit.ts'
import { isInScope } from './scope.ts'
import { sealedPath } from './seal.ts'

/** One side of a comparison: what a sealed audit found, or what the workspace holds now. */
export interface Side {
  readonly name: AuditName
  /** In order of ids. */
  agents(): Iterable<AgentWrite>
  /** How many entries the ledger had. */
  readonly ledgerSize: number
  entries(): Iterable<LedgerEntry>
  close(): void
}

/** The word for the workspace as it is. */
const now = 'now'

/** A sealed audit by its id or name, an open one as far as it has come, or `now`. */
export function openSide(store: Store, which: string, clock: () => Date): Result<Side> {
  if (which === now) return ok(liveSide(store, { id: now, name: 'now', at: clock().toISOString() }, null))
  const audit = auditOf(store, which)
  if (!audit.ok) return audit
  const { id, name, seal } = audit.value
  return seal === null ? ok(liveSide(store, { id, name, at: clock().toISOString() }, audit.value)) : sealedSide(store, audit.value)
}

function liveSide(store: Store, name: AuditName, audit: Audit | null): Side {
  return {
    name,
    ledgerSize: store.ledger.count(),
    agents: function* () {
      for (const write of store.agents.all()) if (audit === null || isInScope(audit.scope, write.agent)) yield write
    },
    entries: () => store.ledger.stored(),
    close: () => {},
  }
}

/** Reads a sealed audit from its file, after making sure that it is the file that was sealed. */
function sealedSide(store: Store, { id, name, seal }: Audit): Result<Side> {
  if (seal === null) return fail('conflict', 'This audit is not sealed yet.', { subject: name })
  const path = sealedPath(store.path, seal)
  if (!existsSync(path))
    return fail('not-found', 'The sealed file of this audit is not where it was kept.', {
      subject: path,
      next: 'Put it back from a copy; the ledger knows it by its hash.',
    })
  const bytes = bytesOfFile(path)
  const directory = readDirectory(bytes)
  const files = directory.ok ? directory.value : new Map<string, StoredFile>()
  if (!isTheSealed(bytes, files, seal)) {
    bytes.close()
    return fail('storage-corrupt', 'The file of this audit is not the one that was sealed.', {
      subject: path,
      next: 'Put the sealed file back from a copy; the ledger knows it by its hash.',
    })
  }
  const values = function* <T>(file: string): Iterable<T> {
    const stored = files.get(file)
    if (stored !== undefined) for (const line of readLines(piecesOf(bytes, stored))) yield JSON.parse(line) as T
  }
  return ok({
    name: { id, name, at: seal.at },
    ledgerSize: seal.entry,
    agents: () => values<AgentWrite>('inventory.ndjson'),
    entries: () => values<LedgerEntry>('ledger.ndjson'),
    close: bytes.close,
  })
}

/** The manifest has the hash that was kept, and the files that are read have the hashes it lists. */
export function isTheSealed(bytes: Bytes, files: ReadonlyMap<string, StoredFile>, seal: { readonly manifest: string }): boolean {
  const manifest = files.get('manifest.json')
  if (manifest === undefined || sumOf(bytes, manifest) !== seal.manifest) return false
  const listed = JSON.parse(bytes.read(manifest.offset, manifest.bytes).toString('utf8')) as {
    readonly files: readonly { path: string; sha256: string }[]
  }
  return ['inventory.ndjson', 'ledger.ndjson'].every((path) => {
    const file = files.get(path)
    return file !== undefined && sumOf(bytes, file) === listed.files.find((one) => one.path === path)?.sha256
  })
}

function sumOf(bytes: Bytes, file: StoredFile): string {
  const sum = createHash('sha256')
  for (const piece of piecesOf(bytes, file)) sum.update(piece)
  return sum.digest('hex')
}
