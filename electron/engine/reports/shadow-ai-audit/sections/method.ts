import { outcomeOf } from '../../../../../shared/domain/coverage-tally.ts'
import { outcomeWords } from '../../../../../shared/domain/coverage-words.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { count, moment } from '../../words.ts'
import type { Population } from '../population.ts'
import { providerTitle } from '../provider-title.ts'

/** The formula as the weights document has it. */
function scoringFacts({ scoring }: ReportInput) {
  if (scoring === undefined) return []
  const { critical, high, medium } = scoring.bands
  return [
    { label: 'Formula', value: scoring.formula },
    { label: 'Bands', value: `critical from ${critical}, high from ${high}, medium from ${medium}, low below` },
  ]
}

/** How the figures came about, so that a reader can argue with them. */
export function methodSection(input: ReportInput, { steps }: Population): ReportSection {
  return {
    id: 'method',
    title: 'Method',
    blocks: [
      {
        kind: 'list',
        items: [
          'An agent is anything a provider declares as one, or that is recognised by client id, verified domain, publisher, package, node type, credential or host. A name alone only suggests, and is marked so.',
          'Danger and governance are each 0 to 100 and the exact sum of the listed factors. The band follows from risk, which combines the two by the formula of the weights document.',
          'What is not known counts as risk, and the reason says that it is not known. Not looked up, looked up and nobody, and left the organisation are three different answers.',
          'A count is over agents present unless it says otherwise. Only a step that ended complete may mark an agent as gone.',
          'Names and texts come from the systems scanned and are shown as found. Characters that hide, reorder or break text are shown by their code point, such as ‹U+202E›. The PDF shows letters its typeface does not have in the same way; the CSV, HTML and JSON files hold them as they are. Very long texts are cut and the cut is counted; the JSON file holds all of them in full.',
          'PDF, HTML, CSV and JSON are made from the same document, so every figure is the same in all of them. Long tables are shortened in PDF and HTML, which then say so; CSV and JSON hold every row. A list whose title says “40 of 766” names the first of them; the inventory holds all.',
          'Days and times are in UTC.',
        ],
      },
      {
        kind: 'facts',
        title: 'Made from',
        facts: [
          { label: 'Made at', value: moment(input.now.toISOString()) },
          { label: 'Weights', value: input.weightsVersion },
          ...scoringFacts(input),
          { label: 'Recorded calls', value: count(input.callsMade) },
          { label: 'Identities looked at', value: count(input.identitiesSeen) },
          { label: 'Scans', value: count(input.scans.length) },
        ],
      },
      {
        kind: 'table',
        title: 'Factors and weights',
        empty: 'No factor is registered.',
        columns: [
          { id: 'factor', title: 'Factor', kind: 'text', width: 1.7 },
          { id: 'family', title: 'Counts to', kind: 'text', width: 1 },
          { id: 'weight', title: 'Weight', kind: 'number', width: 0.7 },
          { id: 'explains', title: 'What it looks at', kind: 'text', width: 4 },
          { id: 'id', title: 'Factor id', kind: 'text', detail: true },
        ],
        rows: input.factors.map((factor) => [factor.title, factor.family, factor.weight, factor.explains, factor.id]),
      },
      {
        kind: 'table',
        title: 'Sources',
        empty: 'Nothing is connected.',
        columns: [
          { id: 'connection', title: 'Connection', kind: 'text', width: 2 },
          { id: 'provider', title: 'Provider', kind: 'text', width: 1.4 },
          { id: 'unit', title: 'Business unit', kind: 'text', width: 1.4 },
          { id: 'environment', title: 'Environment', kind: 'text', width: 1.1 },
          { id: 'demo', title: 'Demo', kind: 'text', width: 0.6 },
          { id: 'last', title: 'Last scan', kind: 'date', width: 1 },
        ],
        rows: input.connections.map((connection) => [
          connection.label,
          providerTitle(input, connection.provider),
          connection.businessUnit ?? 'not known',
          connection.environment === 'unknown' ? 'not known' : connection.environment,
          connection.demo ? 'yes' : 'no',
          connection.lastScanAt,
        ]),
      },
      {
        kind: 'table',
        title: 'Every step of the last scan of each connection',
        empty: 'No step ran yet.',
        columns: [
          { id: 'connection', title: 'Connection', kind: 'text', width: 1.6 },
          { id: 'step', title: 'Step', kind: 'text', width: 1.8 },
          { id: 'state', title: 'Ended', kind: 'text', width: 1.2 },
          { id: 'records', title: 'Records', kind: 'number', width: 0.8 },
          { id: 'kept-aside', title: 'Unreadable', kind: 'number', width: 0.8 },
          { id: 'calls', title: 'Calls', kind: 'number', width: 0.7 },
          { id: 'ended', title: 'When', kind: 'date', width: 0.9 },
          { id: 'scan', title: 'Scan id', kind: 'text', detail: true },
          { id: 'pages', title: 'Pages', kind: 'number', detail: true },
        ],
        rows: steps.map((step) => [
          step.connectionLabel,
          step.stepTitle,
          outcomeWords[outcomeOf(step.end)],
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
