import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { ReportBlock, ReportSection } from '../../../../../shared/domain/report.ts'
import type { ConnectionPlaces, ReportInput } from '../../report.ts'
import { plural } from '../../words.ts'
import type { Population } from '../population.ts'

/** First of all: what was not seen, and why. A clean list from a blind scan is worth nothing. */
export function coverageSection(input: ReportInput, population: Population): ReportSection {
  const { steps, incompleteSteps } = population
  const scanned = input.connections.filter((connection) => connection.lastScanAt !== null)
  const denied = steps.filter((step) => step.end?.state === 'denied')
  const objects = steps.reduce((sum, step) => sum + step.objects, 0)
  const keptAside = steps.reduce((sum, step) => sum + step.keptAside, 0)
  return {
    id: 'coverage',
    title: 'What was seen, and what was not',
    blocks: [
      { kind: 'callout', tone: incompleteSteps.length === 0 && steps.length > 0 ? 'good' : 'warning', text: verdict(input, population) },
      {
        kind: 'figures',
        figures: [
          {
            id: 'connections-scanned',
            label: 'Connections scanned',
            value: scanned.length,
            of: input.connections.length,
            ofWhat: 'connections configured',
          },
          {
            id: 'steps-seen',
            label: 'Steps with nothing left unseen',
            value: steps.length - incompleteSteps.length,
            of: steps.length,
            ofWhat: 'steps',
          },
          { id: 'steps-denied', label: 'Steps denied by a missing permission', value: denied.length, of: steps.length, ofWhat: 'steps' },
          { id: 'kept-aside', label: 'Records that could not be read', value: keptAside, of: objects + keptAside, ofWhat: 'records' },
        ],
      },
      {
        kind: 'table',
        title: 'What stayed unseen',
        empty: steps.length === 0 ? 'Nothing was scanned yet, so everything is unseen.' : 'Every step that was asked for ended complete.',
        columns: [
          { id: 'connection', title: 'Connection', kind: 'text', width: 1.4 },
          { id: 'step', title: 'Step', kind: 'text', width: 1.4 },
          { id: 'state', title: 'Ended', kind: 'text', width: 0.9 },
          { id: 'why', title: 'Why', kind: 'text', width: 2.6 },
          { id: 'hides', title: 'What this hides', kind: 'text', width: 2.4 },
        ],
        rows: incompleteSteps.map((step) => [step.connectionLabel, step.stepTitle, stateWord(step.end), why(step.end), step.hides]),
      },
      ...placesBlocks(input.places ?? []),
      {
        kind: 'table',
        title: 'Every step of the last scan of each connection',
        empty: 'No step ran yet.',
        columns: [
          { id: 'connection', title: 'Connection', kind: 'text', width: 1.6 },
          { id: 'step', title: 'Step', kind: 'text', width: 1.8 },
          { id: 'state', title: 'Ended', kind: 'text', width: 1.2 },
          { id: 'records', title: 'Records', kind: 'number', width: 0.8 },
          { id: 'kept-aside', title: 'Kept aside', kind: 'number', width: 0.8 },
          { id: 'calls', title: 'Calls', kind: 'number', width: 0.7 },
          { id: 'ended', title: 'When', kind: 'date', width: 0.9 },
          { id: 'scan', title: 'Scan id', kind: 'text', detail: true },
          { id: 'pages', title: 'Pages', kind: 'number', detail: true },
        ],
        rows: steps.map((step) => [
          step.connectionLabel,
          step.stepTitle,
          stateWord(step.end),
          step.objects,
          step.keptAside,
          step.calls,
          step.endedAt,
          step.scanId,
          step.pages,
        ]),
      },
    ],
  }
}

/** One sentence a board can repeat: how much of the picture is there. */
export function verdict(input: ReportInput, { steps, incompleteSteps }: Population): string {
  if (steps.length === 0) return 'Nothing was scanned yet. This report can say nothing about what is there.'
  const never = input.connections.filter((connection) => connection.lastScanAt === null).length
  const missing = never === 0 ? '' : ` ${plural(never, 'connection was', 'connections were')} configured and never scanned.`
  if (incompleteSteps.length === 0) {
    return `All ${plural(steps.length, 'step')} ended with nothing left unseen.${missing} Systems that are not connected are not covered.`
  }
  return `${incompleteSteps.length} of ${plural(steps.length, 'step')} did not see everything, so every count in this report is a floor.${missing} Systems that are not connected are not covered.`
}

/** Accounts, regions, projects and environments: one of them denied is told by its name, not lost in a sentence about all. */
function placesBlocks(places: readonly ConnectionPlaces[]): readonly ReportBlock[] {
  if (places.length === 0) return []
  return [
    {
      kind: 'table',
      title: 'Connections that consist of many places',
      empty: 'None.',
      columns: [
        { id: 'connection', title: 'Connection', kind: 'text', width: 2 },
        { id: 'seen', title: 'Seen whole', kind: 'number', width: 0.8 },
        { id: 'places', title: 'Of places', kind: 'number', width: 0.8 },
      ],
      rows: places.map((one) => [one.connectionLabel, one.seenWhole, one.places]),
    },
    {
      kind: 'table',
      title: 'Places that were not seen whole',
      empty: 'Every place was seen whole.',
      columns: [
        { id: 'connection', title: 'Connection', kind: 'text', width: 1.2 },
        { id: 'place', title: 'Place', kind: 'text', width: 1.6 },
        { id: 'step', title: 'Step', kind: 'text', width: 1.2 },
        { id: 'state', title: 'Ended', kind: 'text', width: 0.8 },
        { id: 'why', title: 'Why', kind: 'text', width: 2.4 },
        { id: 'hides', title: 'What this hides', kind: 'text', width: 1.8 },
      ],
      rows: places.flatMap(({ connectionLabel, gaps }) =>
        gaps.map((gap) => [
          connectionLabel,
          [gap.wide, gap.narrow].filter(Boolean).join(' / '),
          gap.stepTitle,
          stateWord(gap.end),
          why(gap.end),
          gap.hides,
        ]),
      ),
    },
  ]
}

/** How a step ended, in one word. */
function stateWord(end: StepEnd | null): string {
  if (end === null) return 'Not ended'
  if (end.state !== 'skipped') return { complete: 'Complete', partial: 'Partial', denied: 'Denied', failed: 'Failed' }[end.state]
  return end.reason === 'not-asked' || end.reason === 'no-service' ? 'Not asked for' : 'Skipped'
}

function why(end: StepEnd | null): string {
  if (end === null) return 'The scan stopped before this step ended.'
  switch (end.state) {
    case 'complete':
      return 'Nothing is missing.'
    case 'denied':
      return `${end.why} Missing: ${end.missing}.`
    case 'partial':
    case 'skipped':
      return end.why
    case 'failed':
      return [end.failure.message, end.failure.next].filter(Boolean).join(' ')
  }
}
