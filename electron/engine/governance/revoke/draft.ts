import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Connection } from '../../../../shared/domain/connection.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { Connector } from '../../connectors/connector.ts'
import type { Revoking } from '../governing.ts'
import { guarded } from './guarded.ts'

/** What all connectors together say it takes. */
export interface Draft {
  readonly calls: readonly PlannedCall[]
  readonly manual: readonly ManualStep[]
  readonly peopleAffected: readonly string[]
  readonly cannotBeUndone: readonly string[]
  readonly permissionsWanted: readonly string[]
}

const empty: Draft = { calls: [], manual: [], peopleAffected: [], cannotBeUndone: [], permissionsWanted: [] }

/** Asks the connector of each system the agent lives in for its exact calls, reading the present state and writing nothing. */
export async function draftFor(revoking: Revoking, agent: Agent): Promise<Result<Draft>> {
  const places = Map.groupBy(revoking.store.agents.members(agent.id), (member) => member.connectionId)
  let draft = empty
  for (const [connectionId, members] of places) {
    const keys = members.map((member) => member.subjectKey)
    const part = await draftOf(revoking, agent, connectionId, keys)
    if (!part.ok) return part
    draft = joined(draft, part.value)
  }
  if (draft.calls.length > 0 || draft.manual.length > 0) return ok(draft)
  return fail('conflict', 'There is nothing left to revoke: no system offers a call or a step for this agent.', {
    subject: agent.id,
    next: 'Scan again to see its present state.',
  })
}

async function draftOf(revoking: Revoking, agent: Agent, connectionId: string, subjectKeys: readonly string[]): Promise<Result<Draft>> {
  const { store, connectorOf, contextFor } = revoking
  const connection = store.connections.get(connectionId)
  const connector = connection === null ? null : connectorOf(connection.provider)
  const revoker = connector?.revoke
  if (connection === null || connector === null || revoker === undefined) return ok({ ...empty, manual: [byHand(agent, connection)] })
  const target = { agent, connectionId, subjectKeys, grantKeys: grantKeysOf(revoking, connectionId, subjectKeys) }
  const planned = await guarded(() => revoker.plan(target, contextFor(connection, { access: 'read' })))
  if (!planned.ok) return planned
  const { calls, manual, peopleAffected, cannotBeUndone } = planned.value
  return ok({
    calls: calls.map((call, index) => ({ ...call, id: `${connectionId}/${index + 1}`, connectionId })),
    manual,
    peopleAffected,
    cannotBeUndone,
    permissionsWanted: permissionsOf(
      connector,
      calls.map((call) => call.callId),
    ),
  })
}

function grantKeysOf({ store }: Revoking, connectionId: string, subjectKeys: readonly string[]): readonly string[] {
  return subjectKeys.flatMap((key) =>
    store.observations
      .about(connectionId, key)
      .filter((seen) => !seen.gone && seen.observation.kind === 'grant')
      .map((seen) => seen.observation.key),
  )
}

function permissionsOf(connector: Connector, callIds: readonly string[]): readonly string[] {
  const wanted = connector.calls.filter((call) => callIds.includes(call.id) && call.permissions.length > 0)
  return [...new Set(wanted.map((call) => call.permissions.join(' or ')))]
}

function byHand(agent: Agent, connection: Connection | null): ManualStep {
  const where = connection?.label ?? 'the system it was found in'
  return {
    title: `Switch it off by hand in ${where}`,
    where,
    how: [
      `Find “${agent.name}” on ${agent.platform}.`,
      'Disable or remove it there.',
      'Scan again: the cockpit then shows whether it is gone.',
    ],
  }
}

function joined(one: Draft, other: Draft): Draft {
  return {
    calls: [...one.calls, ...other.calls],
    manual: [...one.manual, ...other.manual],
    peopleAffected: [...new Set([...one.peopleAffected, ...other.peopleAffected])],
    cannotBeUndone: [...one.cannotBeUndone, ...other.cannotBeUndone],
    permissionsWanted: [...new Set([...one.permissionsWanted, ...other.permissionsWanted])],
  }
}
