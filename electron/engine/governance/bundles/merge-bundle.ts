import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { BundleVerdict, HandedIn } from '../../../../shared/domain/audit.ts'
import { bands } from '../../../../shared/domain/vocabulary.ts'
import type { HandedInAgent, Store } from '../../store/store.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { type BundleConnection, marksOf } from './marks.ts'
import { readLines } from './read-lines.ts'
import { verifyBundle } from './verify-bundle.ts'
import { type Bytes, bytesOfFile, piecesOf, readDirectory, type StoredFile } from './zip-read.ts'

/**
 * Takes in what another unit handed in: verified, and against every earlier bundle of the same unit, so that a history that was rewritten
 * in between is found. The file is kept beside the workspace, its agents are counted with their provenance; nothing of it enters the
 * inventory or the decisions.
 */
export function mergeBundle(recording: Recording, path: string, publicKey: string | null): Result<HandedIn> {
  const { store, ports } = recording
  const opened = openBytes(path)
  if (!opened.ok) return opened
  const bytes = opened.value
  try {
    const first = verifyBundle(bytes, { publicKey })
    if (!isWhole(first)) return refusal(first, path)
    const earlier = store.handedIn.list().filter((one) => one.origin === first.checkpoint.origin)
    if (earlier.some((one) => one.manifest === first.manifest))
      return fail('conflict', 'This bundle was handed in already.', {
        subject: first.audit.name,
        next: 'Nothing is to be done: it is counted once.',
      })
    const newest = earlier.toSorted((a, b) => b.ledgerSize - a.ledgerSize)[0]
    if (newest !== undefined && newest.ledgerSize <= first.checkpoint.size) {
      const against = verifyBundle(bytes, { publicKey, outside: newest.checkpoint })
      if (!against.ok) return refusal(against, path)
    }
    if (newest !== undefined && newest.publicKey !== first.signedBy.publicKey)
      return fail('conflict', 'This unit’s earlier bundle was signed with another key.', {
        subject: first.signedBy.keyId,
        next: 'Ask them why their key changed, and give their new public key with the bundle.',
      })
    return ok(keep(recording, bytes, path, first, ports.clock().toISOString()))
  } finally {
    bytes.close()
  }
}

type Whole = BundleVerdict & {
  readonly [Part in 'audit' | 'organisation' | 'manifest' | 'signedBy' | 'counts' | 'checkpoint']: NonNullable<BundleVerdict[Part]>
}

function isWhole(verdict: BundleVerdict): verdict is Whole {
  const { ok: holds, audit, organisation, manifest, signedBy, counts, checkpoint } = verdict
  return holds && [audit, organisation, manifest, signedBy, counts, checkpoint].every((part) => part !== null)
}

function refusal({ checks }: BundleVerdict, path: string) {
  const failed = checks.find((check) => check.state === 'failed')
  return fail('invalid-input', failed?.words ?? 'The bundle does not hold.', {
    subject: path,
    next: 'Nothing was taken in. Ask for the file again, as it was sealed.',
  })
}

function keep({ store, signer, ports }: Recording, bytes: Bytes, path: string, verdict: Whole, at: string): HandedIn {
  const directory = readDirectory(bytes)
  const files = directory.ok ? directory.value : new Map<string, StoredFile>()
  const units = new Set<string>()
  const file = `${verdict.manifest.slice(0, 32)}.zip`
  const folder = handedInFolder(store.path)
  mkdirSync(folder, { recursive: true })
  copyFileSync(path, join(folder, `${file}.part`))
  const bundle = (): HandedIn => ({
    manifest: verdict.manifest,
    at,
    organisation: verdict.organisation,
    audit: verdict.audit,
    businessUnits: [...units].slice(0, 50).sort(),
    file,
    keyId: verdict.signedBy.keyId,
    publicKey: verdict.signedBy.publicKey,
    redacted: verdict.redacted,
    counts: verdict.counts,
    origin: verdict.checkpoint.origin,
    ledgerSize: verdict.checkpoint.size,
    checkpoint: verdict.checkpoint.note,
    speaks: true,
  })
  // What is not like an agent as this version knows them is counted by the bundle, and left out here.
  const agents = [...agentsOf(bytes, files, units)]
  const done = store.transaction(() => {
    const kept = bundle()
    store.handedIn.put(kept, agents)
    const body = { actor: ports.actor, manifest: kept.manifest, organisation: kept.organisation, audit: kept.audit.name, keyId: kept.keyId }
    appendEntry(store.ledger, signer, { at, kind: 'bundle-merged', body })
    return kept
  })
  renameSync(join(folder, `${file}.part`), join(folder, file))
  return done
}

