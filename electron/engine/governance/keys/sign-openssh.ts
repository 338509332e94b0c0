import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import { sshNamespace } from './ssh-signature.ts'

/** Somebody has to find the token and touch it. */
const patienceMs = 90_000

/**
 * Has `ssh-keygen` sign a text. `key`: the text of a key file, which for a hardware token holds no secret, or of a public key that the
 * person's agent knows. It lies in a folder of its own while it signs, readable by this account only. Nothing can be typed here, so a
 * key under a passphrase has to be in the agent. Fails with `invalid-input`.
 */
export async function signByOpenSsh(key: string, text: string): Promise<Result<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sign-'))
  try {
    const [keyFile, file] = [join(folder, 'key'), join(folder, 'answer')]
    await writeFile(keyFile, key.endsWith('\n') ? key : `${key}\n`, { mode: 0o600 })
    await writeFile(file, text, { mode: 0o600 })
    const code = await ended(['-Y', 'sign', '-n', sshNamespace, '-f', keyFile, file])
    if (code === 0) return ok(await readFile(`${file}.sig`, 'utf8'))
    return fail(
      'invalid-input',
      code === null ? 'ssh-keygen is not installed here, or nobody touched the token.' : 'ssh-keygen did not sign.',
      {
        subject: 'key',
        next: 'Plug the token in and touch it when it blinks; for a key under a passphrase, add it to the agent first, or use the command line.',
      },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The exit code; null where it could not be started or took too long. */
function ended(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn('ssh-keygen', args, {
      stdio: 'ignore',
      timeout: patienceMs,
      env: { ...process.env, SSH_ASKPASS_REQUIRE: 'never' },
    })
    child.once('error', () => resolve(null))
    child.once('exit', (code) => resolve(code))
  })
}
