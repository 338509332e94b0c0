import type { AgentFilter } from '../../../../shared/contract/agents.ts'
import type { AuditScope } from '../../../../shared/domain/audit.ts'
import type { Connection } from '../../../../shared/domain/connection.ts'

/** Whether an agent belongs to an audit: by the connection that leads it, and by its business unit. */
export function isInScope(
  { businessUnits, connectionIds }: AuditScope,
  agent: { readonly connectionId: string; readonly businessUnit: string | null },
): boolean {
  if (connectionIds.length > 0 && !connectionIds.includes(agent.connectionId)) return false
  return businessUnits.length === 0 || (agent.businessUnit !== null && businessUnits.includes(agent.businessUnit))
}

/** Whether what a connection saw and asked belongs to it. A connection of no unit may hold agents of any. */
export function isConnectionInScope(
  { businessUnits, connectionIds }: AuditScope,
  connection: Pick<Connection, 'id' | 'businessUnit'>,
): boolean {
  if (connectionIds.length > 0) return connectionIds.includes(connection.id)
  return businessUnits.length === 0 || connection.businessUnit === null || businessUnits.includes(connection.businessUnit)
}

/** The same bound as a filter of the inventory. */
export function filterOf({ businessUnits, connectionIds }: AuditScope): AgentFilter {
  return {
    ...(businessUnits.length > 0 ? { businessUnit: [...businessUnits] } : {}),
    ...(connectionIds.length > 0 ? { connectionId: [...connectionIds] } : {}),
  }
}
