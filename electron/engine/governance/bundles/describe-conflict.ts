import { join } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConflictDetail, FederationConflict, Statement } from '../../../../shared/domain/federation.ts'
import type { AgentWrite, Store } from '../../store/store.ts'
import { isTheSealed } from '../audits/sides.ts'
import { factLines } from '../facts.ts'
import { handedInFolder, openBytes, ownManifest } from './merge-bundle.ts'
import { readLines } from './read-lines.ts'
import { piecesOf, readDirectory, type StoredFile } from './zip-read.ts'

type Side = Omit<ConflictDetail['sides'][number], 'statement'>

/**
 * A conflict with what stands behind each statement, read from the files that were handed in, after making sure that they are those.
 * Fails with `not-found` or `storage-corrupt` where such a file is gone or is another one.
 */
export function describeConflict(store: Store, conflict: FederationConflict): Result<ConflictDetail> {
  const sides: (Side & { readonly statement: Statement })[] = []
  for (const statement of conflict.said) {
    const side = statement.manifest === ownManifest ? ownSide(store, statement) : handedInSide(store, statement)
    if (!side.ok) return side
    sides.push({ ...side.value, statement })
  }
  return ok({ conflict, sides: onlyWhatDiffers(sides) })
}

/** Facts that every side has are no reason to choose one. */
function onlyWhatDiffers(sides: ConflictDetail['sides']): ConflictDetail['sides'] {
  const linesOf = (side: Side, field: string) => side.facts.find((one) => one.field === field)?.lines ?? []
  return sides.map((side) => ({
    ...side,
    facts: side.facts.flatMap(({ field, lines }) => {
      const own = lines.filter((line) => !sides.every((other) => linesOf(other, field).includes(line)))
      return own.length === 0 ? [] : [{ field, lines: own }]
    }),
  }))
}

function ownSide(store: Store, { agentId }: Statement): Result<Side> {
  const found = store.agents.get(agentId)
  if (found === null)
    return fail('not-found', 'This agent is not in the inventory.', { subject: agentId, next: 'List the conflicts again.' })
  const last = store.ledger.decisionsOf(agentId).at(-1)
  const decision = last === undefined ? null : { action: last.action, by: last.actor, at: last.at, reason: last.reason }
  return ok({ name: found.agent.name, decision, facts: factLines(found.agent) })
}

const decided = z.object({ agentId: z.string(), action: z.string(), actor: z.string(), reason: z.string() })

function handedInSide(store: Store, { manifest, agentId, organisation }: Statement): Result<Side> {
  const bundle = store.handedIn.list().find((one) => one.manifest === manifest)
  if (bundle === undefined)
    return fail('not-found', 'This bundle was not handed in here.', { subject: organisation, next: 'List what was handed in.' })
  const path = join(handedInFolder(store.path), bundle.file)
  const opened = openBytes(path)
  if (!opened.ok) return opened
  const bytes = opened.value
  try {
    const directory = readDirectory(bytes)
    const files = directory.ok ? directory.value : new Map<string, StoredFile>()
    if (!isTheSealed(bytes, files, bundle))
      return fail('storage-corrupt', 'The kept file of this bundle is not the one that was handed in.', {
        subject: path,
        next: 'Put it back from a copy, or ask the unit for it again.',
      })
    // Most lines speak of others: they are not even parsed.
    const about = function* (file: string): Iterable<string> {
      const stored = files.get(file)
      if (stored !== undefined) for (const line of readLines(piecesOf(bytes, stored))) if (line.includes(agentId)) yield line
    }
    let decision: Side['decision'] = null
    for (const line of about('ledger.ndjson')) {
      const { at, body } = JSON.parse(line) as { readonly at: string; readonly body: string }
      const read = decided.safeParse(JSON.parse(body))
      if (read.success && read.data.agentId === agentId)
        decision = { action: read.data.action, by: read.data.actor, at, reason: read.data.reason }
    }
    for (const line of about('inventory.ndjson')) {
      const { agent } = JSON.parse(line) as AgentWrite
      if (agent.id === agentId) return ok({ name: agent.name, decision, facts: factLines(agent) })
    }
    return fail('not-found', 'The bundle does not hold this agent.', { subject: agentId, next: 'List the conflicts again.' })
  } finally {
    bytes.close()
  }
}
