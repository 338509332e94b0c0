import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import { openAgents } from './agents.ts'
import { openAttestations } from './attestations.ts'
import { openAudits } from './audits.ts'
import { openCalls } from './calls.ts'
import { openConnections } from './connections.ts'
import { openHandedIn } from './handed-in.ts'
import { openLedger } from './ledger.ts'
import { migrate, readVersion } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations } from './migrations/registry.ts'
import { openObservations } from './observations.ts'
import { type Db, isSafeVersion, openFile } from './open.ts'
import { openPolicyDrafts } from './policy-drafts.ts'
import { openRevocations } from './revocations.ts'
import { openScans } from './scans.ts'
import { openSelections } from './selections.ts'
import { openSettings } from './settings.ts'
import type { Store } from './store.ts'
import { failureOf, refuse } from './store-failure.ts'
import { openViews } from './views.ts'

export interface StoreOptions {
  /** Names the backup made before a migration; the system's clock unless given. */
  readonly clock?: () => Date
  /** How long to wait for another process's write, in milliseconds; 2,000 unless given. */
  readonly busyMs?: number
  /** The migrations to apply; every known one unless given. For tests of older files. */
  readonly migrations?: readonly Migration[]
}

/** The first Node-API version that the SQLite binding runs on; older ones would end the process. */
const nodeApiNeeded = 10

/**
 * Opens or creates a workspace file and brings it to the newest version, with a backup before.
 * Failures: `database-from-future`, `storage-corrupt`, `storage-full`, `conflict` (another process is writing),
 * `not-found` (no such folder), `permission-missing`, `engine-stopped` (this Node is too old).
 */
export function openStore(path: string, options: StoreOptions = {}): Result<Store> {
  if (Number(process.versions.napi ?? 0) < nodeApiNeeded) {
    return fail('engine-stopped', 'This version of Node cannot open a workspace.', { next: 'Use Node 22.14 or newer.' })
  }
  let db: Db | null = null
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      refuse('invalid-input', 'There is a folder at this path, not a workspace file.', {
        subject: path,
        next: 'Name a file, for example one inside that folder.',
      })
    mkdirSync(dirname(path), { recursive: true })
    db = openFile(path, options.busyMs ?? 2_000)
    return ok(prepare(db, options.migrations ?? migrations, options.clock?.() ?? new Date()))
  } catch (error) {
    db?.close()
    return failed(failureOf(error, path) ?? unexpected(error, path))
  }
}

function prepare(db: Db, steps: readonly Migration[], now: Date): Store {
  const version = db.one<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? '0'
  if (!isSafeVersion(version)) throw new Error(`SQLite ${version} can damage files that two processes write; 3.51.3 or newer is needed`)
  // Looked at before anything is written: a file that is refused stays as it is.
  readVersion(db, steps.at(-1)?.version ?? 0)
  db.script('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON')
  // Few pages are kept here: the system keeps the rest, and memory stays the same however large the estate is.
  db.script('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096; PRAGMA wal_autocheckpoint = 4000; PRAGMA trusted_schema = OFF')
  return storeOf(db, migrate(db, steps, now))
}

/**
 * The workspace as it is at this moment, whatever is written meanwhile, for work that takes longer: a second look into an open file. It
 * reads only, and is to be closed soon, because the log cannot be emptied while it is open.
 */
export function openSnapshot({ path, schemaVersion }: Pick<Store, 'path' | 'schemaVersion'>): Store {
  const db = openFile(path, 2_000)
  db.script(
    'PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON',
  )
  db.script('BEGIN')
  // A snapshot begins with the first look.
  db.one('SELECT 1 FROM setting LIMIT 1')
  return storeOf(db, schemaVersion)
}

function storeOf(db: Db, schemaVersion: number): Store {
  return {
    path: db.path,
    schemaVersion,
    transaction: db.transaction,
    relaxed: db.relaxed,
    settings: openSettings(db),
    connections: openConnections(db),
    scans: openScans(db),
    calls: openCalls(db),
    observations: openObservations(db),
    agents: openAgents(db),
    ledger: openLedger(db),
    revocations: openRevocations(db),
    views: openViews(db),
    policyDrafts: openPolicyDrafts(db),
    selections: openSelections(db),
    audits: openAudits(db),
    handedIn: openHandedIn(db),
    attestations: openAttestations(db),
    close: db.close,
  }
}

function unexpected(error: unknown, path: string) {
  return failure('bug', error instanceof Error ? error.message : 'The workspace could not be opened.', {
    subject: path,
    next: 'Report this with the log; the file was not changed.',
  })
}
