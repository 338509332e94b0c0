import { safeStorage } from 'electron'
import type { SecretsPersistence } from '../../shared/contract/process.ts'

/** The operating system's protection of short texts. */
export interface KeyStore {
  readonly persistence: SecretsPersistence
  /** Null where there is no real protection: then nothing may be written. */
  readonly cipher: { encrypt(text: string): Promise<Buffer>; decrypt(bytes: Buffer): Promise<string> } | null
}

/** Looks at what this computer offers. Call it after the app is ready. */
export async function openKeyStore(): Promise<KeyStore> {
  const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  if (plain || !(await available())) {
    const why = plain
      ? 'This computer has no key store (a keyring such as GNOME Keyring or KWallet), so passwords and keys are forgotten when Rollcall closes.'
      : "This computer's key store cannot be used, so passwords and keys are forgotten when Rollcall closes."
    return { persistence: { kind: 'memory', why }, cipher: null }
  }
  return {
    persistence: { kind: 'os-key-store', why: "Passwords and keys are encrypted with this computer's key store." },
    cipher: { encrypt, decrypt },
  }
}

// The asynchronous calls are the product's; the development runtime is older and has the synchronous ones only.
async function available(): Promise<boolean> {
  return typeof safeStorage.isAsyncEncryptionAvailable === 'function'
    ? safeStorage.isAsyncEncryptionAvailable()
    : safeStorage.isEncryptionAvailable()
}

async function encrypt(text: string): Promise<Buffer> {
  return typeof safeStorage.encryptStringAsync === 'function' ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
}

async function decrypt(bytes: Buffer): Promise<string> {
  if (typeof safeStorage.decryptStringAsync !== 'function') return safeStorage.decryptString(bytes)
  return (await safeStorage.decryptStringAsync(bytes)).result
}
