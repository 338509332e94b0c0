import type { z } from 'zod'
import type { ParsedPage } from './schema.ts'

/** A page and the call that brought it. */
export interface GraphPage<T> extends ParsedPage<T> {
  readonly call: string
}

/** A list to be read page by page, from the network or from a recording. */
export interface List<T> {
  /** Id of the declared call. */
  readonly call: string
  readonly schema: z.ZodType<T>
  readonly path?: Readonly<Record<string, string>>
  /** Values of the declared host's parameters. */
  readonly host?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly cost?: number
  /** A next-page link from which to resume. */
  readonly from?: string | null
}
