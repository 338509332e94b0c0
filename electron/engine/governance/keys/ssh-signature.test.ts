import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publicKeyFrom } from '../ledger/sign.ts'
import { byToken } from './ssh-key-for-test.ts'
import { isSshSignature, readSshPublicKey } from './ssh-signature.ts'

const message = '{"hash":"00"}'
const hasOpenSsh = (() => {
  try {
    execFileSync('ssh-keygen', ['-?'], { stdio: 'ignore' })
    return true
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code !== 'ENOENT'
  }
})()

const holds = (armoured: string, text: string, publicKey: string): boolean => {
  const key = publicKeyFrom(publicKey)
  return key !== null && isSshSignature(armoured, text, key, Buffer.from(publicKey, 'base64'))
}

describe.runIf(hasOpenSsh)('a signature that ssh-keygen made', () => {
  const signed = (namespace: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'ssh-'))
    try {
      const [key, file] = [join(folder, 'key'), join(folder, 'text')]
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'second key', '-f', key])
      writeFileSync(file, message)
      execFileSync('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', key, file], { stdio: 'ignore' })
      return { armoured: readFileSync(`${file}.sig`, 'utf8'), line: readFileSync(`${key}.pub`, 'utf8') }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('is known again, over this text, for this purpose, by this key', () => {
    const { armoured, line } = signed('rollcall')
    const key = readSshPublicKey(line)
    expect(key?.hardware).toBe(false)
    expect(holds(armoured, message, key?.publicKey ?? '')).toBe(true)
    expect(holds(armoured, `${message} `, key?.publicKey ?? '')).toBe(false)
    expect(holds(armoured, message, readSshPublicKey(signed('rollcall').line)?.publicKey ?? '')).toBe(false)
    const other = signed('git')
    expect(holds(other.armoured, message, readSshPublicKey(other.line)?.publicKey ?? '')).toBe(false)
  })
})

describe('a signature that a hardware key made', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')

  it('counts when somebody touched it', () => {
    const { armoured, line } = byToken(privateKey, raw, message)
    expect(readSshPublicKey(line)).toEqual({ publicKey: raw.toString('base64'), hardware: true })
    expect(holds(armoured, message, raw.toString('base64'))).toBe(true)
    expect(holds(armoured, 'else', raw.toString('base64'))).toBe(false)
  })

  it('does not count untouched, or made for another application', () => {
    expect(holds(byToken(privateKey, raw, message, { flags: 0 }).armoured, message, raw.toString('base64'))).toBe(false)
    const other = byToken(privateKey, raw, message, { made: 'elsewhere' })
    expect([readSshPublicKey(other.line), holds(other.armoured, message, raw.toString('base64'))]).toEqual([null, false])
  })

  it('whatever is cut, added or changed in it, it counts no more and breaks nothing', () => {
    const { armoured } = byToken(privateKey, raw, message)
    const lines = armoured.split('\n')
    const blob = Buffer.from(lines.slice(1, -2).join(''), 'base64')
    const again = (bytes: Buffer) => `${lines[0]}\n${bytes.toString('base64')}\n-----END SSH SIGNATURE-----`
    expect(holds(again(blob), message, raw.toString('base64'))).toBe(true)
    for (let at = 0; at < blob.length; at += 1) {
      const changed = Buffer.from(blob)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      expect([
        at,
        holds(again(changed), message, raw.toString('base64')),
        holds(again(blob.subarray(0, at)), message, raw.toString('base64')),
      ]).toEqual([at, false, false])
    }
    for (const text of ['', 'x', `${armoured}x`, '-----BEGIN SSH SIGNATURE-----\n=\n-----END SSH SIGNATURE-----'])
      expect(holds(text, message, raw.toString('base64'))).toBe(false)
  })
})

it.each(['', 'ssh-rsa AAAA', 'ssh-ed25519 !!!', 'ssh-ed25519', `ssh-ed25519 ${'A'.repeat(20_000)}`])('%.20s is no key', (line) => {
  expect(readSshPublicKey(line)).toBeNull()
})
