import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { publicKeyFrom } from '../ledger/sign.ts'
import { signByOpenSsh } from './sign-openssh.ts'
import { isSshSignature, readSshPublicKey } from './ssh-signature.ts'

const text = '{"hash":"00"}'
const has = (command: string): boolean => spawnSync(command, ['-?'], { stdio: 'ignore' }).error === undefined

/** A key as somebody made it for themselves. */
function keyOf(passphrase: string): { readonly key: string; readonly line: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-'))
  try {
    const file = join(folder, 'key')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'second key', '-f', file])
    return { key: readFileSync(file, 'utf8'), line: readFileSync(`${file}.pub`, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function holds(armoured: string, line: string): boolean {
  const raw = readSshPublicKey(line)?.publicKey ?? ''
  const key = publicKeyFrom(raw)
  return key !== null && isSshSignature(armoured, text, key, Buffer.from(raw, 'base64'))
}

const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('rollcall-sign-'))

describe.runIf(has('ssh-keygen'))('signing by ssh-keygen', () => {
  it('signs, so that the key is known again, and leaves nothing of the key behind', async () => {
    const before = leftBehind()
    const { key, line } = keyOf('')
    const signed = await signByOpenSsh(key, text)
    expect(signed.ok && holds(signed.value, line)).toBe(true)
    expect(signed.ok && holds(signed.value, keyOf('').line)).toBe(false)
    const trimmed = await signByOpenSsh(key.trimEnd(), text)
    expect(trimmed.ok && holds(trimmed.value, line)).toBe(true)
    expect(leftBehind()).toEqual(before)
  })

  it('knows the file of a token for one, without the token', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ssh-'))
    try {
      const file = join(folder, 'token')
      writeFileSync(file, tokenKeyFile(), { mode: 0o600 })
      expect(readSshPublicKey(execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' }))?.hardware).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.each([
    ['a key under a passphrase, which cannot be typed here', () => keyOf('a passphrase').key],
    ['the key file of a token that is not plugged in', () => tokenKeyFile()],
    ['what is no key', () => 'not a key'],
  ])('does not sign with %s, and says what to do', async (_what, made) => {
    const before = leftBehind()
    const signed = await signByOpenSsh(made(), text)
    expect(signed).toMatchObject({ ok: false, failure: { code: 'invalid-input', message: 'ssh-keygen did not sign.' } })
    expect(signed.ok ? '' : signed.failure.next).toMatch(/touch it.*add it to the agent/s)
    expect(leftBehind()).toEqual(before)
  })
})

describe.runIf(has('ssh-keygen') && has('ssh-agent') && has('ssh-add'))('signing by the agent', () => {
  it('signs with the public half of a key that only the agent holds', async () => {
    const started = execFileSync('ssh-agent', ['-s'], { encoding: 'utf8' })
    const value = (name: string) => new RegExp(`${name}=([^;]+);`).exec(started)?.[1] ?? ''
    vi.stubEnv('SSH_AUTH_SOCK', value('SSH_AUTH_SOCK'))
    try {
      const { key, line } = keyOf('')
      expect((await signByOpenSsh(line, text)).ok).toBe(false)
      execFileSync('ssh-add', ['-q', '-'], { input: key })
      const signed = await signByOpenSsh(line, text)
      expect(signed.ok && holds(signed.value, line)).toBe(true)
    } finally {
      vi.unstubAllEnvs()
      process.kill(Number(value('SSH_AGENT_PID')))
    }
  })
})

it('says so where OpenSSH is not installed', async () => {
  vi.stubEnv('PATH', '')
  try {
    const signed = await signByOpenSsh('a key', text)
    expect(signed.ok ? '' : signed.failure.message).toContain('ssh-keygen is not installed here')
  } finally {
    vi.unstubAllEnvs()
  }
})

/** A file as `ssh-keygen -t ed25519-sk` writes it: the public half and the handle by which the token knows its key. Source: PROTOCOL.key, PROTOCOL.u2f. */
function tokenKeyFile(): string {
  const packed = (value: string | Uint8Array) => {
    const bytes = Buffer.from(value as string)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const kind = Buffer.concat([packed('sk-ssh-ed25519@openssh.com'), packed(randomBytes(32)), packed('ssh:')])
  const check = randomBytes(4)
  const touch = Buffer.from([1])
  const half = Buffer.concat([check, check, kind, touch, packed(randomBytes(64)), packed(''), packed('token')])
  const padding = Buffer.from(Array.from({ length: (8 - (half.length % 8)) % 8 }, (_, at) => at + 1))
  const blob = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...['none', 'none', ''].map(packed),
    Buffer.from([0, 0, 0, 1]),
    packed(kind),
    packed(Buffer.concat([half, padding])),
  ])
  const lines = blob.toString('base64').replace(/.{70}/g, '$&\n')
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`
}
