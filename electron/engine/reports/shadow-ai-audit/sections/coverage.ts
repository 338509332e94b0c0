import { canonicalJson } from '../../../../../shared/base/canonical-json.ts'
import type { PlaceCoverage, StepEnd } from '../../../../../shared/domain/coverage.ts'
import { outcomeOf } from '../../../../../shared/domain/coverage-tally.ts'
import { outcomeWords } from '../../../../../shared/domain/coverage-words.ts'
import type { ReportBlock, ReportSection } from '../../../../../shared/domain/report.ts'
import type { ConnectionPlaces, ReportInput } from '../../report.ts'
import { count, plural, sentence } from '../../words.ts'
import type { Population } from '../population.ts'

/** First of all: what was not seen, and why. A clean list from a blind scan is worth nothing. */
export function coverageSection(input: ReportInput, population: Population): ReportSection {
  const { steps, incompleteSteps, tally } = population
  const scanned = input.connections.filter((connection) => connection.lastScanAt !== null)
  const objects = steps.reduce((sum, step) => sum + step.objects, 0)
  const keptAside = steps.reduce((sum, step) => sum + step.keptAside, 0)
  return {
    id: 'coverage',
    title: 'What was seen, and what was not',
    blocks: [
      { kind: 'callout', tone: isWhole(input, population) ? 'good' : 'warning', text: verdict(input, population) },
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
            label: 'Steps that saw everything',
            value: tally.counts.seen,
            of: tally.asked,
            ofWhat: 'steps asked for',
          },
          {
            id: 'steps-denied',
            label: 'Steps denied by a missing permission',
            value: tally.counts.denied,
            of: tally.asked,
            ofWhat: 'steps asked for',
          },
          { id: 'kept-aside', label: 'Records that could not be read', value: keptAside, of: objects + keptAside, ofWhat: 'records' },
        ],
      },
      {
        kind: 'table',
        title: 'What stayed unseen',
        empty:
          steps.length === 0 ? 'No scan has ended yet, so nothing says what is unseen.' : 'Every step that was asked for ended complete.',
        columns: [
          { id: 'connection', title: 'Connection', kind: 'text', width: 1.4 },
          { id: 'step', title: 'Step', kind: 'text', width: 1.4 },
          { id: 'state', title: 'Ended', kind: 'text', width: 0.9 },
          { id: 'why', title: 'Why', kind: 'text', width: 2.6 },
          { id: 'hides', title: 'What this hides', kind: 'text', width: 2.4 },
        ],
        rows: incompleteSteps.map((step) => [
          step.connectionLabel,
          step.stepTitle,
          outcomeWords[outcomeOf(step.end)],
          why(step.end),
          sentence(step.hides),
        ]),
      },
      ...placesBlocks(input.places ?? []),
      ...notConnectedBlocks(input),
    ],
  }
}

/** Nothing that anybody knows of stayed unseen. */
function isWhole({ notConnected = [] }: ReportInput, { steps, incompleteSteps }: Population): boolean {
  return steps.length > 0 && incompleteSteps.length === 0 && notConnected.length === 0
}

/** One sentence a board can repeat: how much of the picture is there. */
export function verdict(input: ReportInput, { steps, incompleteSteps, tally }: Population): string {
  if (steps.length === 0) return 'No scan has ended yet. What is told here is a beginning; nothing can be said about the rest.'
  const never = input.connections.filter((connection) => connection.lastScanAt === null).length
  const missing = never === 0 ? '' : ` ${plural(never, 'connection was', 'connections were')} configured and never scanned.`
  if (incompleteSteps.length === 0) {
    return `All ${plural(tally.asked, 'step')} asked for saw everything.${missing} ${absentWords(input)}`
  }
  return `${count(incompleteSteps.length)} of ${plural(tally.asked, 'step')} asked for did not see everything, so every count in this report is a floor.${missing} ${absentWords(input)}`
}

/** What is not connected is not covered; where something speaks of it, it is named. */
function absentWords({ notConnected = [] }: ReportInput): string {
  const names = notConnected.map(({ title }) => title)
  const last = names.at(-1)
  if (last === undefined) return 'Systems that are not connected are not covered.'
  const listed = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
  return `Systems that are not connected are not covered, among them ${listed}, which connected ones speak of.`
}

/** Systems that exist, because others name their applications, keys or accounts, and of which nothing else was seen. */
function notConnectedBlocks({ notConnected, connections }: ReportInput): readonly ReportBlock[] {
  if (notConnected === undefined || connections.length === 0) return []
  return [
    {
      kind: 'table',
      title: 'Systems that are not connected',
      empty: 'No connected system speaks of another that is not connected. That does not show that there is none.',
      columns: [
        { id: 'system', title: 'System', kind: 'text', width: 1.4 },
        { id: 'named-by', title: 'Spoken of in', kind: 'text', width: 2.6 },
        { id: 'count', title: 'Its ids seen there', kind: 'number', width: 1 },
        { id: 'hides', title: 'What this hides', kind: 'text', width: 2.4 },
      ],
      rows: notConnected.map(({ title, namedBy, count: ids }) => [
        title,
        namedBy.join('; '),
        ids,
        'Whatever else it holds: nothing was asked of it.',
      ]),
    },
  ]
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
        { id: 'place', title: 'Place', kind: 'text', width: 2.4 },
        { id: 'step', title: 'Step', kind: 'text', width: 1.2 },
        { id: 'state', title: 'Ended', kind: 'text', width: 0.8 },
        { id: 'why', title: 'Why', kind: 'text', width: 2.2 },
        { id: 'hides', title: 'What this hides', kind: 'text', width: 1.8 },
      ],
      rows: places.flatMap(({ connectionLabel, gaps }) =>
        alike(gaps).flatMap(({ gap, wides }) =>
          chunks(wides, widesInRow).map((some) => [
            connectionLabel,
            some.join('; '),
            gap.stepTitle,
            outcomeWords[outcomeOf(gap.end)],
            why(gap.end),
            sentence(gap.hides),
          ]),
        ),
      ),
    },
  ]
}

/** So many accounts or projects stand in one row that each name is still read. */
const widesInRow = 4

/** Places where the same step ended for the same reason, told together and each by its name: `Payments (1111) / east, west`. */
function alike(gaps: readonly PlaceCoverage[]): readonly { readonly gap: PlaceCoverage; readonly wides: readonly string[] }[] {
  return [...Map.groupBy(gaps, (gap) => canonicalJson([gap.stepId, gap.end])).values()].flatMap((same) => {
    const [gap] = same
    if (gap === undefined) return []
    const wides = [...Map.groupBy(same, ({ wide }) => wide)].map(([wide, of]) => {
      const narrows = of.map(({ narrow }) => narrow).filter(Boolean)
      return [wide, narrows.join(', ')].filter(Boolean).join(' / ')
    })
    return [{ gap, wides }]
  })
}

function chunks(all: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}

/** Why something stayed unseen: a sentence, and what is missing or to do as another. */
function why(end: StepEnd | null): string {
  if (end === null) return 'The scan stopped before this step ended.'
  switch (end.state) {
    case 'complete':
      return 'Nothing is missing.'
    case 'denied':
      return `${sentence(end.why)} Missing: ${end.missing}.`
    case 'partial':
    case 'skipped':
      return sentence(end.why)
    case 'failed':
      return [end.failure.message, end.failure.next ?? ''].filter(Boolean).map(sentence).join(' ')
  }
}
