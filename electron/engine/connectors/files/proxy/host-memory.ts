import { type ServiceOfHost, serviceOfHost } from '../../catalogue/service-of-host.ts'

interface Remembered {
  /** One character a byte. */
  readonly host: string
  readonly service: ServiceOfHost | null
}

const mostHosts = 100_000
const longestHost = 253

/**
 * The service that the host at a place in a chunk of bytes belongs to; null: nobody's in the catalogue. Logs name the same hosts over and
 * over: one that was seen is found again by its bytes, without making text of them. One host is remembered for each hash, so that a log
 * made to collide costs time and no memory.
 */
export function createHostMemory(): (bytes: Buffer, from: number, to: number) => ServiceOfHost | null {
  const known = new Map<number, Remembered>()
  return (bytes, from, to) => {
    if (to - from > longestHost) return null
    const hash = hashOf(bytes, from, to)
    const before = known.get(hash)
    if (before !== undefined && same(before.host, bytes, from, to)) return before.service
    if (known.size >= mostHosts) known.clear()
    const host = bytes.toString('latin1', from, to)
    const service = serviceOfHost(host.toLowerCase())
    known.set(hash, { host, service })
    return service
  }
}

/** FNV-1a in 30 bits, so that it stays a small integer. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 2_166_136_261
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 16_777_619)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

function same(host: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (host.length !== to - from) return false
  for (let at = 0; at < host.length; at += 1) if (host.charCodeAt(at) !== bytes[from + at]) return false
  return true
}
