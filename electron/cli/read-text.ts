import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { failure } from '../../shared/base/failure.ts'
import { ExpectedFailure } from './exit.ts'

/** A small file as text; anything else is said in a sentence. `most` in bytes. */
export function readText(path: string, most = 16 * 1024 * 1024): string {
  try {
    if (statSync(resolve(path)).isFile() && statSync(resolve(path)).size <= most) return readFileSync(resolve(path), 'utf8')
  } catch {
    throw new ExpectedFailure(failure('not-found', 'This file cannot be read.', { subject: path, next: 'Check the path.' }))
  }
  throw new ExpectedFailure(failure('invalid-input', 'This is no file of the expected size.', { subject: path, next: 'Check the path.' }))
}
