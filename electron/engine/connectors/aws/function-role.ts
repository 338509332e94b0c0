import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import { parseArn } from './names.ts'
import { readOne } from './read-one.ts'
import { id } from './schema.ts'
import type { Asker } from './send.ts'

const roleSchema = z.object({ Role: id })

/** As which role a function runs; null when it is in another account or gone. Of its settings only the role is taken. */
export async function functionRole(asker: Asker, arn: string): Promise<Result<string | null>> {
  const parts = parseArn(arn)
  if (parts === null || parts.account !== asker.lane || parts.region !== asker.region) return ok(null)
  const FunctionName = parts.resource.split(':')[1] ?? ''
  const read = await readOne(asker, 'function', { FunctionName }, roleSchema)
  if (!read.ok) return read.failure.code === 'not-found' ? ok(null) : read
  return ok(read.value.item.Role)
}