const nativeId = z.object({ kind: z.string(), value: z.string(), joins: z.boolean() })
const lineSchema = z.object({
  agent: z.object({
    id: z.string(),
    name: z.string(),
    provider: z.string(),
    businessUnit: z.string().nullable(),
    nativeIds: z.array(nativeId),
    sources: z.array(z.object({ connectionId: z.string(), subjectKey: z.string() })),
    owner: z.object({ name: z.string().nullable() }),
    status: z.string(),
    factsHash: z.string(),
    gone: z.boolean(),
  }),
  score: z.object({ risk: z.number(), danger: z.number(), band: z.enum(bands) }),
})
const connectionSchema = z.object({ id: z.string(), provider: z.string(), settingsHash: z.string().nullable() })

function* agentsOf(bytes: Bytes, files: ReadonlyMap<string, StoredFile>, units: Set<string>): Generator<HandedInAgent> {
  const connections = new Map<string, BundleConnection>()
  for (const line of linesOf(bytes, files.get('connections.ndjson'))) {
    const read = connectionSchema.safeParse(JSON.parse(line))
    if (read.success) connections.set(read.data.id, read.data)
  }
  const met = new Set<string>()
  for (const line of linesOf(bytes, files.get('inventory.ndjson'))) {
    const read = lineSchema.safeParse(JSON.parse(line))
    if (!read.success || met.has(read.data.agent.id)) continue
    const { agent, score } = read.data
    met.add(agent.id)
    if (agent.businessUnit !== null) units.add(agent.businessUnit)
    const { joins, perhaps } = marksOf(agent, (id) => connections.get(id))
    const { id, name, status, factsHash, gone } = agent
    const { risk, danger, band } = score
    yield { id, name, status, factsHash, gone, owner: agent.owner.name, risk, danger, band, marks: joins, perhaps }
  }
}

function linesOf(bytes: Bytes, file: StoredFile | undefined): Iterable<string> {
  return file === undefined ? [] : readLines(piecesOf(bytes, file))
}

/** Where the files of other units are kept. */
export function handedInFolder(workspace: string): string {
  return `${workspace}-handed-in`
}

/** Opens a bundle's file, whatever is at the path. */
export function openBytes(path: string): Result<Bytes> {
  try {
    return ok(bytesOfFile(path))
  } catch {
    return fail('not-found', 'This file cannot be read.', { subject: path, next: 'Check the path.' })
  }
}

/** Stands for what this workspace found itself, where a bundle has its manifest. */
export const ownManifest = 'this-workspace'

/** The workspace's own agents in the form of a handed-in bundle's, so that what it found itself is not counted twice either. */
export function* ownAgents(store: Store, settingsHashOf: (id: string) => BundleConnection | undefined): Generator<HandedInAgent> {
  for (const { agent, score } of store.agents.all()) {
    const { joins, perhaps } = marksOf(agent, settingsHashOf)
    const { id, name, status, factsHash, gone } = agent
    const { risk, danger, band } = score
    yield { id, name, status, factsHash, gone, owner: agent.owner.name, risk, danger, band, marks: joins, perhaps }
  }
}
