import type { ListReader } from './list-reader.ts'
import { proxyLogReader } from './proxy/read-proxy-log.ts'
import { cyclonedxReader } from './read-cyclonedx.ts'
import { oauthAppsReader } from './read-oauth-apps.ts'
import { shadowscanReader } from './read-shadowscan.ts'
import { registerReader } from './register/read-register.ts'

/** The kinds of list, by the value of the setting `kind`. */
const readers: Readonly<Record<string, ListReader>> = {
  register: registerReader,
  'proxy-log': proxyLogReader,
  'oauth-apps': oauthAppsReader,
  shadowscan: shadowscanReader,
  cyclonedx: cyclonedxReader,
}

export function readerOf(kind: string | undefined): ListReader | null {
  return kind !== undefined && Object.hasOwn(readers, kind) ? (readers[kind] ?? null) : null
}
