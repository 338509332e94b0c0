import { readFile, rename, writeFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { SecretReply, SecretRequest } from '../../shared/contract/process.ts'
import type { KeyStore } from './key-store.ts'

/**
 * Answers the engine's questions about secrets: values encrypted by the key store in one file beside the workspace, or in
 * memory only where there is no real key store.
 * @param path file for the encrypted values, readable by its owner only
 */
export function secretAnswers(path: string, { cipher }: Pick<KeyStore, 'cipher'>): (request: SecretRequest) => Promise<SecretReply> {
  const memory = new Map<string, string>()
  let last: Promise<unknown> = Promise.resolve()

  const perform = async ({ op, name, value }: SecretRequest): Promise<Result<string | null>> => {
    if (op === 'set' && value === null) return fail('invalid-input', 'A secret needs a value.')
    if (cipher === null) {
      if (op === 'get') return ok(memory.get(name) ?? null)
      if (op === 'set' && value !== null) memory.set(name, value)
      else memory.delete(name)
      return ok(null)
    }
    const stored = await readStored(path)
    const sealed = stored.get(name)
    if (op === 'get') return ok(sealed === undefined ? null : await cipher.decrypt(Buffer.from(sealed, 'base64')))
    if (op === 'set' && value !== null) stored.set(name, (await cipher.encrypt(value)).toString('base64'))
    else stored.delete(name)
    await writeStored(path, stored)
    return ok(null)
  }

  return (request) => {
    // One after the other: two writers would lose a value.
    const answer = last.then(async (): Promise<SecretReply> => {
      try {
        return { id: request.id, result: await perform(request) }
      } catch {
        const next = "Unlock this computer's key store, then try again."
        return {
          id: request.id,
          result: fail('secrets-unavailable', 'A password or key could not be read from or written to the key store.', { next }),
        }
      }
    })
    last = answer
    return answer
  }
}

async function readStored(path: string): Promise<Map<string, string>> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
    const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : []
    return new Map(entries.flatMap(([name, sealed]) => (typeof sealed === 'string' ? [[name, sealed] as const] : [])))
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return new Map()
    throw problem
  }
}

async function writeStored(path: string, stored: ReadonlyMap<string, string>): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(stored)), { mode: 0o600 })
  await rename(`${path}.new`, path)
}
