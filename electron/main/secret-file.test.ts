import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { secretAnswers } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))
// Stands for the system's key store, which a test machine does not have: reversible, and visibly not the text.
const cipher = {
  encrypt: async (text: string) => Buffer.from(text).map((byte) => byte ^ 0x5a) as Buffer,
  decrypt: async (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString('utf8'),
}
const ask = (op: 'get' | 'set' | 'remove', name: string, value: string | null = null) => ({ id: 1, op, name, value })

describe('secrets', () => {
  it('are kept encrypted, readable by their owner only, and outlive the process', async () => {
    const path = join(folder, 'a')
    const answer = secretAnswers(path, { cipher })
    await Promise.all([answer(ask('set', 'c1/apiKey', 'very secret')), answer(ask('set', 'c2/apiKey', 'other'))])
    expect(readFileSync(path, 'utf8')).not.toContain('very secret')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const later = secretAnswers(path, { cipher })
    expect((await later(ask('get', 'c1/apiKey'))).result).toEqual({ ok: true, value: 'very secret' })
    expect((await later(ask('get', 'c2/apiKey'))).result).toEqual({ ok: true, value: 'other' })
    await later(ask('remove', 'c1/apiKey'))
    expect((await later(ask('get', 'c1/apiKey'))).result).toEqual({ ok: true, value: null })
  })

  it('stay in memory where there is no real key store', async () => {
    const path = join(folder, 'b')
    const answer = secretAnswers(path, { cipher: null })
    await answer(ask('set', 'x', 'y'))
    expect((await answer(ask('get', 'x'))).result).toEqual({ ok: true, value: 'y' })
    expect(existsSync(path)).toBe(false)
  })

  it('answer with a failure, not with nothing, when the file cannot be read', async () => {
    const path = join(folder, 'c')
    writeFileSync(path, 'not json')
    const { result } = await secretAnswers(path, { cipher })(ask('get', 'x'))
    expect(result).toMatchObject({ ok: false, failure: { code: 'secrets-unavailable' } })
  })
})
