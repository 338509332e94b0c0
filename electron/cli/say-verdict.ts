import { plain, say } from './print.ts'

interface Verdict {
  readonly ok: boolean
  readonly checks: readonly { readonly title: string; readonly state: 'passed' | 'failed' | 'not-checked'; readonly words: string }[]
  readonly cannotProve: readonly string[]
  readonly keys?: readonly { readonly keyId: string; readonly publicKey: string }[]
}

/** What was checked, what no check can prove, and whether it holds. */
export function sayVerdict({ ok, checks, cannotProve, keys = [] }: Verdict): void {
  for (const { state, title, words } of checks) say(`${state.padEnd(12)}${plain(title)}: ${plain(words)}`)
  for (const { keyId, publicKey } of keys) say(`Key ${keyId}: ${publicKey}`)
  for (const limit of cannotProve) say(`Cannot prove: ${plain(limit)}`)
  say(ok ? 'Verified.' : 'NOT verified.')
}
