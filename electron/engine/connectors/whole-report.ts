import type { ProbeReport } from '../../../shared/domain/connection.ts'
import type { Connector } from './connector.ts'
import { permissionNeeds } from './describe.ts'

/**
 * A probe's report with one line for each permission that reading takes, in the order of the list, and with what each hides as the
 * declaration says it. What the probe did not look at is unknown, never left out: a short report must not read like a clean one.
 * Recorded pages and files have no permissions to tell of.
 */
export function wholeReport(connector: Connector, report: ProbeReport): ProbeReport {
  if (report.checks.length === 0) return report
  const needs = permissionNeeds(connector).filter(({ access }) => access === 'read')
  const asked = new Set(needs.map(({ permission }) => permission))
  const lines = needs.map(({ permission, hides }): ProbeReport['checks'][number] => {
    const told = report.checks.find((check) => check.permission === permission)
    return told === undefined
      ? { permission, state: 'unknown', why: 'the check did not ask for it; a scan will tell', hides }
      : { ...told, hides: hides === '' ? told.hides : hides }
  })
  return { ...report, checks: [...lines, ...report.checks.filter(({ permission }) => !asked.has(permission))] }
}
