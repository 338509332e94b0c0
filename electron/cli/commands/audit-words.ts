import type { Audit, AuditDifference, AuditReplay, ScheduleStanding } from '../../../shared/domain/audit.ts'
import { plain, say, sayTable } from '../print.ts'

/** How audits are told to a person at a terminal. */
export function sayAudits(audits: readonly Audit[], schedules: readonly ScheduleStanding[]): void {
  if (audits.length === 0) say('No audit was opened yet.')
  else
    sayTable(
      ['Audit', 'State', 'Period', 'Opened', 'Sealed', 'Id'],
      audits.map((one) => [
        one.name,
        one.state,
        `${one.from} to ${one.to}`,
        one.openedAt.slice(0, 10),
        one.seal?.at.slice(0, 10) ?? '',
        one.id,
      ]),
    )
  for (const one of schedules) say(plain(scheduleWords(one)))
}

function scheduleWords({ schedule, state, days, openAudit }: ScheduleStanding): string {
  const open = openAudit === null ? '' : ' An audit is open for it.'
  if (state === 'missed') return `MISSED: ${schedule.name} was due on ${schedule.dueOn}, ${-days} days ago.${open}`
  return `${state === 'due' ? 'Due soon' : 'Scheduled'}: ${schedule.name}, ${schedule.dueOn}, in ${days} days.${open} (${schedule.id})`
}

export function sayDifference({ before, after, counts, agents, lapsed, left }: AuditDifference, most: number): void {
  say(
    plain(
      `From ${before.name} (${before.at.slice(0, 10)}) to ${after.name} (${after.at.slice(0, 10)}): ${counts.agentsBefore} → ${counts.agentsAfter} agents; ` +
        `${counts.new} new, ${counts.gone} gone, ${counts.changed} changed; ${counts.decided} decisions, ${counts.lapsed} lapsed; risk up ${counts.riskUp}, down ${counts.riskDown}.`,
    ),
  )
  for (const one of agents.slice(0, most)) {
    const status = one.status === null || one.status.before === null ? '' : ` · ${one.status.before} → ${one.status.after}`
    const risk = one.risk === null ? '' : ` · risk ${one.risk.before} → ${one.risk.after}`
    say(plain(`  ${one.kind.padEnd(8)}${one.name} (${one.band})${status}${risk}`))
    for (const fact of one.facts)
      say(plain(`      ${fact.field}: was ${fact.before.join(', ') || 'nothing'}; is ${fact.after.join(', ') || 'nothing'}`))
    for (const factor of one.risk?.factors.slice(0, 3) ?? [])
      say(plain(`      ${factor.title}: ${factor.before} → ${factor.after}, ${factor.reason}`))
  }
  for (const one of lapsed.slice(0, most)) say(plain(`  lapsed  ${one.agentName}: ${one.reason}`))
  const hidden = left + Math.max(0, agents.length - most) + Math.max(0, lapsed.length - most)
  if (hidden > 0) say(`  … and ${hidden} more; --json lists up to 2,000.`)
}

export function sayReplay(result: AuditReplay, most: number): void {
  say(
    plain(
      `${result.audit.name}: ${result.agents} agents, weights ${result.weightsBefore} → ${result.weightsAfter}${result.policy === null ? '' : `, policy ${result.policy} on every one`}. The sealed audit stays as it is.`,
    ),
  )
  sayTable(
    ['Band', 'Sealed', 'Replayed'],
    (['critical', 'high', 'medium', 'low'] as const).map((band) => [
      band,
      String(result.bandsBefore[band]),
      String(result.bandsAfter[band]),
    ]),
  )
  say(`Violations: ${result.violationsBefore} → ${result.violationsAfter}. ${result.movedCount} agents moved.`)
  for (const one of result.moved.slice(0, most))
    say(
      plain(
        `  ${one.name}: risk ${one.before} → ${one.after} (${one.bandBefore} → ${one.bandAfter}), violations ${one.violations[0]} → ${one.violations[1]}`,
      ),
    )
}
