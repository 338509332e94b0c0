import type { KeyObject } from 'node:crypto'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { isSignedBy, keyIdOf, publicKeyFrom } from './sign.ts'

export interface PublicKey {
  readonly keyId: string
  readonly publicKey: string
}

/** The keys whose signatures count, in the order in which they were met. */
export interface TrustedKeys {
  /** Takes in the key that an entry brings; null where it brings none that is new. */
  bringIn(entry: Pick<LedgerEntry, 'body'>): PublicKey | null
  trust(key: PublicKey): void
  has(keyId: string): boolean
  isSigned(signed: { readonly hash: string; readonly keyId: string; readonly signature: string }): boolean
  known(): readonly PublicKey[]
  ready(): Iterable<PublicKey & { readonly key: KeyObject }>
}

export function trustedKeys(from: readonly PublicKey[]): TrustedKeys {
  const keys = new Map<string, PublicKey & { readonly key: KeyObject }>()
  const trust = ({ keyId, publicKey }: PublicKey): boolean => {
    const key = publicKeyFrom(publicKey)
    if (key === null || keyIdOf(publicKey) !== keyId || keys.has(keyId)) return false
    keys.set(keyId, { keyId, publicKey, key })
    return true
  }
  for (const one of from) trust(one)
  return {
    bringIn: ({ body }) => {
      const publicKey = keyIn(body)
      const brought = publicKey === null ? null : { keyId: keyIdOf(publicKey), publicKey }
      return brought !== null && trust(brought) ? brought : null
    },
    trust: (key) => {
      trust(key)
    },
    has: (keyId) => keys.has(keyId),
    isSigned: ({ hash, keyId, signature }) => {
      const known = keys.get(keyId)
      return known !== undefined && isSignedBy(known.key, hash, signature)
    },
    known: () => [...keys.values()].map(({ keyId, publicKey }) => ({ keyId, publicKey })),
    ready: () => keys.values(),
  }
}

/** The key an opening entry brings in; null when its body does not hold one. */
function keyIn(body: unknown): string | null {
  try {
    const value: unknown = JSON.parse(String(body))
    if (typeof value !== 'object' || value === null || !('publicKey' in value) || typeof value.publicKey !== 'string') return null
    return value.publicKey
  } catch {
    return null
  }
}
