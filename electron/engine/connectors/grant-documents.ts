import type { GrantDocument } from '../../../shared/domain/grant-document.ts'
import type { Connector } from './connector.ts'
import { permissionNeeds } from './describe.ts'

const purposes = [
  { purpose: 'read', access: 'read' },
  { purpose: 'revoke', access: 'write' },
] as const

/**
 * The documents that grant what the declared calls take: for reading alone, and apart from it what revoking needs beside that.
 * None for a connector that asks for no permission.
 */
export function grantDocuments(connector: Connector): readonly GrantDocument[] {
  const needs = permissionNeeds(connector)
  return purposes.flatMap(({ purpose, access }) => {
    const wanted = needs.filter((need) => need.access === access).map((need) => need.permission)
    return (connector.grants ?? []).flatMap(({ id, title, format, takes = () => true, write, howTo }) => {
      const wish = { permissions: wanted.filter(takes), purpose }
      if (wish.permissions.length === 0) return []
      return [{ id: `${connector.id}-${purpose}-${id}`, title, format, purpose, text: write(wish), howTo: howTo(wish) }]
    })
  })
}
