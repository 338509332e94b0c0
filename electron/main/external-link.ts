import hosts from './external-hosts.json' with { type: 'json' }

const listed: ReadonlySet<string> = new Set(hosts)

/** Whether a link may be handed to the system's browser: https, a listed host by its exact name, nothing hidden in it. */
export function externalLinkAllowed(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === 'https:' && listed.has(url.hostname) && url.port === '' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
