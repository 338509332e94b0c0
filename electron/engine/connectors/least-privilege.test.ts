import { describe, expect, it } from 'vitest'
import type { Connector } from './connector.ts'
import { permissionNeeds } from './describe.ts'
import { connectors } from './registry.ts'
import { isStrong, unavoidable } from './strong-permissions-for-test.ts'

const asked = (connector: Connector, access: 'read' | 'write') =>
  new Set(permissionNeeds(connector).flatMap((need) => (need.access === access ? [need.permission] : [])))

describe.each(connectors)('$id', (connector) => {
  const { calls, steps } = connector

  it.each(['read', 'write'] as const)('asks to %s for exactly what the declared calls take', (access) => {
    const declared = calls.flatMap(({ access: own, forRevoking, permissions, fuller = {} }) =>
      (forRevoking ? 'write' : own) === access ? [...permissions.slice(0, 1), ...Object.keys(fuller)] : [],
    )
    expect([...asked(connector, access)].toSorted()).toEqual([...new Set(declared)].toSorted())
  })

  it('asks for no reading that no call of a step, the probe or a revocation makes', () => {
    const known = new Set(calls.map(({ id }) => id))
    expect(steps.flatMap((step) => step.calls).filter((id) => !known.has(id))).toEqual([])
    const revoking = new Set(calls.flatMap(({ id, forRevoking }) => (forRevoking ? [id] : [])))
    expect(steps.flatMap((step) => step.calls).filter((id) => revoking.has(id))).toEqual([])
  })

  it('reads with no permission to change anything, unless the provider has none narrower', () => {
    const wide = [...asked(connector, 'read')].filter(isStrong)
    expect(wide.toSorted()).toEqual(Object.keys(unavoidable[connector.id] ?? {}).toSorted())
  })

  it('lets no step make a call that writes, and no reading call change anything by its verb', () => {
    const writing = new Set(calls.flatMap(({ id, access }) => (access === 'write' ? [id] : [])))
    expect(steps.flatMap((step) => step.calls.filter((id) => writing.has(id)))).toEqual([])
    const verbs = calls.filter(({ access, method }) => access === 'read' && method !== 'GET')
    expect(verbs.flatMap(({ id, method, readsByPost = '' }) => (method === 'POST' && readsByPost !== '' ? [] : [id]))).toEqual([])
    // Where the path does not name the operation, something else must, or the gate could not tell a read from a write.
    const paths = new Set(calls.flatMap(({ access, method, path, host }) => (access === 'write' ? [`${method} ${host} ${path}`] : [])))
    expect(
      verbs.flatMap(({ id, method, path, host, named }) => (named === undefined && paths.has(`${method} ${host} ${path}`) ? [id] : [])),
    ).toEqual([])
  })
})

it('excuses no permission of a connector that is not there', () => {
  const ids = new Set(connectors.map(({ id }) => id))
  expect(Object.keys(unavoidable).filter((id) => !ids.has(id))).toEqual([])
})
