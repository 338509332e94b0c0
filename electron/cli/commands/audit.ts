import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { reportFormats } from '../../../shared/contract/reports.ts'
import { unwrap } from '../exit.ts'
import { withEngine } from '../open-engine.ts'
import { estateSizeText, wholeNumber } from '../options.ts'
import { say } from '../print.ts'
import { runScan } from './scan.ts'

const report = 'shadow-ai-audit'

/** What `npm start` does where there is no display: the whole audit, from connecting to the report. */
export function auditCommand(): Command {
  return new Command('audit')
    .description('connect the demo estate and this computer, scan both, and write the report in every format')
    .requiredOption('--workspace <file>', 'the workspace file')
    .requiredOption('--out <folder>', 'where the reports go')
    .option('--size <size>', 'size of the demo estate', estateSizeText, 'default')
    .option('--seed <number>', 'seed of the demo estate', wholeNumber, 1)
    .action(async ({ workspace, out, size, seed }: { workspace: string; out: string; size: string; seed: number }) => {
      const folder = resolve(out)
      mkdirSync(folder, { recursive: true })
      await withEngine(workspace, async (engine) => {
        unwrap(await engine.invoke('connections.openDemo', { size, seed, thisComputer: true }))
        await runScan(engine, [], false)
        const overview = unwrap(await engine.invoke('workspace.overview', {}))
        say(
          `${overview.agents} agents among ${overview.identitiesSeen} identities; ${overview.shadow} nobody approved, ${overview.shadowByBand.critical} of them critical.`,
        )
        for (const format of reportFormats) {
          const written = unwrap(await engine.invoke('reports.export', { report, format, path: join(folder, `${report}.${format}`) }))
          say(`Report (${format}): ${written.path}`)
        }
      })
      say(`Inventory: ${resolve(workspace)}`)
      say(`List it with: npx rollcall agents --workspace "${resolve(workspace)}"`)
    })
}
