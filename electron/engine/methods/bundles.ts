import { createHash } from 'node:crypto'
import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Decision, LedgerEntry } from '../../../shared/domain/decision.ts'
import type { ConflictResolution } from '../../../shared/domain/federation.ts'
import type { ServiceLevels } from '../../../shared/domain/service-level.ts'
import { auditOf } from '../governance/audits/open-audit.ts'
import { sealedPath } from '../governance/audits/seal.ts'
import { nobody } from '../governance/bundles/conflicts.ts'
import { manifestSchema } from '../governance/bundles/manifest.ts'
import { openBytes } from '../governance/bundles/merge-bundle.ts'
import { readLines } from '../governance/bundles/read-lines.ts'
import { redactBundle } from '../governance/bundles/redact-bundle.ts'
import { createRedactor } from '../governance/bundles/redactor.ts'
import { verifyBundle } from '../governance/bundles/verify-bundle.ts'
import { type Bytes, bytesOfFile, piecesOf, readDirectory, type StoredFile } from '../governance/bundles/zip-read.ts'
import { createZip } from '../governance/bundles/zip-write.ts'
import { appendEntry } from '../governance/ledger/entries.ts'
import { peopleOf as peopleInLedger } from '../governance/people/people-of.ts'
import { systemActor } from '../governance/sweep.ts'
import type { AgentWrite } from '../store/store.ts'
import { failureOf } from '../store/store-failure.ts'
import type { EngineContext } from './engine-context.ts'

/** Where the salt of the marks for people lives in the key store: it never leaves this computer. */
const saltName = 'workspace/redaction-salt'

interface Exported {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly redaction: readonly string[]
}

/** Copies a sealed bundle to where it is wanted, with an entry in the ledger; redacted it is written and signed anew. */
export async function exportBundle(context: EngineContext, which: string, path: string, redacted: boolean): Promise<Result<Exported>> {
  const { store, ports, signer } = context
  const audit = auditOf(store, which)
  if (!audit.ok) return audit
  const { seal, id, name } = audit.value
  if (seal === null) return fail('conflict', 'Only a sealed audit can be handed in.', { subject: name, next: 'Seal it first.' })
  const sealed = sealedPath(store.path, seal)
  const opened = openBytes(sealed)
  if (!opened.ok) return opened
  const bytes = opened.value
  try {
    const verdict = verifyBundle(bytes, { publicKey: null })
    if (!verdict.ok || verdict.manifest !== seal.manifest)
      return fail('storage-corrupt', 'The file of this audit is not the one that was sealed.', {
        subject: sealed,
        next: 'Put the sealed file back from a copy; the ledger knows it by its hash.',
      })
    let manifest = seal.manifest
    let redaction: readonly string[] = []
    if (redacted) {
      const salt = await saltOf(context)
      if (!salt.ok) return salt
      const written = await writeRedacted(context, bytes, path, salt.value)
      manifest = written.manifest
      redaction = written.says
    } else copyFileSync(sealed, path)
    const { sum, size } = measured(path)
    const body = { actor: ports.actor, auditId: id, manifest, redacted, sha256: sum }
    appendEntry(store.ledger, signer, { at: ports.clock().toISOString(), kind: 'bundle-exported', body })
    return ok({ path, bytes: size, sha256: sum, redaction })
  } catch (cause) {
    const known = failureOf(cause, path)
    if (known === null) throw cause
    return failed(known)
  } finally {
    bytes.close()
  }
}

async function writeRedacted(context: EngineContext, bytes: Bytes, path: string, salt: string) {
  const directory = readDirectory(bytes)
  const files = directory.ok ? directory.value : new Map<string, StoredFile>()
  const textOf = (name: string) => {
    const file = files.get(name)
    return file === undefined ? '' : bytes.read(file.offset, file.bytes).toString('utf8')
  }
  const part = `${path}.part`
  const zip = createZip(part)
  try {
    const redactor = createRedactor(salt, peopleOf(context, bytes, files))
    const from = { bytes, files, manifest: manifestSchema.parse(JSON.parse(textOf('manifest.json'))), checkpoint: textOf('checkpoint.txt') }
    const written = await redactBundle(from, zip, redactor, context.signer)
    renameSync(part, path)
    return written
  } catch (cause) {
    zip.abandon()
    rmSync(part, { force: true })
    throw cause
  }
}

/** Where an entry of the ledger names somebody. */
type EntryNames = {
  readonly actor?: unknown
  readonly value?: Partial<ServiceLevels> | null
  readonly resolution?: Partial<Pick<ConflictResolution, 'conflict'>> | null
} & Partial<Pick<Decision, 'owner' | 'control'>>

/** Everybody who is known by name: accounts that were read, owners in the bundle, and whoever decided, was named by a decision, asked or to be told. */
function* peopleOf(
  { store, ports }: EngineContext,
  bytes: Bytes,
  files: ReadonlyMap<string, StoredFile>,
): Generator<{ name: string; mail: string | null }> {
  for (const connection of store.connections.list())
    for (const { name, mail, type } of store.observations.current(connection.id, 'person')) if (type === 'user') yield { name, mail }
  const named = (name: string | null) => (name === null ? [] : [{ name, mail: null }])
  yield { name: ports.actor, mail: null }
  const inventory = files.get('inventory.ndjson')
  if (inventory !== undefined)
    for (const line of readLines(piecesOf(bytes, inventory))) {
      const { owner, attestation } = (JSON.parse(line) as AgentWrite).agent
      if (attestation !== undefined) for (const name of [attestation.by, attestation.owner, attestation.deputy]) yield* named(name)
      for (const one of [owner.name, ...owner.people.map((person) => person.name)]) yield* named(one)
    }
  for (const audit of store.audits.list())
    for (const one of [audit.openedBy, ...audit.people.map((person) => person.name)]) yield* named(one)
  for (const { name } of peopleInLedger(store).people) yield* named(name)
  for (const { owner } of store.attestations.requests(null)) yield* named(owner)
  // Whoever wrote an entry did so by the account at the computer, or by the name they have had since they were added; an entry also
  // names who was to answer for an agent, who sees to a control, who is to be told, and whom units named as owner.
  const ledger = files.get('ledger.ndjson')
  if (ledger === undefined) return
  for (const line of readLines(piecesOf(bytes, ledger))) {
    const said = JSON.parse((JSON.parse(line) as Pick<LedgerEntry, 'body'>).body) as EntryNames
    const conflict = said.resolution?.conflict
    const owners = conflict?.field === 'owner' ? conflict.said.flatMap(({ value }) => (value === nobody ? [] : [value])) : []
    const names = [said.actor, said.owner, said.control?.by, ...(said.value?.escalateTo?.map(({ who }) => who) ?? []), ...owners]
    for (const name of names) if (typeof name === 'string' && name !== systemActor) yield* named(name)
  }
}

async function saltOf({ ports }: EngineContext): Promise<Result<string>> {
  const kept = await ports.secrets.get(saltName)
  if (!kept.ok || kept.value !== null) return kept.ok ? ok(kept.value ?? '') : kept
  const salt = Buffer.from(ports.random(32)).toString('hex')
  const written = await ports.secrets.set(saltName, salt)
  return written.ok ? ok(salt) : written
}

function measured(path: string): { readonly sum: string; readonly size: number } {
  const file = bytesOfFile(path)
  const sum = createHash('sha256')
  for (const piece of piecesOf(file, { path, offset: 0, bytes: file.size, crc: 0 })) sum.update(piece)
  file.close()
  return { sum: sum.digest('hex'), size: file.size }
}
