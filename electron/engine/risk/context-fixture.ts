import type { RiskContext } from './factor.ts'

/** For tests: the moment the fixtures are judged at, no violations, and every agent there. */
export const fixtureContext: RiskContext = { now: new Date('2026-11-22T09:30:00.000Z'), violations: [], agentExists: () => true }

/** For tests: an instant so many days before the fixtures' moment. */
export function daysBefore(days: number): string {
  return new Date(fixtureContext.now.getTime() - days * 86_400_000).toISOString()
}
