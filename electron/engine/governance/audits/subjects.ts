import { gunzipSync, gzipSync } from 'node:zlib'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { type PolicySubject, type Principal, type Request, requestNumber, subjectOf } from '../../policy/principal.ts'

type Line = readonly [
  id: string,
  name: string,
  connection: number,
  policies: readonly string[],
  principal: number,
  requests: readonly number[],
]

interface Packed {
  readonly connections: readonly string[]
  readonly principals: readonly Principal[]
  readonly requests: readonly Request[]
  readonly agents: readonly Line[]
}

/** Gathers what policies look at of an audit's agents: equal attributes and equal requests stand in it once. */
export function packSubjects(): { add(agent: Agent): void; bytes(): Uint8Array } {
  const connections = numbered<string>((value) => value)
  const principals = numbered<Principal>((value) => JSON.stringify(value))
  const requests = numbered<Request>((value) => String(requestNumber(value)))
  const agents: Line[] = []
  return {
    add: (agent) => {
      if (agent.gone) return
      const subject = subjectOf(agent)
      agents.push([
        subject.id,
        subject.name,
        connections.of(subject.connectionId),
        subject.policyIds,
        principals.of(subject.principal),
        subject.requests.map(requests.of),
      ])
    },
    bytes: () => {
      const packed: Packed = { connections: connections.all, principals: principals.all, requests: requests.all, agents }
      return gzipSync(JSON.stringify(packed), { level: 1 })
    },
  }
}

/** What was packed, agent by agent. */
export function* unpackSubjects(bytes: Uint8Array): Iterable<PolicySubject> {
  const { connections, principals, requests, agents } = JSON.parse(gunzipSync(bytes).toString('utf8')) as Packed
  for (const [id, name, connection, policyIds, principal, asked] of agents) {
    const connectionId = connections[connection]
    const attributes = principals[principal]
    if (connectionId === undefined || attributes === undefined) continue
    yield { id, name, connectionId, policyIds, principal: attributes, requests: asked.flatMap((at) => requests[at] ?? []) }
  }
}

function numbered<T>(keyOf: (value: T) => string): { readonly all: readonly T[]; readonly of: (value: T) => number } {
  const numbers = new Map<string, number>()
  const all: T[] = []
  return {
    all,
    of: (value) => {
      const key = keyOf(value)
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, all.length)
      all.push(value)
      return all.length - 1
    },
  }
}
