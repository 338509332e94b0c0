/**
 * Hosts no connector may reach whatever its settings say: link-local addresses and the metadata services of clouds, which
 * hand out machine credentials to anybody who asks. Loopback and private ranges stay allowed: servers of the house live there.
 * A host name that resolves to such an address is out of reach of this check; base addresses come from a person, not a reply.
 */
const metadataNames = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data', 'instance-data.ec2.internal'])
const metadataAddresses = new Set(['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'])

/** Why a host is refused, in words, or null when it may be reached. `hostname` as the WHATWG URL parser normalised it. */
export function refusedHost(hostname: string): string | null {
  const host = hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[|\]$/g, '')
  if (host === '') return 'the address has no host'
  if (metadataNames.has(host) || metadataAddresses.has(host)) return 'cloud metadata services are never asked'
  const v4 = embeddedV4(host) ?? host
  if (metadataAddresses.has(v4)) return 'cloud metadata services are never asked'
  if (/^169\.254\./.test(v4) || /^fe[89ab][0-9a-f]:/.test(host)) return 'link-local addresses are never asked'
  if (v4 === '0.0.0.0' || host === '::') return 'the unspecified address is never asked'
  return null
}

/** The IPv4 address inside an IPv4-mapped, IPv4-compatible or NAT64 IPv6 address, as the URL parser writes them in hex. */
function embeddedV4(host: string): string | null {
  const match = /^(?:::ffff:|::ffff:0:|64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host)
  if (match === null) return null
  const high = Number.parseInt(match[1] ?? '0', 16)
  const low = Number.parseInt(match[2] ?? '0', 16)
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(embeddedV4(host) ?? host)
}
