import { setTimeout as pause } from 'node:timers/promises'
import { failure } from '../../../../shared/base/failure.ts'
import { failed } from '../../../../shared/base/result.ts'
import { readOne } from './read-one.ts'
import type { Problems } from './resource-step.ts'
import { reportSchema, reportStartSchema } from './schema-iam.ts'
import type { Asker } from './send.ts'

/** By the first word of a permission: when the identity last used that service; null: never in the time the provider remembers. */
export type LastAccess = ReadonlyMap<string, string | null>

/** How long the provider remembers. Source: its reference of GenerateServiceLastAccessedDetails, 2026-11. */
export const rememberedDays = 400

/** Waits between looks at a report that is not ready; a report takes seconds. */
const waitsMs = [100, 400, 1_000, 2_000, 2_000, 4_000, 4_000, 8_000, 8_000, 15_000, 15_000]
const mostPages = 10

/**
 * Looks up for the identities of one account which of the services they may use they did use. One report each, which the provider
 * puts together meanwhile. What is refused once is not asked again; null: not known.
 */
export function makeLastAccess(asker: Asker, problems: Problems): (arn: string) => Promise<LastAccess | null> {
  let refused = false
  const give = (problem: Problems[number]): null => {
    // Gone since it was listed: there is nothing to say of it.
    if (problem.failure.code === 'not-found') return null
    if (!refused) problems.push(problem)
    refused ||= problem.failure.code === 'permission-missing'
    return null
  }
  return async (arn) => {
    if (refused) return null
    const start = await readOne(asker, 'last-access-report', { Arn: arn, Granularity: 'SERVICE_LEVEL' }, reportStartSchema)
    if (!start.ok) return give(start)
    const { JobId } = start.value.item
    const found = new Map<string, string | null>()
    let Marker: string | null = null
    let looks = 0
    for (let page = 1; page <= mostPages; ) {
      const report: Awaited<ReturnType<typeof readReport>> = await readReport(asker, JobId, Marker)
      if (!report.ok) return give(report)
      const { JobStatus, ServicesLastAccessed, IsTruncated, Marker: next } = report.value.item
      if (JobStatus === 'IN_PROGRESS') {
        const wait = waitsMs[looks]
        if (wait === undefined) return give(failed(notReady))
        looks += 1
        const cut = await pause(wait, undefined, { signal: asker.context.signal }).catch(() => 'cut')
        if (cut === 'cut') return null
        continue
      }
      if (JobStatus !== 'COMPLETED') return give(failed(notReady))
      for (const { ServiceNamespace, LastAuthenticated } of ServicesLastAccessed ?? [])
        found.set(ServiceNamespace.toLowerCase(), LastAuthenticated ?? null)
      if (IsTruncated !== true || !next || next === Marker) return found
      Marker = next
      page += 1
    }
    return found
  }
}

const readReport = (asker: Asker, JobId: string, Marker: string | null) =>
  readOne(asker, 'last-access', { JobId, MaxItems: 200, ...(Marker === null ? {} : { Marker }) }, reportSchema)

const notReady = failure('provider-down', 'the provider did not finish its report of what an identity used', { next: 'Scan again later.' })

/** Which of these permissions belong to services that were never used; a pattern over several services is not judged. */
export function unusedOf(permissions: readonly string[], access: LastAccess | null): readonly string[] {
  return permissions.filter((permission) => access?.get(serviceOf(permission)) === null)
}

/** The last use of any service; null: none in the time the provider remembers. */
export const lastUseOf = (access: LastAccess): string | null =>
  [...access.values()]
    .flatMap((at) => at ?? [])
    .toSorted()
    .at(-1) ?? null

const serviceOf = (permission: string): string => permission.split(':')[0]?.toLowerCase() ?? ''
