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
    calls: connector.calls.map(({ method, host, path, why, access }) => ({ method, path: `${host ?? ''}${path}`, why, access })),
    neverReads: connector.neverReads ?? [],
    steps: connector.steps.map(({ id, title, yields, hides }) => ({ id, title, yields, hides })),
    canRevoke: connector.revoke !== undefined,
  }
}

/**
 * The least-privilege list: exactly the permissions of the declared calls, reading apart from writing. Where a call names
 * several permissions any one suffices; the first, narrowest one is asked for, and what makes its reply whole.
 */
export function permissionNeeds(connector: Connector): readonly PermissionNeed[] {
  const asked = connector.calls.flatMap(({ id, access: own, forRevoking, permissions: [first], fuller = {}, why }) => {
    if (own === 'sign-in') return []
    const access = forRevoking ? 'write' : own
    const needed = first === undefined ? [] : [{ permission: first, access, why, hides: hiddenBy(connector, id) }]
    return [...needed, ...Object.entries(fuller).map(([permission, hides]) => ({ permission, access, why, hides: [hides] }))]
  })
  const byPermission = Map.groupBy(asked, ({ access, permission }) => `${access} ${permission}`)
  return [...byPermission.values()].flatMap((calls) =>
    calls.slice(0, 1).map(({ permission, access }) => ({
      permission,
      access,
      why: joined(calls.map(({ why }) => why)),
      hides: joined(calls.flatMap(({ hides }) => hides)),
      fix: connector.howToGrant?.(permission) ?? `Grant ${permission} to what this source signs in with.`,
    })),
  )
}

function hiddenBy(connector: Connector, callId: string): readonly string[] {
  return connector.steps.filter((step) => step.calls.includes(callId)).map((step) => step.hides)
}

/** Each once, in the order in which they come. */
function joined(parts: readonly string[]): string {
  return [...new Set(parts)].join('; ')
}
