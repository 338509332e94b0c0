import type { Agent } from './agent.ts'
import { agentKinds, autonomyLevels, environments, exposures, resourceClasses, sensitivities, traits } from './vocabulary.ts'

/** A field that agents are selected by; `values` where they are a closed list. */
export interface SelectorField {
  readonly id: string
  readonly title: string
  readonly values: readonly string[] | null
}

/** Everything agents can be selected by. A capability's data counts wherever the agent reaches it. */
export const selectorFields = [
  { id: 'businessUnits', title: 'Business unit', values: null },
  { id: 'kinds', title: 'Kind', values: agentKinds },
  { id: 'connectionIds', title: 'Connection', values: null },
  { id: 'dataClasses', title: 'Data it reaches', values: resourceClasses },
  { id: 'sensitivities', title: 'Sensitivity of that data', values: sensitivities },
  { id: 'exposures', title: 'Who may use it', values: exposures },
  { id: 'autonomy', title: 'At least this autonomous', values: autonomyLevels },
  { id: 'environments', title: 'Environment', values: environments },
  { id: 'traits', title: 'Facts seen', values: traits },
] as const satisfies readonly SelectorField[]

export type SelectorFieldId = (typeof selectorFields)[number]['id']

/**
 * Which agents a policy applies to by itself: those that have, for each field named, one of its values. Without any field: every
 * agent. `null` in its place: none but those that a decision brings under it.
 */
export type Selector = Readonly<Partial<Record<SelectorFieldId, readonly string[]>>>

/** What an agent has of each field; of these, one must be named. */
export type Selectable = Readonly<Record<SelectorFieldId, readonly string[]>>

export function selectableOf(agent: Agent): Selectable {
  return {
    businessUnits: [agent.businessUnit ?? 'unknown'],
    kinds: [agent.kind],
    connectionIds: [agent.connectionId],
    dataClasses: [...new Set(agent.capabilities.map(({ resource }) => resource))].sort(),
    sensitivities: [...new Set(agent.capabilities.map(({ sensitivity }) => sensitivity))].sort(),
    exposures: [agent.exposure],
    // How autonomous it may be counts: it has every level up to its ceiling.
    autonomy: autonomyLevels.slice(0, autonomyLevels.indexOf(agent.autonomy.ceiling) + 1),
    environments: [agent.environment],
    traits: [...agent.traits].sort(),
  }
}

/** Whether something with these values is selected; `null`: nothing is by itself. */
export function isSelected(selector: Selector | null, valuesOf: (field: SelectorFieldId) => readonly string[]): boolean {
  if (selector === null) return false
  return selectorFields.every(({ id }) => {
    const wanted = selector[id]
    return wanted === undefined || valuesOf(id).some((value) => wanted.includes(value))
  })
}

/** A selector in words: `kind coding-agent or workflow, and exposure public`. */
export function selectorWords(selector: Selector | null): string {
  if (selector === null) return 'agents that a decision brings under it'
  const parts = selectorFields.flatMap(({ id, title }) => {
    const values = selector[id]
    return values === undefined ? [] : [`${title.toLowerCase()}: ${values.join(' or ')}`]
  })
  return parts.length === 0 ? 'every agent' : parts.join(', and ')
}
