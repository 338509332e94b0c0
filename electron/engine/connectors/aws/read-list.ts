import type { z } from 'zod'
import { failed, type Result } from '../../../../shared/base/result.ts'
import { endless, unreadable } from '../cursor-pages.ts'
import { keep } from '../keep.ts'
import { type Asker, send } from './send.ts'

/** More pages than any account has; a repeated token ends sooner. */
const mostPages = 20_000
const longestToken = 20_000

export interface ListOf<T> {
  readonly call: string
  readonly input?: object
  /** The member of the reply that is the list. */
  readonly items: string
  /** The member of the reply that says where it goes on, and the one of the request that takes it. */
  readonly token: readonly [told: string, asked: string]
  readonly schema: z.ZodType<T>
  /** The provider leaves the list out where it is empty. */
  readonly optional?: boolean
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  readonly call: string
  /** The list says that it ends here. */
  readonly last: boolean
}

export interface List<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  readonly call: string | null
  readonly problem: (Result<never> & { readonly ok: false }) | null
}

/** The pages of a list, until it says that it ends. A failure comes once and ends it; what came before stays. */
export async function* listPages<T>(asker: Asker, of: ListOf<T>): AsyncGenerator<Result<Page<T>>, void> {
  const asked = new Set<string>()
  let token: string | null = null
  for (let page = 1; page <= mostPages; page += 1) {
    const answer: Awaited<ReturnType<typeof send>> = await send(
      asker,
      of.call,
      token === null ? (of.input ?? {}) : { ...of.input, [of.token[1]]: token },
      page,
    )
    if (!answer.ok) {
      yield answer
      return
    }
    const { output, call } = answer.value
    const elements = member(output, of.items) ?? (of.optional === true ? [] : null)
    if (!Array.isArray(elements)) {
      yield failed(unreadable(of.call))
      return
    }
    const next = member(output, of.token[0]) ?? null
    const last = next === null || next === ''
    yield { ok: true, value: { ...kept(of.schema, elements), call, last } }
    if (last) return
    if (typeof next !== 'string' || asked.has(next) || next.length > longestToken) break
    asked.add(next)
    token = next
  }
  yield failed(endless(of.call))
}

function kept<T>(schema: z.ZodType<T>, elements: readonly unknown[]): Pick<Page<T>, 'items' | 'keptAside'> {
  const { kept: items, keptAside } = keep(schema, elements)
  return { items, keptAside }
}

/** A whole list that is known to be short. */
export async function readList<T>(asker: Asker, of: ListOf<T>): Promise<List<T>> {
  const items: T[] = []
  let keptAside = 0
  let call: string | null = null
  for await (const page of listPages(asker, of)) {
    if (!page.ok) return { items, keptAside, call, problem: page }
    items.push(...page.value.items)
    keptAside += page.value.keptAside
    call ??= page.value.call
  }
  return { items, keptAside, call, problem: null }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
