import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { count, plural } from '../../words.ts'
import { headlineFigures } from '../figures.ts'
import type { Population } from '../population.ts'

/** The whole report in a few sentences, for who reads no further. */
export function summarySection(input: ReportInput, population: Population): ReportSection {
  return {
    id: 'summary',
    title: 'In brief',
    blocks: [
      { kind: 'text', text: headline(population) },
      { kind: 'figures', figures: headlineFigures(population) },
      { kind: 'list', items: findings(input, population) },
    ],
  }
}

/** Two sentences: how much shadow AI there is, how much of it matters. */
export function headline({ present, shadow, governed, settled }: Population): string {
  if (present.length === 0) return 'No agent is known yet.'
  const rest = present.length - shadow.length - governed.length - settled.length
  const critical = shadow.filter((row) => row.band === 'critical').length
  const high = shadow.filter((row) => row.band === 'high').length
  return [
    `${plural(present.length, 'AI agent is', 'AI agents are')} present: ${count(shadow.length)} that nobody approved, ${count(governed.length)} under a standing decision, ${count(settled.length)} revoked or retired${rest === 0 ? '' : `, ${count(rest)} being revoked`}.`,
    shadow.length === 0
      ? 'No unapproved agent is left.'
      : `Of the unapproved, ${count(critical)} carry critical and ${count(high)} high risk.`,
  ].join(' ')
}

function findings(input: ReportInput, { present, gone, steps }: Population): readonly string[] {
  if (present.length === 0) return ['Connect a system and scan it; until then there is nothing to judge.']
  const units = new Set(present.map((row) => row.businessUnit).filter((unit) => unit !== null)).size
  const noUnit = present.filter((row) => row.businessUnit === null).length
  const unattended = present.filter((row) => row.autonomyFloor === 'A4' || row.autonomyFloor === 'A5').length
  const suggested = present.filter((row) => row.certainty === 'suggested').length
  const partial = present.filter((row) => row.partial).length
  const violating = new Set(input.violations.map((violation) => violation.agentId)).size
  const revoked = input.revocations.filter((revocation) => revocation.verifiedAt !== null).length
  const systems = new Set(steps.map((step) => step.connectionId)).size
  return [
    `The picture comes from ${plural(systems, 'connection')} and ${plural(input.callsMade, 'recorded call')}, in which ${plural(input.identitiesSeen, 'identity', 'identities')} of all kinds were looked at.`,
    `The agents belong to ${plural(units, 'business unit')}; for ${count(noUnit)} of ${count(present.length)} no unit is known.`,
    `${count(unattended)} of ${plural(present.length, 'agent')} ${unattended === 1 ? 'acts' : 'act'} unattended.`,
    `${count(violating)} of ${plural(present.length, 'agent')} can do something their policies do not permit.`,
    `${count(suggested)} of ${plural(present.length, 'agent')} ${suggested === 1 ? 'was recognised by its name alone and waits' : 'were recognised by their name alone and wait'} for a person’s word.`,
    input.decisions.length === 0
      ? 'No decision about an agent was recorded yet.'
      : `${plural(input.decisions.length, 'ledger entry was', 'ledger entries were')} recorded about agents.`,
    input.revocations.length === 0
      ? 'Nothing was revoked yet.'
      : `${count(revoked)} of ${plural(input.revocations.length, 'revocation')} ${revoked === 1 ? 'is' : 'are'} proved by a re-read.`,
    ...(partial === 0
      ? []
      : [
          `For ${count(partial)} of ${plural(present.length, 'agent')} a part of the evidence could not be read: unknown counts as risk, and says so.`,
        ]),
    ...(gone.length === 0
      ? []
      : [`${plural(gone.length, 'agent')} seen earlier ${gone.length === 1 ? 'is' : 'are'} gone and counted nowhere above.`]),
  ]
}
