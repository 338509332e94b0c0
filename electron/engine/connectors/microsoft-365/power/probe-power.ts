import type { Result } from '../../../../../shared/base/result.ts'
import type { ConnectorContext, Reply } from '../../connector.ts'
import { send } from '../graph.ts'
import { hasAdministrator } from '../settings.ts'
import { environments, tablePlaces } from './environments.ts'
import { agentTypes, inventoryRows } from './inventory.ts'

/** One right to be asked for, and how that went; `unasked` says why nobody was asked. */
export interface PowerCheck {
  readonly call: string
  readonly hides: string
  readonly answer: Result<Reply | null> | { readonly unasked: string; readonly missing: boolean }
}

const tables = [
  { call: 'bots', select: 'botid', hides: 'the agents built in an environment' },
  { call: 'bot-components', select: 'name', hides: 'which knowledge and tools those agents have' },
  { call: 'flows', select: 'workflowid', hides: 'flows with steps of AI' },
  { call: 'connection-references', select: 'connectorid', hides: 'which systems their tools reach' },
] as const

/** The cheapest call for each right on the power platform; the tables are asked in the first environment that has any. */
export async function probePower(context: ConnectorContext): Promise<readonly PowerCheck[]> {
  const listed = await environments(context)
  const platform: readonly PowerCheck[] = [
    {
      call: 'environments',
      hides: 'in which environments anybody may build agents and flows',
      answer: listed.ok ? { ok: true, value: null } : listed,
    },
    { call: 'inventory', hides: 'the agents and flows of the whole tenant', answer: await inventoryAnswer(context) },
  ]
  const places = await tablePlaces(context)
  const place = places.ok ? places.value.items.find(({ host }) => host !== null) : undefined
  if (!place?.host) {
    const unasked = places.ok ? 'no environment has tables' : 'which environments there are is not known'
    return [...platform, ...tables.map(({ call, hides }): PowerCheck => ({ call, hides, answer: { unasked, missing: false } }))]
  }
  const { host } = place
  const asked = tables.map(async ({ call, select, hides }): Promise<PowerCheck> => {
    return { call, hides, answer: await send(context, call, { host, query: { $top: '1', $select: select } }) }
  })
  return [...platform, ...(await Promise.all(asked))]
}

async function inventoryAnswer(context: ConnectorContext): Promise<PowerCheck['answer']> {
  if (!hasAdministrator(context.settings))
    return { unasked: 'it answers a signed-in administrator only; choose a Power Platform sign-in', missing: true }
  for await (const page of inventoryRows(context, agentTypes.slice(0, 1), null)) return page.ok ? { ok: true, value: null } : page
  return { ok: true, value: null }
}
