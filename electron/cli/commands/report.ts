import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { reportFormats } from '../../../shared/contract/reports.ts'
import { unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { say } from '../print.ts'

export function reportCommand(): Command {
  return new Command('report')
    .description('write a report')
    .requiredOption('--workspace <file>', 'the workspace file')
    .requiredOption('--report <name>', 'which report, e.g. shadow-ai-audit')
    .addOption(new Option('--format <format>', 'how it is written').choices(reportFormats).makeOptionMandatory())
    .requiredOption('--out <path>', 'the file to write')
    .action(
      async ({
        workspace,
        report,
        format,
        out,
      }: {
        workspace: string
        report: string
        format: (typeof reportFormats)[number]
        out: string
      }) => {
        await withWorkspace(workspace, async (engine) => {
          mkdirSync(dirname(resolve(out)), { recursive: true })
          const written = unwrap(await engine.invoke('reports.export', { report, format, path: resolve(out) }))
          say(`${written.path}  ${written.bytes} bytes  SHA-256 ${written.sha256}`)
        })
      },
    )
}
