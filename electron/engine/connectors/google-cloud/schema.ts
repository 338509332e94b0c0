import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
export const text = z.string().max(200_000).nullish().catch(null)
export const flag = z.boolean().nullish().catch(null)
export const words = z.array(z.string()).catch([]).default([])
export const labels = z.record(z.string(), z.string()).catch({}).default({})
/** A provider's moment in our one form; null when it cannot be read. */
export const moment = z
  .string()
  .transform((value) => (Number.isNaN(Date.parse(value)) ? null : new Date(Date.parse(value)).toISOString()))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)
export const resourceName = z.string().min(1).max(2_000)

const errorSchema = z.object({
  error: z.object({
    status: text,
    details: z
      .array(
        z.object({
          reason: text,
          metadata: z.object({ service: text, consumer: text, permission: text, resource: text }).nullish().catch(null),
        }),
      )
      .catch([])
      .default([]),
  }),
})

export interface Refusal {
  /** The provider's word, e.g. `SERVICE_DISABLED`, `IAM_PERMISSION_DENIED`; never its sentence. */
  readonly reason: string
  readonly service: string | null
  /** Number or id of the project that the call was counted for. */
  readonly consumer: string | null
  readonly permission: string | null
  readonly resource: string | null
}

const plain = (pattern: RegExp, value: string | null | undefined): string | null => (value && pattern.test(value) ? value : null)

/** What a refusal says, in the shape of Google's newer interfaces. */
export function refusalOf(json: unknown): Refusal {
  const parsed = errorSchema.safeParse(json)
  const error = parsed.success ? parsed.data.error : null
  const detail = error?.details.find(({ reason }) => reason !== null && reason !== undefined)
  const more = detail?.metadata
  return {
    reason: plain(/^[A-Z][A-Z0-9_]{2,80}$/, detail?.reason) ?? plain(/^[A-Z_]{3,40}$/, error?.status) ?? 'forbidden',
    service: plain(/^[a-z0-9.-]{3,100}$/, more?.service),
    consumer: plain(/^[a-z0-9.:-]{3,100}$/, more?.consumer?.replace(/^projects\//, '')),
    permission: plain(/^[a-z]\w*(\.\w+){2}$/, more?.permission),
    resource: plain(/^[\w./:@-]{3,300}$/, more?.resource),
  }
}

const pageSchema = z.looseObject({ nextPageToken: text })

/** One page of a list whose elements stand under `member`; a list that is empty may lack the member altogether. Null: it is no page. */
export function parsePage(json: unknown, member: string) {
  const page = pageSchema.safeParse(json)
  if (!page.success) return null
  const listed = Object.hasOwn(page.data, member) ? page.data[member] : []
  return Array.isArray(listed) ? { data: listed as readonly unknown[], next: page.data.nextPageToken || null, lost: false } : null
}

/** The segments of a resource name: `projects/p/locations/l/agents/a` → `{ projects: 'p', locations: 'l', agents: 'a' }`. */
export function segments(name: string): Readonly<Record<string, string>> {
  const parts = name.replace(/^\/\/[^/]+\//, '').split('/')
  return Object.fromEntries(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : [])))
}

export const lastSegment = (name: string): string => name.split('/').at(-1) ?? name
