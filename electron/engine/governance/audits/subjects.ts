import { gunzipSync, gzipSync } from 'node:zlib'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { type PolicySubject, type Principal, subjectOf } from '../../policy/principal.ts'
import { type Request, requestOf } from '../../policy/request.ts'

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
  readonly requests: readonly Omit<Request, 'number'>[]
  readonly agents: readonly Line[]
}

/** Gathers what policies look at of an audit's agents: equal attributes and equal requests stand in it once. */
export function packSubjects(): { add(agent: Agent): void; bytes(): Uint8Array } {
  const connections = numbered<string>()
  // Attributes as text: there are nearly as many as agents, and they are written out as they are.
  const principals = numbered<string>()
  const requests = numbered<Request>()
  const agents: string[] = []
  return {
    add: (agent) => {
      if (agent.gone) return
      const subject = subjectOf(agent)
      const line: Line = [
        subject.id,
        subject.name,
        connections.of(subject.connectionId),
        subject.policyIds,
        principals.of(JSON.stringify(subject.principal)),
        subject.requests.map(requests.of),
      ]
      agents.push(JSON.stringify(line))
    },
    bytes: () => {
      const asked = requests.all().map(({ number: _, ...request }) => request)
      const known = `"connections":${JSON.stringify(connections.all())},"requests":${JSON.stringify(asked)}`
      const packed = `{${known},"principals":[${principals.all().join()}],"agents":[${agents.join()}]}`
      return gzipSync(packed, { level: 1 })
    },
  }
}

/** What was packed, agent by agent. */
export function* unpackSubjects(bytes: Uint8Array): Iterable<PolicySubject> {
  const { connections, principals, requests, agents } = JSON.parse(gunzipSync(bytes).toString('utf8')) as Packed
  const asks = requests.map(requestOf)
  for (const [id, name, connection, policyIds, principal, asked] of agents) {
    const connectionId = connections[connection]
    const attributes = principals[principal]
    if (connectionId === undefined || attributes === undefined) continue
    yield {
      id,
      name,
      connectionId,
      policyIds,
      principal: attributes,
      // Most selectors do not ask for them.
      get requests() {
        return asked.flatMap((at) => asks[at] ?? [])
      },
    }
  }
}

function numbered<T>(): { readonly all: () => readonly T[]; readonly of: (value: T) => number } {
  const numbers = new Map<T, number>()
  return {
    all: () => [...numbers.keys()],
    of: (value) => {
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, numbers.size)
      return numbers.size - 1
    },
  }
}
