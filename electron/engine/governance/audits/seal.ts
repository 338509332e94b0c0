import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { Audit, AuditSeal } from '../../../../shared/domain/audit.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { openSnapshot } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { failureOf, refuse } from '../../store/store-failure.ts'
import { finishBundle } from '../bundles/finish-bundle.ts'
import { auditKinds } from '../bundles/form.ts'
import { contentHash } from '../bundles/manifest.ts'
import { type Content, writeContent } from '../bundles/write-content.ts'
import { createZip, type ZipWriter } from '../bundles/zip-write.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { leafText } from '../ledger/entry-text.ts'
import { keepCheckpoint } from '../ledger/keep-checkpoint.ts'
import { openAuditOf } from './open-audit.ts'
import { afterSealing } from './schedule.ts'
import { packSubjects } from './subjects.ts'

export interface Sealing extends Recording {
  readonly app: string
  readonly organisation: string
  /** The report on what the snapshot holds, as one page; null where it is left out. */
  readonly report: (snapshot: Store, audit: Audit) => Promise<string | null>
}

/**
 * Seals an audit: writes everything it found from one moment of the workspace, and then, in one transaction with the ledger's sealing
 * entry and its signed checkpoint, finishes the file. A crash leaves either an open audit or a sealed one. Decisions may be taken
 * meanwhile, but then the seal would not hold them: it is refused, and is to be set again.
 */
export async function sealAudit(sealing: Sealing, id: string): Promise<Result<Audit>> {
  const { store, ports } = sealing
  const found = openAuditOf(store, id)
  if (!found.ok) return found
  const audit = found.value
  const folder = auditsFolder(store.path)
  const file = `${plainName(audit.name)}-${audit.id.toLowerCase()}.zip`
  const path = join(folder, file)
  let zip: ZipWriter | null = null
  const snapshot = openSnapshot(store)
  try {
    mkdirSync(folder, { recursive: true })
    zip = createZip(partOf(path))
    const at = ports.clock().toISOString()
    const report = await sealing.report(snapshot, audit)
    const packing = packSubjects()
    const { organisation, app } = sealing
    const content = await writeContent(zip, snapshot, { audit, organisation, app, at, report, each: packing.add })
    const head = await writeLedger(zip, snapshot)
    const sealed = store.transaction(() =>
      setSeal(sealing, { audit, zip: zip as ZipWriter, content, head, at, file, subjects: packing.bytes() }),
    )
    renameSync(partOf(path), path)
    return ok(sealed)
  } catch (cause) {
    zip?.abandon()
    if (store.audits.get(audit.id)?.state !== 'sealed') rmSync(partOf(path), { force: true })
    if (cause instanceof RangeError)
      return fail('storage-full', 'The bundle would be larger than 4 GB.', {
        next: 'Open an audit for a part: a business unit, or some connections.',
      })
    const known = failureOf(cause, path)
    if (known === null) throw cause
    return failed(known)
  } finally {
    snapshot.close()
  }
}

interface Ready {
  readonly audit: Audit
  readonly zip: ZipWriter
  readonly content: Content
  readonly head: LedgerEntry
  readonly at: string
  readonly file: string
  readonly subjects: Uint8Array
}

/** The last step, whole or not at all. */
function setSeal({ store, signer, ports }: Sealing, { audit, zip, content, head, at, file, subjects }: Ready): Audit {
  if (store.ledger.head()?.seq !== head.seq)
    refuse('conflict', 'Something was decided while the audit was being written.', {
      subject: audit.name,
      next: 'Seal it again.',
      retry: { afterMs: 0 },
    })
  const hash = contentHash(content.files)
  const closed = { kind: auditKinds.closed, body: { actor: ports.actor, auditId: audit.id, name: audit.name } }
  const sealed = { kind: auditKinds.sealed, body: { auditId: audit.id, content: hash, counts: content.counts } }
  const entries = [closed, sealed].map((one) => appendEntry(store.ledger, signer, { at, ...one }))
  for (const entry of entries) zip.write(`${leafText(entry)}\n`)
  const checkpoint = keepCheckpoint(store.ledger, signer, at)
  const last = entries.at(-1)
  if (checkpoint === null || last === undefined)
    refuse('storage-corrupt', 'The ledger does not hold, so nothing is sealed on it.', {
      next: 'Verify the ledger: it says which entry is not what was signed.',
    })
  const { bytes, manifest } = finishBundle(zip, signer, {
    audit: audit.id,
    files: content.files,
    counts: content.counts,
    content: hash,
    ledger: { size: last.seq, head: last.hash },
    checkpoint,
    redaction: null,
  })
  const seal: AuditSeal = { at, by: ports.actor, file, bytes, manifest, content: hash, entry: last.seq, checkpoint, counts: content.counts }
  const done: Audit = { ...audit, state: 'sealed', seal }
  store.audits.put(done)
  store.audits.keepSubjects(manifest, subjects)
  const schedule = store.audits.schedules().find((one) => one.id === audit.scheduleId)
  if (schedule !== undefined) store.audits.putSchedule(afterSealing(schedule, new Date(at)))
  return done
}

/** Writes every entry there is and leaves the file open for the two that seal. */
async function writeLedger(zip: ZipWriter, snapshot: Store): Promise<LedgerEntry> {
  const head = snapshot.ledger.head()
  if (head === null) refuse('storage-corrupt', 'The ledger is empty.', { next: 'Open the workspace again.' })
  zip.begin('ledger.ndjson')
  let count = 0
  for (const entry of snapshot.ledger.stored()) {
    zip.write(`${leafText(entry)}\n`)
    count += 1
    if (count % 2_000 === 0) await setImmediate()
  }
  return head
}

/** Where sealed audits lie: beside the workspace. */
function auditsFolder(workspace: string): string {
  return `${workspace}-audits`
}

/** The bundle of a sealed audit. One whose last step, its naming, a crash prevented is named now. */
export function sealedPath(workspace: string, seal: AuditSeal): string {
  const path = join(auditsFolder(workspace), seal.file)
  if (!existsSync(path) && existsSync(partOf(path))) renameSync(partOf(path), path)
  return path
}

const partOf = (path: string): string => `${path}.part`

function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return plain === '' ? 'audit' : plain
}
