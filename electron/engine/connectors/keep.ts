import type { z } from 'zod'

export interface Kept<T> {
  readonly kept: readonly T[]
  readonly keptAside: number
}

/** The elements that can be read; a bad one is counted and kept aside, the rest lives. */
export function keep<T>(schema: z.ZodType<T>, elements: readonly unknown[]): Kept<T> {
  const kept = elements.flatMap((element) => {
    const parsed = schema.safeParse(element)
    return parsed.success ? [parsed.data] : []
  })
  return { kept, keptAside: elements.length - kept.length }
}
