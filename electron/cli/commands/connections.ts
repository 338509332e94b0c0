import { Command } from 'commander'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { StepCoverage } from '../../../shared/domain/coverage.ts'
import { tallyCoverage } from '../../../shared/domain/coverage-tally.ts'
import { tallyWords } from '../../../shared/domain/coverage-words.ts'
import { unwrap } from '../exit.ts'
import { notConnectedWords } from '../not-connected-words.ts'
import { withWorkspace } from '../open-engine.ts'
import { say, sayJson, sayTable } from '../print.ts'

export function connectionsCommand(): Command {
  return new Command('connections')
    .description('list what is connected: when it was scanned last, and how much of it was seen')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--json', 'one JSON object a line')
    .action(async ({ workspace, json }: { workspace: string; json?: boolean }) => {
      await withWorkspace(workspace, async (engine) => {
        const connections = unwrap(await engine.invoke('connections.list', {}))
        const { steps } = unwrap(await engine.invoke('scans.coverage', {}))
        const titles = new Map(unwrap(await engine.invoke('connections.providers', {})).map(({ id, title }) => [id, title]))
        const lines = connections.map((one) => lineOf(one, titles.get(one.provider) ?? one.provider, steps))
        if (json === true) for (const line of lines) sayJson(line)
        else
          sayTable(
            ['Connection', 'Provider', 'Business unit', 'Last scan', 'Seen', 'Id'],
            lines.map((one) => [one.label, one.providerTitle, one.businessUnit ?? 'not told', one.lastScanAt ?? 'never', one.says, one.id]),
            60,
          )
        if (json === true) return
        for (const one of unwrap(await engine.invoke('scans.notConnected', {}))) say(notConnectedWords(one))
      })
    })
}

/** A connection without its settings, with how the steps of its last ended scan stand; `coverage` null: none has ended. */
function lineOf(
  { id, label, provider, businessUnit, environment, demo, lastScanId, lastScanAt }: Connection,
  providerTitle: string,
  all: readonly StepCoverage[],
) {
  const steps = all.filter(({ connectionId }) => connectionId === id)
  const coverage = steps.length === 0 ? null : tallyCoverage(steps)
  const says = coverage === null ? 'no scan has ended' : tallyWords(coverage)
  return { id, label, provider, providerTitle, businessUnit, environment, demo, lastScanId, lastScanAt, coverage, says }
}
