import { z } from 'zod'
import type { Result } from '../base/result.ts'

// zod probes for `eval` unless told not to; the page's content security policy forbids it.
z.config({ jitless: true })

/** One method: how its arguments are checked, and the type of what it returns. The type lives at compile time only. */
export interface Method<A extends z.ZodType, R> {
  readonly args: A
  readonly returns?: R
}

/** Declares a method: `method(argsSchema)<ResultType>()`. */
export function method<A extends z.ZodType>(args: A): <R>() => Method<A, R> {
  return <R>() => ({ args }) as Method<A, R>
}

export const nothing = z.object({}).strict()

export type Namespace = Readonly<Record<string, Method<z.ZodType, unknown>>>
export type ArgsOf<M> = M extends Method<infer A, unknown> ? z.output<A> : never
export type InputOf<M> = M extends Method<infer A, unknown> ? z.input<A> : never
export type ValueOf<M> = M extends Method<z.ZodType, infer R> ? R : never

/** What the engine must provide for a namespace. */
export type Handlers<N extends Namespace> = {
  readonly [K in keyof N]: (args: ArgsOf<N[K]>) => Promise<Result<ValueOf<N[K]>>> | Result<ValueOf<N[K]>>
}
