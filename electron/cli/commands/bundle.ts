import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import { exitCodes, unwrap } from '../exit.ts'
import { withEngine, withWorkspace } from '../open-engine.ts'
import { plain, say, sayJson } from '../print.ts'

/** Hands a sealed audit over, and takes in what other units handed over. */
export function bundleCommand(): Command {
  const command = new Command('bundle').description('hand a sealed audit in, and merge what other units handed in')
  for (const one of [exportOne(), merge(), list()]) command.addCommand(one)
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
        say(plain(`Conflict (${one.field}), ${one.name}: ${one.said.map((each) => `${each.organisation} says ${each.value}`).join('; ')}`))
      if (found.conflictCount > found.conflicts.length) say(`… and ${found.conflictCount - found.conflicts.length} more conflicts.`)
    },
  )
}
