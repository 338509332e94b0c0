import { Command } from 'commander'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { PlaceCoverage } from '../../../shared/domain/coverage.ts'
import { tallyWords } from '../../../shared/domain/coverage-words.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { plural } from '../../engine/reports/words.ts'
import { unwrap } from '../exit.ts'
import { notConnectedWords } from '../not-connected-words.ts'
import { withWorkspace } from '../open-engine.ts'
import { say, sayJson, sayTable } from '../print.ts'
import { endWords } from './scan.ts'

export function coverageCommand(): Command {
  return new Command('coverage')
    .description('what the last scans saw, did not see, and why')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--places', 'also every account, region, project or environment that was not seen whole')
    .option('--json', 'print as JSON')
    .action(async ({ workspace, places, json }: { workspace: string; places?: boolean; json?: boolean }) => {
      await withWorkspace(workspace, async (engine) => {
        const summary = unwrap(await engine.invoke('scans.coverage', {}))
        const gaps = places === true ? await placeGaps(engine, summary) : []
        const notConnected = unwrap(await engine.invoke('scans.notConnected', {}))
        if (json === true) return sayJson({ ...summary, notConnected, ...(places === true ? { places: gaps } : {}) })
        const { tally, seenPercent, neverScanned } = summary
        say(
          seenPercent === null
            ? 'No scan has ended yet.'
            : `${seenPercent} % seen: of ${plural(tally.asked, 'step')} asked for, ${tallyWords(tally)}.`,
        )
        if (neverScanned.length > 0)
          say(`${plural(neverScanned.length, 'connection was', 'connections were')} never scanned; \`rollcall scan\` does.`)
        for (const one of notConnected) say(notConnectedWords(one))
        sayTable(
          ['Connection', 'Step', 'Objects', 'Unreadable', 'How it ended', 'What that hides'],
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
        if (places !== true) return
        for (const { label, seen, of, gaps: unseen } of gaps) {
          say(`${label}: ${seen} of ${of} places seen whole.`)
          sayTable(
            ['Place', 'Step', 'How it ended', 'What that hides'],
            unseen.map((gap) => [[gap.wide, gap.narrow].filter(Boolean).join(' / '), gap.stepTitle, endWords(gap.end), gap.hides]),
            70,
          )
        }
      })
    })
}

interface PlaceGaps {
  readonly connectionId: string
  readonly label: string
  readonly seen: number
  readonly of: number
  readonly gaps: readonly PlaceCoverage[]
}

/** For each connection that consists of many places: how many were seen whole, and every step that was not. */
async function placeGaps(engine: Engine, { steps }: CoverageSummary): Promise<readonly PlaceGaps[]> {
  const labels = new Map(steps.map(({ connectionId, connectionLabel }) => [connectionId, connectionLabel]))
  const found: PlaceGaps[] = []
  for (const [connectionId, label] of labels) {
    const { cells } = unwrap(await engine.invoke('scans.placeGrid', { connectionId }))
    if (cells.length === 0) continue
    const gaps: PlaceCoverage[] = []
    for (
      let page = await gapsAfter(engine, connectionId, undefined);
      page.length > 0;
      page = await gapsAfter(engine, connectionId, gaps.at(-1))
    )
      gaps.push(...page)
    found.push({ connectionId, label, seen: cells.filter(({ incomplete }) => incomplete === 0).length, of: cells.length, gaps })
  }
  return found
}

async function gapsAfter(engine: Engine, connectionId: string, last: PlaceCoverage | undefined): Promise<readonly PlaceCoverage[]> {
  const after = last === undefined ? null : { wide: last.wide, narrow: last.narrow, stepId: last.stepId }
  return unwrap(await engine.invoke('scans.places', { connectionId, incompleteOnly: true, after, limit: 500 }))
}
