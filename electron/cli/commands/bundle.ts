import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import type { ResolutionWanted } from '../../../shared/contract/audits.ts'
import type { ConflictResolution } from '../../../shared/domain/federation.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { withEngine, withWorkspace } from '../open-engine.ts'
import { wholeNumber } from '../options.ts'
import { plain, say, sayJson } from '../print.ts'
import { writeRequest } from '../write-request.ts'

/** Hands a sealed audit over, and takes in what other units handed over. */
export function bundleCommand(): Command {
  const command = new Command('bundle').description(
    'hand a sealed audit in, merge what other units handed in, and say what stands where they disagree',
  )
  for (const one of [exportOne(), merge(), list(), conflict(), resolveOne(), reopen()]) command.addCommand(one)
  return command
}

const named = (name: string, says: string): Command =>
  new Command(name).description(says).requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')

function exportOne(): Command {
  return named('export', 'copy a sealed audit to hand it in')
    .argument('<audit>', 'id or name')
    .requiredOption('--out <path>', 'the file to write, e.g. sales-2026-Q4.zip')
    .option('--redact', 'replace names and mails of people by marks that only this workspace can read')
    .action(
      async (audit: string, { workspace, out, redact, json }: { workspace: string; out: string; redact?: boolean; json?: boolean }) => {
        const path = resolve(out)
        mkdirSync(dirname(path), { recursive: true })
        const written = await withWorkspace(workspace, async (engine) =>
          unwrap(await engine.invoke('audits.exportBundle', { audit, path, redacted: redact === true })),
        )
        if (json === true) sayJson(written)
        else {
          say(`${written.path}  ${written.bytes} bytes  SHA-256 ${written.sha256}`)
          for (const words of written.redaction) say(words)
        }
      },
    )
}

function merge(): Command {
  return named('merge', 'verify bundles that other units handed in and count them together')
    .argument('<files...>', 'their bundles')
    .option('--key <base64>', 'the unit’s public key, received another way')
    .action(async (files: readonly string[], { workspace, key, json }: { workspace: string; key?: string; json?: boolean }) => {
      // Whoever only merges has connected nothing before.
      if (!existsSync(workspace)) process.stderr.write(`${plain(`A workspace is begun at ${resolve(workspace)}.`)}\n`)
      process.exitCode = await withEngine(workspace, async (engine) => {
        let refused = 0
        for (const file of files) {
          const merged = await engine.invoke('audits.mergeBundle', { path: resolve(file), publicKey: key ?? null })
          if (json === true) sayJson(merged.ok ? merged.value : { refused: merged.failure, file })
          else if (merged.ok)
            say(plain(`Merged ${merged.value.organisation}: ${merged.value.audit.name}, ${merged.value.counts.agents} agents.`))
          else say(plain(`NOT merged, ${file}: ${merged.failure.message} ${merged.failure.next ?? ''}`))
          if (!merged.ok) refused += 1
        }
        return refused === 0 ? exitCodes.complete : exitCodes.failed
      })
    })
}

function list(): Command {
  return named('list', 'what was handed in, counted once, and where it conflicts').action(
    async ({ workspace, json }: { workspace: string; json?: boolean }) => {
      const found = await withWorkspace(workspace, async (engine) => unwrap(await engine.invoke('audits.federation', {})))
      if (json === true) return sayJson(found)
      for (const one of found.bundles)
        say(
          plain(
            `${one.organisation}: ${one.audit.name}, ${one.counts.agents} agents${one.redacted ? ', redacted' : ''}${one.speaks ? '' : ', superseded by a newer one'}`,
          ),
        )
      say(`${found.agents} agents in ${found.lines} lines; ${found.shadow} of them nobody approved; ${found.bands.critical} critical.`)
      for (const one of found.conflicts)
        say(
          plain(
            `Conflict ${one.id} (${one.field}), ${one.name}: ${one.said.map((each, at) => `${each.organisation} says ${each.value}${one.accepting.includes(at) ? ' (accepts critical risk)' : ''}`).join('; ')}${one.before === null ? '' : `. Entry ${one.before.entry} spoke of it before something else was said.`}`,
          ),
        )
      if (found.conflictCount > found.conflicts.length) say(`… and ${found.conflictCount - found.conflicts.length} more conflicts.`)
      for (const one of found.resolutions) say(`${resolutionLine(one)} (${one.state})`)
    },
  )
}

