import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { botAt, botIndexOfIdentity, packageAt } from './copilot.ts'
import { flowAt, flowCount } from './flows.ts'
import type { Tenant } from './tenant.ts'

/** Above this many principals, the crowd that is no agent is left out of the key: whatever is listed and not in it is wrong. */
const longestKey = 10_000

const provider = 'microsoft-365'

/** What an inventory of this tenant must show, by native id. */
export function* tenantAnswers(tenant: Tenant, licensed: boolean): Generator<AnswerKeyEntry> {
  for (const [position, plan] of tenant.plans.entries()) {
    if (plan.answer.open) continue
    const principal = tenant.principalAt(position + tenant.resources.length)
    const joins =
      plan.archetype === 1
        ? [{ kind: 'copilot-studio-bot', value: botAt(tenant, 0).id }]
        : plan.archetype === 3 && licensed
          ? [{ kind: 'copilot-package-id', value: packageAt(tenant, 0).id }]
          : []
    yield answer({
      archetype: plan.archetype,
      provider,
      name: principal.name,
      nativeId: { kind: 'entra-object-id', value: principal.id },
      isAgent: plan.answer.isAgent,
      agentKind: plan.answer.agentKind ?? null,
      joins,
      expectedFactors: plan.answer.expectedFactors ?? [],
      expected: plan.answer.expected,
    })
  }
  const crowd = (range: readonly [number, number], isAgent: boolean, agentKind: string | null) =>
    Array.from({ length: range[1] - range[0] }, (_unused, offset) => {
      const principal = tenant.principalAt(range[0] + offset)
      const bot = agentKind === 'autonomous-agent' ? botIndexOfIdentity(tenant.size.bots, offset) : null
      const joins = bot === null ? [] : [{ kind: 'copilot-studio-bot', value: botAt(tenant, bot).id }]
      return answer({
        provider,
        name: principal.name,
        nativeId: { kind: 'entra-object-id', value: principal.id },
        isAgent,
        agentKind,
        joins,
      })
    })
  yield* crowd(tenant.ranges.aiApps, true, 'ai-application')
  yield* crowd(tenant.ranges.agentIdentities, true, 'autonomous-agent')
  if (tenant.principalCount <= longestKey) {
    yield* crowd(tenant.ranges.firstParty, false, null)
    yield* crowd(tenant.ranges.ordinary, false, null)
  }
  for (let index = 0; index < tenant.size.bots; index += 1) {
    const bot = botAt(tenant, index)
    const expected = bot.archetype === 17 ? 'critical' : null
    yield answer({
      archetype: bot.archetype,
      provider,
      name: bot.name,
      nativeId: { kind: 'copilot-studio-bot', value: bot.id },
      isAgent: true,
      agentKind: null,
      expected,
    })
  }
  for (let index = 0; index < flowCount(tenant); index += 1) {
    const flow = flowAt(tenant, index)
    yield answer({
      archetype: flow.archetype,
      provider,
      name: flow.name,
      nativeId: { kind: 'power-automate-flow', value: flow.id },
      isAgent: flow.isAgent,
      agentKind: flow.isAgent ? 'workflow' : null,
    })
  }
  for (let index = 0; licensed && index < tenant.size.packages; index += 1) {
    const entry = packageAt(tenant, index)
    yield answer({
      archetype: entry.archetype,
      provider,
      name: entry.name,
      nativeId: { kind: 'copilot-package-id', value: entry.id },
      isAgent: true,
    })
  }
}
