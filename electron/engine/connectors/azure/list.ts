import type { z } from 'zod'
import type { Failure } from '../../../../shared/base/failure.ts'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ListPage } from '../cursor-pages.ts'
import { keep } from '../keep.ts'

/** A whole short list. */
export interface Listed<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  readonly call: string | null
  /** Why it broke off after its first page; null when it is whole. */
  readonly cut: Failure | null
}

/** Every element of a list that hangs on one resource, so that it is short. What was read before a page failed stays. */
export async function listOf<T>(pages: AsyncGenerator<Result<ListPage>, void>, schema: z.ZodType<T>): Promise<Result<Listed<T>>> {
  const items: T[] = []
  let keptAside = 0
  let call: string | null = null
  for await (const page of pages) {
    if (!page.ok) {
      if (call === null) return page
      return ok({ items, keptAside, call, cut: page.failure })
    }
    const found = keep(schema, page.value.elements)
    items.push(...found.kept)
    keptAside += found.keptAside
    call = page.value.call
  }
  return ok({ items, keptAside, call, cut: null })
}
