import type { ReportInput } from '../report.ts'

/** A provider by the name people know it by; by its id where nobody said a title, e.g. of a connector that is no longer there. */
export function providerTitle({ providerTitles = {} }: ReportInput, provider: string): string {
  return Object.hasOwn(providerTitles, provider) ? (providerTitles[provider] ?? provider) : provider
}
