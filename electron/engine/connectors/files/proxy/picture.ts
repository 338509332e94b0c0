import type { ServiceOfHost } from '../../catalogue/service-of-host.ts'
import { createHostMemory } from './host-memory.ts'
import type { LineValues } from './line-layout.ts'

/** What one department did with one service. People are counted by a hash with a salt of this run; no name is kept. */
export interface Cell {
  requests: number
  blocked: number
  sent: number
  received: number
  readonly people: Set<number>
}

export interface ServiceUse {
  readonly service: ServiceOfHost
  readonly hosts: Set<string>
  readonly departments: Map<string, Cell>
  readonly people: Set<number>
  first: number | null
  last: number | null
}

/** The service-by-department picture, grown line by line. Bounded whatever the log holds. */
export interface Picture {
  readonly services: ReadonlyMap<string, ServiceUse>
  /** More people than are counted one by one: figures are then at least these. */
  readonly overflowed: boolean
  /** The service that the host written at a place in a chunk belongs to. */
  serviceAt(bytes: Buffer, from: number, to: number): ServiceOfHost | null
  add(service: ServiceOfHost, host: string, values: LineValues): void
}

const mostDepartments = 300
const mostPeople = 2_000_000
const hostsShown = 50

export const noDepartment = 'unknown department'
const otherDepartments = 'other departments'

export function createPicture(options: { readonly salt: number; readonly departmentOf: (user: string) => string | null }): Picture {
  const services = new Map<string, ServiceUse>()
  const departments = new Map<string, string>()
  const times = { text: '', ms: null as number | null }
  let counted = 0
  let overflowed = false

  const departmentName = (raw: string): string => {
    const before = departments.get(raw)
    if (before !== undefined) return before
    const name = raw.trim().slice(0, 100)
    const named = name === '' || name === '-' ? noDepartment : name
    if (departments.size >= mostDepartments) return otherDepartments
    departments.set(raw, named)
    return named
  }

  const count = (people: Set<number>, hash: number): void => {
    if (counted >= mostPeople) {
      overflowed = true
      return
    }
    const before = people.size
    people.add(hash)
    counted += people.size - before
  }

  return {
    services,
    get overflowed() {
      return overflowed
    },
    serviceAt: createHostMemory(),
    add: (service, host, values) => {
      const { product } = service
      const name = `${product.vendor}: ${product.product}`
      let use = services.get(name)
      if (use === undefined) {
        use = { service, hosts: new Set(), departments: new Map(), people: new Set(), first: null, last: null }
        services.set(name, use)
      }
      if (use.hosts.size < hostsShown) use.hosts.add(host.toLowerCase())
      const user = values.user === '-' ? '' : values.user
      const told = values.department === '' ? (user === '' ? null : options.departmentOf(user)) : departmentName(values.department)
      const department = told ?? noDepartment
      let cell = use.departments.get(department)
      if (cell === undefined) {
        cell = { requests: 0, blocked: 0, sent: 0, received: 0, people: new Set() }
        use.departments.set(department, cell)
      }
      if (isBlocked(values.action)) cell.blocked += 1
      else {
        cell.requests += 1
        const who = user || values.client
        if (who !== '') {
          const hash = hashOf(who, options.salt)
          count(cell.people, hash)
          count(use.people, hash)
        }
      }
      cell.sent += wholeNumber(values.sent)
      cell.received += wholeNumber(values.received)
      if (values.time !== times.text) {
        times.text = values.time
        times.ms = timeOf(times.text)
      }
      if (times.ms !== null) {
        use.first = use.first === null ? times.ms : Math.min(use.first, times.ms)
        use.last = use.last === null ? times.ms : Math.max(use.last, times.ms)
      }
    },
  }
}

const blocked = /block|den(y|ied)|drop|reset|refus|^true$/i
const isBlocked = (action: string): boolean => action !== '' && blocked.test(action)

function wholeNumber(text: string): number {
  let value = 0
  for (let at = 0; at < text.length && at < 15; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  return value
}

/** FNV-1a over the characters in lower case, in 30 bits; `salt` differs from run to run, so that a hash says nothing outside it. */
function hashOf(text: string, salt: number): number {
  let hash = (2_166_136_261 ^ salt) >>> 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    hash = Math.imul(hash ^ (code >= 65 && code <= 90 ? code + 32 : code), 16_777_619)
  }
  hash ^= hash >>> 15
  return (Math.imul(hash, 0x2c1b3c6d) >>> 2) & 0x3fffffff
}

/** Milliseconds of a log's time; without a zone it is taken for UTC. Null where it is not understood, names no year, or lies outside any log's life. */
function timeOf(text: string): number | null {
  const ms = millisOf(text.replace(/^\[|\]$/g, '').slice(0, 60))
  return Number.isFinite(ms) && ms > 9e11 && ms < 4e12 ? ms : null
}

const zoned = /(Z|GMT|UTC|[+-]\d{2}:?\d{2})$/

function millisOf(text: string): number {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Number(text) * 1000
  if (/^\d{13}$/.test(text)) return Number(text)
  if (!/\d{4}/.test(text)) return Number.NaN
  if (zoned.test(text)) return Date.parse(text)
  return Date.parse(/^\d{4}-\d{2}-\d{2}[ T]\d/.test(text) ? `${text.replace(' ', 'T')}Z` : `${text} UTC`)
}
