import type { z } from 'zod'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import { unreadable } from '../cursor-pages.ts'
import { type Asker, send } from './send.ts'

/** One thing by its id. */
export async function readOne<T>(
  asker: Asker,
  call: string,
  input: object,
  schema: z.ZodType<T>,
): Promise<Result<{ readonly item: T; readonly call: string }>> {
  const answer = await send(asker, call, input)
  if (!answer.ok) return answer
  const parsed = schema.safeParse(answer.value.output)
  return parsed.success ? ok({ item: parsed.data, call: answer.value.call }) : failed(unreadable(call))
}
