import type { Failure } from '../../../../../shared/base/failure.ts'
import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import { type Batch, complete, partial, type Step, type StepContext, skipped } from '../../connector.ts'
import { endAfter } from '../ends.ts'
import { freshQuarantine } from '../power/fresh-quarantine.ts'
import { agentTypes, cloudFlowType, inventoryRows } from '../power/inventory.ts'
import type { Surroundings } from '../power/observe-bot.ts'
import { observeInventoryFlow } from '../power/observe-flow.ts'
import { observeInventoryAgent } from '../power/observe-inventory-agent.ts'
import type { ResourceRow } from '../power/schema.ts'
import { surroundings } from '../power/surroundings.ts'
import { hasAdministrator } from '../settings.ts'

export const agentInventory: Step = {
  id: 'agent-inventory',
  title: 'Agents of the whole tenant',
  yields: 'agents and agent flows of every environment, with owner, sign-in, sharing, channels, model, connectors and quarantine',
  after: [],
  calls: ['inventory', 'environments', 'data-policies'],
  hides: 'agents in environments that are not read one by one, and which agents are in quarantine',
  owns: [
    { kind: 'subject', keyPrefix: 'studio:' },
    { kind: 'ownership', keyPrefix: 'studio-owner:' },
    { kind: 'subject', keyPrefix: 'studio-flow:' },
    { kind: 'ownership', keyPrefix: 'studio-flow-owner:' },
  ],
  run: (context) =>
    inventoryStep(context, agentTypes, (row, around) =>
      row.type.toLowerCase() === agentTypes[0]
        ? observeInventoryAgent(row, around, (environment, bot) => freshQuarantine(context, environment, bot))
        : observeInventoryFlow(row, around),
    ),
}

export const flowInventory: Step = {
  id: 'flow-inventory',
  title: 'Flows of the whole tenant',
  yields: 'cloud flows with steps of AI',
  after: ['agent-inventory'],
  calls: ['inventory', 'environments', 'data-policies'],
  hides: 'steps of AI in flows of environments that are not read one by one',
  owns: [
    { kind: 'subject', keyPrefix: 'studio-cloud:' },
    { kind: 'ownership', keyPrefix: 'studio-cloud-owner:' },
  ],
  async *run(context) {
    let rows = 0
    const end = yield* inventoryStep(context, [cloudFlowType], (row, around) => {
      rows += 1
      return observeInventoryFlow(row, around)
    })
    if (end.state !== 'complete' || rows > 0 || context.cursor !== null || !sawAgents(context)) return end
    return partial(
      'no cloud flow came at all; to an AI Reader or AI Administrator none is shown. If that is the role of this administrator, sign in as a Global Reader',
    )
  },
}

function sawAgents(context: StepContext): boolean {
  for (const { key } of context.seen('subject')) if (key.startsWith('studio:')) return true
  return false
}

async function* inventoryStep(
  context: StepContext,
  types: readonly string[],
  observe: (row: ResourceRow, around: Surroundings | null) => readonly Observation[],
): AsyncGenerator<Batch, StepEnd> {
  if (context.settings.export) return skipped('not-configured', 'recorded pages hold no tenant-wide inventory')
  const around = await surroundings(context)
  let seen = 0
  for await (const page of inventoryRows(context, types, context.cursor)) {
    if (!page.ok) return refusedOr(context, page.failure, seen)
    const { rows, keptAside, call, next, total } = page.value
    seen += 1
    yield {
      observations: rows.flatMap((row) => observe(row, around(row.properties.environmentId))),
      call,
      cursor: next,
      keptAside,
      ...(total === null ? {} : { expected: total }),
    }
  }
  return complete
}

/** An application is refused whatever it was granted: the inventory answers people only. */
function refusedOr(context: StepContext, failure: Failure, seen: number): StepEnd {
  if (failure.code !== 'permission-missing') return endAfter(failure, seen)
  const person = hasAdministrator(context.settings)
  const missing = person
    ? 'Power Platform API: ResourceQuery.Resources.Read (and the role AI Reader, Global Reader or Power Platform Administrator)'
    : 'a signed-in administrator'
  return {
    state: 'denied',
    missing,
    why: person
      ? 'the provider did not show this person the inventory of the tenant'
      : 'the inventory of the tenant answers a signed-in administrator only, never an application, whatever it was granted',
    failure: {
      ...failure,
      next: person
        ? `Grant ${missing}, and scan again.`
        : 'Choose a Power Platform sign-in in the settings of this connection, and scan again.',
    },
  }
}
