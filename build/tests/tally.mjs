/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {readonly string[]} failed names
 * @property {readonly string[]} skipped names; a skip never counts as a pass
 *
 * @typedef {object} VitestReport the parts of vitest's JSON report that are read
 * @property {readonly { name: string, status: string, message?: string, assertionResults: readonly { fullName: string, status: string }[] }[]} testResults
 */

/** @type {Tally} */
export const nothing = { passed: 0, failed: [], skipped: [] }

/**
 * Counts a report. A file that could not be loaded, a report that is missing and an exit code without a reason each
 * count as a failure: silence is not success.
 * @param {VitestReport | null} report
 * @param {number | null} exitCode
 * @param {string} name
 * @returns {Tally}
 */
export function tallyOf(report, exitCode, name) {
  if (report === null) return { ...nothing, failed: [`${name}: no report (exit code ${exitCode})`] }
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const failed = tests.filter((test) => test.status === 'failed').map((test) => test.fullName)
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const problems = [...failed, ...unloaded.map((file) => `${file.name}: ${(file.message ?? 'could not be run').split('\n')[0]}`)]
  if (problems.length === 0 && exitCode !== 0) problems.push(`${name}: exit code ${exitCode} although no test failed`)
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: problems,
    skipped: tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName),
  }
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
  }
}

/**
 * The last line of a test run.
 * @param {Tally} tally
 */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
}
