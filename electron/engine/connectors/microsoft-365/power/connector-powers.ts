import type { Power, Signal, Tool } from '../../../../../shared/domain/observation.ts'
import type { Action } from '../../../../../shared/domain/vocabulary.ts'
import { recognise } from '../../catalogue/recognise.ts'
import { type ConnectorGroup, connectorGroups } from './connector-table.ts'

const groups: ReadonlyMap<string, ConnectorGroup> = new Map(
  connectorGroups.flatMap((group) => group.connectors.split(' ').map((id) => [id, group] as const)),
)

/** A power for something the table does not know: a visible gap. */
export const unknownPower: Power = { action: 'execute', resource: 'unknown', sensitivity: 'unknown' }

/** What the first word of an operation's name allows; the first that fits wins. Providers number operations: `GetItems_V2`. */
const verbs: readonly { readonly verb: RegExp; readonly actions: readonly Action[] }[] = [
  { verb: /^(On|When|Trigger|Subscribe)/, actions: ['receive', 'read'] },
  { verb: /^(Send|Post(Message|Card)|Reply|Forward|Flag|Notify)/, actions: ['send'] },
  { verb: /^(Delete|Remove)/, actions: ['delete'] },
  { verb: /^(Create|Post|Put|Patch|Update|Add|Insert|Upsert|Set|Copy|Move|Append|Upload|Assign|Invite)/, actions: ['write'] },
  { verb: /^(Get|List|Search|Find|Read|Query|Retrieve|My|Http.*Get|Lookup|Export|Download)/i, actions: ['read'] },
]

/** `/providers/Microsoft.PowerApps/apis/shared_office365` → `office365`. */
function connectorName(id: string): string {
  return id
    .slice(id.lastIndexOf('/') + 1)
    .replace(/^shared_/, '')
    .toLowerCase()
}

/** The platform's own name for a prompt or model step, wherever it stands. */
const isModelOperation = (operation: string): boolean => /^aibuilderpredict_/i.test(operation)

/** What one use of a connector can do. */
function powersOfUse(connector: string, operation: string | null): readonly Power[] {
  if (operation !== null && isModelOperation(operation)) return [{ action: 'invoke', resource: 'model', sensitivity: 'unknown' }]
  const group = groups.get(connectorName(connector))
  if (group === undefined) return [unknownPower]
  const rule = operation === null ? undefined : verbs.find(({ verb }) => verb.test(operation))
  const [first] = group.powers
  if (rule === undefined || first === undefined) return group.powers
  // What starts a flow takes in what arrives and changes nothing, whatever else its connector can do.
  if (rule.actions.includes('receive')) return rule.actions.map((action) => ({ ...first, action }))
  const narrowed = group.powers.filter((power) => rule.actions.includes(power.action))
  return narrowed.length > 0 ? narrowed : group.powers
}

export const isInbound = (connector: string): boolean => groups.get(connectorName(connector))?.inbound === true

/** Why a use of a connector is a sign of AI; empty: it is none. */
export function aiSignals(connector: string, operation: string | null): readonly Signal[] {
  const name = connectorName(connector)
  if (operation !== null && isModelOperation(operation)) return [{ by: 'node-type', value: operation, certainty: 'certain' }]
  if (groups.get(name)?.ai) return [{ by: 'node-type', value: connector, certainty: 'certain' }]
  // A connector named like a product only suggests: anybody may name one.
  return recognise({ name: name.replace(/[-_]/g, ' ') }).map((signal) => ({ ...signal, certainty: 'suggested' as const }))
}

/** One use as a tool: `office365 · SendEmailV2`. */
export function toolOfUse(connector: string, operation: string | null, said?: string): Tool {
  const name = connectorName(connector)
  return {
    name: (operation === null ? name : `${name} · ${operation}`).slice(0, 500),
    ...(said ? { description: said.slice(0, 500) } : {}),
    powers: powersOfUse(connector, operation),
  }
}
