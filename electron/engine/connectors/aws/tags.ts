import { ok, type Result } from '../../../../shared/base/result.ts'
import type { Tags } from './owner-tags.ts'
import { readOne } from './read-one.ts'
import { tagsSchema } from './schema.ts'
import type { Asker } from './send.ts'

/** The tags of a thing. */
export async function readTags(asker: Asker, call: string, resourceArn: string): Promise<Result<Tags>> {
  const read = await readOne(asker, call, { resourceArn }, tagsSchema)
  return read.ok ? ok(read.value.item.tags ?? {}) : read
}
