import type { AgentDifference, Audit, AuditInterval, AuditProgress, AuditReplay, ScheduleStanding } from '../../../shared/domain/audit.ts'
import type { ConflictResolution, FederationConflict } from '../../../shared/domain/federation.ts'
import { statusWords } from '../../../shared/domain/status-words.ts'
import { many } from '../../app/time.ts'
import { bandWords } from '../../app/words.ts'

/** The audit a person works in: the one opened last that is not sealed. */
export const openOne = (audits: readonly Audit[]): Audit | null => audits.find((audit) => audit.state === 'open') ?? null

/** One line for the head of the window: what is open, or what is due. Null: there is nothing to say. */
export function chipWords(
  audits: readonly Audit[],
  schedules: readonly ScheduleStanding[],
): { readonly words: string; readonly alarm: boolean } | null {
  const missed = schedules.find((one) => one.state === 'missed')
  if (missed !== undefined) return { words: `audit: ${missed.schedule.name} missed`, alarm: true }
  const open = openOne(audits)
  if (open !== null) return { words: `audit: ${open.name} open`, alarm: false }
  const due = schedules.find((one) => one.state === 'due')
  if (due !== undefined) return { words: `audit: ${due.schedule.name} due`, alarm: false }
  const [last] = audits
  return last === undefined ? null : { words: `audit: ${last.name} sealed`, alarm: false }
}

/** A schedule as a sentence. */
export function scheduleWords({ schedule, state, days }: ScheduleStanding): string {
  if (state === 'missed') return `${schedule.name} was due ${many(-days, 'day')} ago and is not sealed.`
  return days === 0 ? `${schedule.name} is due today.` : `${schedule.name} is due in ${many(days, 'day')}.`
}

export const intervalWords: Readonly<Record<AuditInterval, string>> = {
  month: 'Month',
  quarter: 'Quarter',
  'half-year': 'Half-year',
  year: 'Year',
}

/** Where a schedule stands, in a row: what is missed stays missed until its audit is sealed. */
export function standingWord({ state, days, openAudit }: Pick<ScheduleStanding, 'state' | 'days' | 'openAudit'>): string {
  const open = openAudit === null ? '' : '; its audit is open'
  if (state === 'missed') return `Missed ${many(-days, 'day')} ago${open}`
  if (days === 0) return `Due today${open}`
  return `${state === 'due' ? 'Due' : 'Next'} in ${many(days, 'day')}${open}`
}

/** What bundles differ about. */
export const conflictTitles: Readonly<Record<FederationConflict['field'], string>> = {
  status: 'State',
  owner: 'Owner',
  risk: 'Risk',
  facts: 'Governed facts',
  'perhaps the same': 'Perhaps the same agent',
}

/** What a person let stand: `Finance stands: approved`. */
export function standsWords({ conflict, stands }: Pick<ConflictResolution, 'conflict' | 'stands'>): string {
  if (stands.kind === 'one') return 'They are one agent'
  if (stands.kind === 'several') return 'They are several agents'
  const source = conflict.said.find(({ manifest, agentId }) => manifest === stands.manifest && agentId === stands.agentId)
  return source === undefined ? 'A source that is not named' : `${source.organisation} stands: ${source.value}`
}

/** How a word on a conflict stands now. */
export const resolutionStates: Readonly<Record<ConflictResolution['state'], string>> = {
  holds: 'It counts',
  reopened: 'Open again: a source says other things now',
  passed: 'They no longer disagree there',
  replaced: 'Replaced by a later one',
  'taken back': 'Taken back',
}

/** How one agent moves when an audit is scored again: `71 → 84 (High → Critical), violations 0 → 2; sends mail 4 → 17`. */
export function movedLine({ before, after, bandBefore, bandAfter, factors, violations }: AuditReplay['moved'][number]): string {
  const band = bandBefore === bandAfter ? '' : ` (${bandWords[bandBefore]} → ${bandWords[bandAfter]})`
  const [was, is] = violations
  const violated = was === is ? '' : `, violations ${was} → ${is}`
  const why = factors.slice(0, 2).map((factor) => `; ${factor.title} ${factor.before} → ${factor.after}`)
  return `${before} → ${after}${band}${violated}${why.join('')}`
}

/** What sealing does, exactly, as the words on its button. */
export function sealWords({ name }: Pick<Audit, 'name'>, progress: AuditProgress): string {
  const left = progress.undecided === 0 ? '' : `, ${progress.undecided} undecided`
  return `Seal ${name} for good: ${many(progress.agents, 'agent')}${left}`
}

/** What is worth a second look before sealing; empty: nothing. */
export function doubts(audit: Audit, progress: AuditProgress): readonly string[] {
  return [
    ...(progress.scans === 0 ? ['Nothing was scanned since it was opened.'] : []),
    ...(progress.criticalUndecided > 0 ? [`${many(progress.criticalUndecided, 'critical agent')} nobody has decided about.`] : []),
    ...(progress.openAgain > 0 ? [`${many(progress.openAgain, 'agent')} whose decision lapsed or that came back.`] : []),
    ...(progress.stepsIncomplete > 0 ? [`${progress.stepsIncomplete} of ${many(progress.steps, 'step')} did not see everything.`] : []),
    ...(audit.review === null ? ['Nobody has recorded a review.'] : []),
  ]
}

/** The quarter a day lies in, as an audit is commonly called. */
export function quarterOf(day: Date): { readonly name: string; readonly from: string; readonly to: string } {
  const year = day.getUTCFullYear()
  const quarter = Math.floor(day.getUTCMonth() / 3)
  const text = (date: number) => new Date(date).toISOString().slice(0, 10)
  return { name: `${year}-Q${quarter + 1}`, from: text(Date.UTC(year, quarter * 3, 1)), to: text(Date.UTC(year, quarter * 3 + 3, 0)) }
}

/** What became of an agent: one that had been switched off and is there again is back, not new. */
export function kindWord({ kind, status }: Pick<AgentDifference, 'kind' | 'status'>): string {
  if (kind === 'new') return status?.after === 'reappeared' ? 'Back again' : 'New'
  return kind === 'gone' ? 'Gone' : 'Changed'
}

/** What changed about one agent, as short lines. */
export function changeLines(one: AgentDifference): readonly string[] {
  return [
    ...(one.status === null || one.status.before === null
      ? []
      : [`State: ${statusWords[one.status.before]} → ${statusWords[one.status.after]}`]),
    ...(one.risk === null
      ? []
      : [
          `Risk: ${one.risk.before} → ${one.risk.after}${one.risk.bandBefore === one.risk.bandAfter ? '' : ` (${bandWords[one.risk.bandBefore]} → ${bandWords[one.risk.bandAfter]})`}`,
          ...one.risk.factors.slice(0, 3).map((factor) => `${factor.title}: ${factor.before} → ${factor.after}, ${factor.reason}`),
        ]),
    ...one.facts.flatMap((fact) => [
      ...(fact.after.length > 0 ? [`${fact.field}: now ${fact.after.join(', ')}`] : []),
      ...(fact.before.length > 0 ? [`${fact.field}: was ${fact.before.join(', ')}`] : []),
    ]),
  ]
}
