import { Command } from 'commander'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { plural } from '../../engine/reports/words.ts'
import { exitCodes, unwrap } from '../exit.ts'
import { onInterrupt } from '../on-interrupt.ts'
import { withWorkspace } from '../open-engine.ts'
import { listed } from '../options.ts'
import { plain, say, sayJson } from '../print.ts'
import { remind } from './due.ts'

export function scanCommand(): Command {
  return new Command('scan')
    .description('scan all or the given connections; resumes an interrupted scan')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--connection <id>', 'only this connection, repeatable', listed)
    .option('--json', 'print the scan as JSON')
    .action(async ({ workspace, connection, json }: { workspace: string; connection?: readonly string[]; json?: boolean }) => {
      process.exitCode = await withWorkspace(workspace, (engine) => runScan(engine, [...(connection ?? [])], json === true))
    })
}

/** Scans and says what came out; the exit code tells a scheduled job whether anything stayed unseen. */
export async function runScan(engine: Engine, connectionIds: string[], json: boolean): Promise<number> {
  const { scanId, resumed } = unwrap(await engine.invoke('scans.start', { connectionIds }))
  const listenNoMore = onInterrupt(() => void engine.invoke('scans.cancel', { scanId }))
  const scan = unwrap(await engine.invoke('scans.wait', { scanId }))
  listenNoMore()
  const coverage = unwrap(await engine.invoke('scans.coverage', {}))
  const steps = coverage.steps.filter((step) => step.scanId === scan.id)
  if (json) sayJson({ ...scan, resumed, steps })
  else {
    say(
      `${resumed ? 'Resumed scan' : 'Scan'} ${scan.id}: ${scan.state}. ${plural(scan.objects, 'object')} by ${plural(scan.calls, 'call')}; ${plural(scan.newFacts, 'new fact')}.`,
    )
    for (const step of steps.filter((one) => one.incomplete))
      say(plain(`  not seen: ${step.connectionLabel} · ${step.stepTitle}: ${step.end === null ? 'not ended' : endWords(step.end)}`))
  }
  if (!json) await remind(engine)
  if (scan.state === 'complete') return exitCodes.complete
  return scan.state === 'incomplete' ? exitCodes.incomplete : exitCodes.failed
}

export function endWords(end: StepEnd): string {
  switch (end.state) {
    case 'complete':
      return 'complete'
    case 'partial':
      return `partial: ${end.why}`
    case 'denied':
      return `denied: ${end.why} (missing: ${end.missing})`
    case 'skipped':
      return `skipped (${end.reason}): ${end.why}`
    case 'failed':
      return `failed: ${sentence(end.failure.message)}${end.failure.next === undefined ? '' : ` ${end.failure.next}`}`
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
