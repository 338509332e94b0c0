import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { Connection, ConnectorInfo, ProbeReport } from '../../../shared/domain/connection.ts'
import { type CoverageOutcome, type CoverageTally, outcomeOf, tallyCoverage } from '../../../shared/domain/coverage-tally.ts'
import { gapOutcomes } from '../../../shared/domain/coverage-words.ts'
import { many } from '../../app/time.ts'
import { categoryWords } from './wizard/find-connectors.ts'

/** What is said of the permissions as a whole; null checks say nothing. */
export function probeSentence({ reached, checks }: ProbeReport): string {
  if (!reached || checks.length === 0) return ''
  const missing = checks.filter((check) => check.state === 'missing').length
  const unknown = checks.filter((check) => check.state === 'unknown').length
  if (missing + unknown === 0) return 'Every permission that is wanted is there.'
  const told = [
    missing > 0 ? `${missing} of ${many(checks.length, 'permission')} ${missing === 1 ? 'is' : 'are'} missing` : '',
    unknown > 0 ? `${unknown} cannot be told` : '',
  ].filter(Boolean)
  return `${told.join(', ')}. A scan works without ${missing + unknown === 1 ? 'it' : 'them'} and says what it could not see.`
}

/** One connected source as the list shows it. */
export interface SourceRow {
  readonly connection: Connection
  readonly connector: ConnectorInfo | null
  readonly tally: CoverageTally
  /** How the source stands as a whole: its worst step. */
  readonly worst: CoverageOutcome
}

export interface SourceGroup {
  readonly title: string
  readonly rows: readonly SourceRow[]
}

const elsewhere = 'Not known to this version'

/** The sources by category, those with the worst gaps first; `text` narrows them by name, provider and unit. */
export function groupSources(
  connections: readonly Connection[],
  connectors: readonly ConnectorInfo[],
  coverage: CoverageSummary | null,
  text: string,
): readonly SourceGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = connections.flatMap((connection) => {
    const connector = connectors.find((one) => one.id === connection.provider) ?? null
    const told = `${connection.label} ${connector?.title ?? connection.provider} ${connection.businessUnit ?? ''}`.toLowerCase()
    return words.every((word) => told.includes(word)) ? [rowOf(connection, connector, coverage)] : []
  })
  const titleOf = (row: SourceRow) => (row.connector === null ? elsewhere : categoryWords[row.connector.category])
  return [...Object.values(categoryWords), elsewhere].flatMap((title) => {
    const own = rows.filter((row) => titleOf(row) === title).sort(worstFirst)
    return own.length === 0 ? [] : [{ title, rows: own }]
  })
}

function rowOf(connection: Connection, connector: ConnectorInfo | null, coverage: CoverageSummary | null): SourceRow {
  const steps = coverage?.steps.filter((step) => step.connectionId === connection.id) ?? []
  const outcomes = new Set(steps.map((step) => outcomeOf(step.end)))
  const never = coverage?.neverScanned.includes(connection.id) === true
  return {
    connection,
    connector,
    tally: tallyCoverage(steps, never ? (connector?.steps.length ?? 0) : 0),
    worst: never ? 'unscanned' : (gapOutcomes.find((outcome) => outcomes.has(outcome)) ?? 'seen'),
  }
}

const rank = (row: SourceRow): number => [...gapOutcomes, 'seen'].indexOf(row.worst)
const worstFirst = (a: SourceRow, b: SourceRow): number =>
  rank(a) - rank(b) || a.connection.label.localeCompare(b.connection.label) || a.connection.id.localeCompare(b.connection.id)

/** The state of a source in a word or two; one of which nothing was seen has more than gaps. */
export function stateWords({ worst, tally }: Pick<SourceRow, 'worst' | 'tally'>): string {
  switch (worst) {
    case 'seen':
    case 'outside':
      return 'Seen whole'
    case 'unscanned':
      return 'Never scanned'
    default:
      return tally.counts.seen + tally.counts.partial === 0 ? 'Nothing seen' : 'Has gaps'
  }
}
