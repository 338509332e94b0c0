import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import { redactText } from '../../http/redact.ts'
import { parseEntries, type ServerEntry } from '../agent-files/entry.ts'
import { type Layout, shortPath } from '../agent-files/layout.ts'
import { serverKey } from '../agent-files/observe-server.ts'
import type { ConnectorContext, RevokeDraft, Revoker, RevokeTarget } from '../connector.ts'
import { clientTable } from './client-table.ts'
import { type EntryPlace, entryStands, preImageSchema, removeEntry, restoreEntry, type StillSame } from './edit-entry.ts'
import { gatherServers } from './gather-servers.ts'
import { layoutOf } from './layout.ts'
import { readFileBounded } from './read-file.ts'

const titles = new Map(clientTable.map((row) => [row.id, row.title]))
const paramsSchema = z.object({
  file: z.string(),
  path: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  client: z.string(),
  facts: z.string(),
})

/** Takes an MCP server's entry out of the configurations of its clients. Whatever is no JSON is left to a person. */
export const revoker: Revoker = {
  async plan(target, context) {
    // Read anew: a plan is made on what stands in the files now.
    const layout = layoutOf(context.settings)
    const { entries } = await gatherServers({ ...context, memory: new Map() }, layout)
    const own = entries.filter((entry) => target.subjectKeys.includes(serverKey(entry.origin.identity)))
    const calls: RevokeDraft['calls'][number][] = []
    const manual: ManualStep[] = []
    for (const entry of own) {
      const file = await readFileBounded(entry.file)
      const shown = shortPath(entry.file, layout)
      const client = titles.get(entry.client) ?? entry.client
      if (!/\.jsonc?$/.test(entry.file) || file.kind !== 'text') manual.push(byHand(entry, shown, client))
      else calls.push(removal(entry, shown, client))
    }
    if (own.length === 0) manual.push(...withoutEntry(target))
    const clients = [...new Set(own.map((entry) => titles.get(entry.client) ?? entry.client))]
    const cannotBeUndone = clients.length === 0 ? [] : [`What ${clients.join(' and ')} already did through it stays done.`]
    return ok({ calls, manual, peopleAffected: [layout.home.split(/[\\/]/).at(-1) ?? 'this account'], cannotBeUndone })
  },

  async execute(call, context) {
    const place = placeOf(call)
    if (!place.ok) return place
    const removed = await removeEntry(place.value, sameAsPlanned(place.value, layoutOf(context.settings)), context.now())
    const ledgerCall = record(context, 'EDIT', place.value, removed.ok ? removed.value.state : removed.failure.code)
    if (!removed.ok) return removed
    const { state, preImage } = removed.value
    return ok({ state, preImage: preImage === null ? null : JSON.stringify(preImage), call: ledgerCall })
  },

  async verify(calls, context) {
    let inForce = true
    let last: string | null = null
    for (const call of calls) {
      const place = placeOf(call)
      if (!place.ok) return place
      const stands = await entryStands(place.value.file, place.value.path)
      last = record(context, 'READ', place.value, stands === null ? 'unreadable' : stands ? 'still there' : 'gone')
      if (stands === null)
        return fail('unexpected-reply', 'the file cannot be read, so nothing is proved', {
          subject: place.value.file,
          next: 'Open it and look.',
        })
      if (stands) inForce = false
    }
    const leftOver = [
      'A server that is running now runs on until its client is restarted.',
      'Credentials it was given stay valid until they are revoked where they were issued.',
    ]
    return ok({ inForce, leftOver, call: last })
  },

  async undo(call, preImage, context) {
    const parsed = preImageSchema.safeParse(preImage === null ? null : parseJson(preImage))
    if (!parsed.success)
      return fail('not-found', 'there is no backup to go back to', { subject: call.path, next: 'Put the entry back by hand.' })
    const place = placeOf(call)
    if (!place.ok) return place
    const restored = await restoreEntry(parsed.data, place.value.path)
    const ledgerCall = record(context, 'RESTORE', place.value, restored.ok ? 'ok' : restored.failure.code)
    return restored.ok ? ok({ call: ledgerCall }) : restored
  },
}

function removal(entry: ServerEntry, shown: string, client: string): RevokeDraft['calls'][number] {
  return {
    title: `Remove “${entry.name}” from ${client}`,
    callId: 'remove-entry',
    method: 'EDIT',
    path: `${shown} → ${entry.path.map(redactText).join(' → ')}`,
    params: { file: entry.file, path: JSON.stringify(entry.path), client: entry.client, facts: factsOf(entry) },
    body: null,
    effect: `${client} cannot start or reach this server any more after its next start.`,
    reversible: true,
    undoTitle: `Put the saved ${shown} back`,
  }
}

function byHand(entry: ServerEntry, shown: string, client: string): ManualStep {
  return {
    title: `Remove “${entry.name}” from ${client}`,
    where: shown,
    how: [
      `Open ${shown} in an editor.`,
      `Remove the entry ${entry.path.map(redactText).join(' → ')}.`,
      `Restart ${client}.`,
      'Scan again to prove it.',
    ],
  }
}

/** A client, a model server or a repository has no entry: it is uninstalled or changed by a person. */
function withoutEntry(target: RevokeTarget): readonly ManualStep[] {
  return [
    {
      title: `Uninstall or change ${target.agent.name}`,
      where: target.agent.details['Found at'] ?? target.agent.details.Folder ?? 'this computer',
      how: ['Ask its owner what it is used for.', 'Uninstall it or take away its credentials.', 'Scan again to prove it.'],
    },
  ]
}

type PlannedEntry = EntryPlace & { readonly client: string; readonly facts: string }

/** What the plan was made on, without any value that could be a secret. */
function factsOf({ origin, command, args, environment, headers }: ServerEntry): string {
  return createHash('sha256')
    .update(canonicalJson({ origin: origin.identity, version: origin.version, command, args, environment, headers }))
    .digest('hex')
}

function sameAsPlanned(place: PlannedEntry, layout: Layout): StillSame {
  return (file) => {
    const { entries } = parseEntries(file, [place.path.slice(0, -1)], { client: place.client, file: place.file, call: '', layout })
    return entries.some((entry) => entry.path.at(-1) === place.path.at(-1) && factsOf(entry) === place.facts)
  }
}

function placeOf(call: PlannedCall): Result<PlannedEntry> {
  try {
    return ok(paramsSchema.parse(call.params))
  } catch {
    return fail('invalid-input', 'this planned change does not say which entry it means', { subject: call.title, next: 'Plan again.' })
  }
}

function record(context: ConnectorContext, method: string, place: EntryPlace, outcome: string): string {
  const shown = shortPath(place.file, layoutOf(context.settings))
  return context.record({ transport: 'file', method, template: shown, subject: place.file, bytes: 0, sha256: null, outcome })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
