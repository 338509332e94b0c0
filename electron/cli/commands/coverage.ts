import { Command } from 'commander'
import { unwrap } from '../exit.ts'
import { withWorkspace } from '../open-engine.ts'
import { say, sayJson, sayTable } from '../print.ts'
import { endWords } from './scan.ts'

export function coverageCommand(): Command {
  return new Command('coverage')
    .description('what the last scans saw, did not see, and why')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--json', 'print as JSON')
    .action(async ({ workspace, json }: { workspace: string; json?: boolean }) => {
      await withWorkspace(workspace, async (engine) => {
        const summary = unwrap(await engine.invoke('scans.coverage', {}))
        if (json === true) return sayJson(summary)
        const seen =
          summary.seenPercent === null ? 'Nothing was scanned yet.' : `${summary.seenPercent} % of the steps asked for were complete.`
        say(
          `${seen} ${summary.partial} partial, ${summary.denied} denied, ${summary.failed} failed, ${summary.skipped} skipped; ${summary.neverScanned.length} connections never scanned.`,
        )
        sayTable(
          ['Connection', 'Step', 'Objects', 'Kept aside', 'How it ended', 'What that hides'],
          summary.steps.map((step) => [
            step.connectionLabel,
            step.stepTitle,
            String(step.objects),
            String(step.keptAside),
            step.end === null ? 'not ended' : endWords(step.end),
            step.incomplete ? step.hides : '',
          ]),
          70,
        )
      })
    })
}
