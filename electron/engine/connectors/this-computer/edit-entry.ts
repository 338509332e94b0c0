import { createHash } from 'node:crypto'
import { chmod, copyFile, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { applyEdits, modify } from 'jsonc-parser'
import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import { parseConfiguration, valuesAt } from '../agent-files/formats.ts'
import { readFileBounded } from './read-file.ts'

/** One entry of a JSON configuration as it stood when the plan was made. */
export interface EntryPlace {
  readonly file: string
  /** Keys that lead to the entry. */
  readonly path: readonly string[]
}

/** Says whether the entry in the parsed file is still the one the plan was made on. */
export type StillSame = (file: unknown) => boolean

/** What an undo needs. It names the backup and holds no content: configurations hold secrets, and this is stored. */
export const preImageSchema = z.object({ file: z.string(), backup: z.string(), before: z.string(), after: z.string() })
export type PreImage = z.infer<typeof preImageSchema>

const changed = (file: string) =>
  fail('conflict', 'the file was changed meanwhile; nothing was written', {
    subject: file,
    next: 'Close its client, plan again and look at what differs.',
  })

/** Removes one entry by the smallest edit, so that comments and layout stay. The old file is kept beside it. */
export async function removeEntry(
  place: EntryPlace,
  stillSame: StillSame,
  now: Date,
): Promise<Result<{ readonly state: 'done' | 'already'; readonly preImage: PreImage | null }>> {
  const read = await readText(place.file)
  if (!read.ok) return read
  const parsed = parseConfiguration(read.value.text, 'json')
  if (!parsed.ok) return fail('unexpected-reply', 'the file is not valid JSON any more; nothing was written', { subject: place.file })
  if (valuesAt(parsed.value, place.path).length === 0) return ok({ state: 'already', preImage: null })
  // Only the entry counts: some clients rewrite the rest of their file every few seconds.
  if (!stillSame(parsed.value)) return changed(place.file)
  const before = read.value.sha256
  const text = applyEdits(read.value.text, modify(read.value.text, keysFor(parsed.value, place.path), undefined, formatting))
  const check = parseConfiguration(text, 'json')
  if (!check.ok || valuesAt(check.value, place.path).length > 0)
    return fail('bug', 'the entry cannot be taken out cleanly; nothing was written', { subject: place.file })
  const target = await realpath(place.file)
  const backup = `${target}.before-revoke-${now.toISOString().replace(/[:.]/g, '-')}`
  try {
    await copyFile(target, backup)
    await chmod(backup, 0o600)
    await replace(target, text, before)
  } catch (error) {
    return unwritable(place.file, error)
  }
  return ok({ state: 'done', preImage: { file: target, backup, before, after: sha256(text) } })
}

/** Puts the old file back; where somebody has written it since, only the entry, at its old place. */
export async function restoreEntry(preImage: PreImage, path: readonly string[]): Promise<Result<void>> {
  const now = await readText(preImage.file)
  if (!now.ok) return now
  if (now.value.sha256 === preImage.before) return ok(undefined)
  const backup = await readText(preImage.backup)
  if (!backup.ok) return backup
  if (backup.value.sha256 !== preImage.before)
    return fail('conflict', 'the backup is not what was saved; nothing was written', { subject: preImage.backup })
  const text = now.value.sha256 === preImage.after ? backup.value.text : withEntry(now.value.text, backup.value.text, path)
  if (text === null) return changed(preImage.file)
  try {
    await replace(preImage.file, text, now.value.sha256)
    return ok(undefined)
  } catch (error) {
    return unwritable(preImage.file, error)
  }
}

/** The present text with the entry of the old one; null when its place is gone, or taken by another. */
function withEntry(present: string, old: string, path: readonly string[]): string | null {
  const [now, before] = [parseConfiguration(present, 'json'), parseConfiguration(old, 'json')]
  if (!now.ok || !before.ok || valuesAt(now.value, path).length > 0 || valuesAt(now.value, path.slice(0, -1)).length === 0) return null
  const entry = valuesAt(before.value, path)[0]
  return entry === undefined ? null : applyEdits(present, modify(present, keysFor(now.value, path), entry.value, formatting))
}

const formatting = { formattingOptions: { insertSpaces: true, tabSize: 2 } }

/** Whether the entry is still there; null when the file cannot be read. */
export async function entryStands(file: string, path: readonly string[]): Promise<boolean | null> {
  const read = await readFileBounded(file)
  if (read.kind === 'absent') return false
  const parsed = read.kind === 'text' ? parseConfiguration(read.text, 'json') : null
  return parsed?.ok === true ? valuesAt(parsed.value, path).length > 0 : null
}

/** Written whole beside the file and moved over it: a crash leaves the old one or the new one. */
async function replace(target: string, text: string, expected: string): Promise<void> {
  const { mode } = await stat(target)
  const fresh = `${target}.rollcall-${process.pid}.tmp`
  await writeFile(fresh, text, { mode: mode & 0o777, flag: 'wx' })
  const last = await readFileBounded(target)
  if (last.kind !== 'text' || last.sha256 !== expected) {
    await unlink(fresh)
    throw new ChangedMeanwhile()
  }
  await rename(fresh, target)
}

class ChangedMeanwhile extends Error {}

function unwritable(file: string, error: unknown) {
  if (error instanceof ChangedMeanwhile) return changed(file)
  return fail('permission-missing', 'the file cannot be written by this account', {
    subject: file,
    next: 'Remove the entry by hand, or as an administrator.',
  })
}

async function readText(file: string): Promise<Result<{ readonly text: string; readonly sha256: string }>> {
  const read = await readFileBounded(file)
  if (read.kind === 'text') return ok({ text: read.text, sha256: read.sha256 })
  if (read.kind === 'absent') return fail('not-found', 'the file is not there any more', { subject: file, next: 'Scan again.' })
  return fail('permission-missing', `the file ${read.why}`, { subject: file, next: 'Remove the entry by hand.' })
}

/** Elements of a list are addressed by number. */
function keysFor(value: unknown, path: readonly string[]): (string | number)[] {
  return path.map((key, index) => (Array.isArray(valuesAt(value, path.slice(0, index))[0]?.value) ? Number(key) : key))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
