import type { ConnectorInfo, PermissionNeed } from '../../../shared/domain/connection.ts'
import type { Connector } from './connector.ts'

/** What the window, the command line and the guides need to know of a connector; all of it derived from its declaration. */
export function describeConnector(connector: Connector): ConnectorInfo {
  return {
    id: connector.id,
    title: connector.title,
    summary: connector.summary,
    category: connector.category,
    fields: connector.fields,
    signIn: connector.signIn,
    permissions: permissionNeeds(connector),
    steps: connector.steps.map(({ id, title, yields, hides }) => ({ id, title, yields, hides })),
    canRevoke: connector.revoke !== undefined,
  }
}

/**
 * The least-privilege list: exactly the permissions of the declared calls, reading apart from writing. Where a call names
 * several permissions any one suffices; the first, narrowest one is asked for.
 */
export function permissionNeeds(connector: Connector): readonly PermissionNeed[] {
  const needs = new Map<string, PermissionNeed>()
  for (const call of connector.calls) {
    const permission = call.permissions[0]
    if (permission === undefined || call.access === 'sign-in') continue
    const key = `${call.access} ${permission}`
    const earlier = needs.get(key)
    const hides = hiddenBy(connector, call.id)
    needs.set(key, {
      permission,
      access: call.access,
      why: earlier === undefined ? call.why : joined(earlier.why, call.why),
      hides: earlier === undefined ? hides : joined(earlier.hides, hides),
    })
  }
  return [...needs.values()]
}

function hiddenBy(connector: Connector, callId: string): string {
  return [...new Set(connector.steps.filter((step) => step.calls.includes(callId)).map((step) => step.hides))].join('; ')
}

function joined(first: string, second: string): string {
  if (first === '' || second === '' || first.includes(second)) return first === '' ? second : first
  return `${first}; ${second}`
}