function conflict(): Command {
  return named('conflict', 'one conflict, with the decision and the facts behind each statement')
    .argument('<conflict>', 'its id, as `bundle list` shows it')
    .action(async (id: string, { workspace, json }: { workspace: string; json?: boolean }) => {
      const found = await withWorkspace(workspace, async (engine) => unwrap(await engine.invoke('audits.conflict', { conflict: id })))
      if (json === true) return sayJson(found)
      say(plain(`${found.conflict.name}: ${found.conflict.field}`))
      for (const [at, { statement, name, decision, facts }] of found.sides.entries()) {
        say(plain(`${at + 1}. ${statement.organisation} says ${statement.value}, of ${name} (${statement.agentId})`))
        if (decision !== null) say(plain(`   ${decision.action} by ${decision.by} on ${decision.at.slice(0, 10)}: ${decision.reason}`))
        if (found.conflict.accepting.includes(at))
          say('   Somebody calls this agent critical: to let this stand accepts that, with a second key where two are asked for.')
        for (const fact of facts) say(plain(`   ${fact.field}: ${fact.lines.join('; ')}`))
      }
    })
}

interface Told {
  readonly workspace: string
  readonly reason: string
  readonly json?: boolean
  readonly request?: string
}

const told = (name: string, says: string): Command => named(name, says).requiredOption('--reason <text>', 'why; it stands in the ledger')

function resolveOne(): Command {
  return told('resolve', 'say what stands in a conflict, as a signed entry that names every source; nothing that was handed in changes')
    .argument('<conflict>', 'its id, as `bundle list` shows it')
    .argument(
      '<stands>',
      'the number of the statement, as `bundle conflict` counts them; `one` or `several` where they are perhaps the same',
    )
    .option(
      '--request <file>',
      'where it accepts critical risk and two keys are asked for: write the request for the second here, and say nothing yet',
    )
    .action((id: string, stands: string, options: Told) =>
      saying(options, async (engine) => {
        if (stands === 'one' || stands === 'several') return { kind: stands, conflict: id }
        const { conflict: found } = unwrap(await engine.invoke('audits.conflict', { conflict: id }))
        const chosen = /^[1-9]\d*$/.test(stands) ? found.said[Number(stands) - 1] : undefined
        if (chosen === undefined)
          throw new ExpectedFailure({
            code: 'invalid-input',
            message: 'This is none of the statements.',
            subject: stands,
            next: `Choose ${found.field === 'perhaps the same' ? '`one` or `several`' : `1 to ${found.said.length}`}.`,
          })
        return { kind: 'statement', conflict: id, manifest: chosen.manifest, agentId: chosen.agentId }
      }),
    )
}

function reopen(): Command {
  return told('reopen', 'take a resolution back: the conflict is open again')
    .argument('<entry>', 'its number, as `bundle list` shows it', wholeNumber)
    .action((entry: number, options: Told) => saying(options, async () => ({ kind: 'undo', entry })))
}

async function saying({ workspace, reason, request, json }: Told, wantedOf: (engine: Engine) => Promise<ResolutionWanted>): Promise<void> {
  await withWorkspace(workspace, async (engine) => {
    const resolution = await wantedOf(engine)
    if (request !== undefined)
      return writeRequest(
        unwrap(await engine.invoke('people.ask', { for: { kind: 'conflict', said: { resolution, reason } } })),
        request,
        json,
      )
    const one = unwrap(await engine.invoke('audits.resolveConflict', { resolution, reason }))
    if (json === true) return sayJson(one)
    say(`${resolutionLine(one)} (${one.state})`)
    if (one.state === 'holds') say(`Take it back with \`rollcall bundle reopen ${one.entry}\`.`)
  })
}

function resolutionLine({ entry, by, reason, stands, conflict: { name, field, said } }: ConflictResolution): string {
  const words =
    stands.kind === 'statement'
      ? said
          .filter(({ manifest, agentId }) => manifest === stands.manifest && agentId === stands.agentId)
          .map(({ organisation, value }) => `${organisation} stands: ${value}`)
          .join()
      : `they are ${stands.kind}`
  return plain(`Entry ${entry} (${field}), ${name}: ${words}. ${by}: ${reason}`)
}
