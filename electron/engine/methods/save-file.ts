import { writeFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../../shared/base/result.ts'

/** Writes what a person asked for where they chose. `what` in words, e.g. `report`. Failures: `storage-full`, `invalid-input`. */
export async function saveFile(path: string, content: Uint8Array | string, what: string): Promise<Result<null>> {
  try {
    await writeFile(path, content)
    return ok(null)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? fail('storage-full', `The disk is full; the ${what} was not written.`, { subject: path, next: 'Free some space and try again.' })
      : fail('invalid-input', `The ${what} cannot be written there.`, { subject: path, next: 'Choose a folder you may write to.' })
  }
}
