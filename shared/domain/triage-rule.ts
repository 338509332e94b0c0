import type { DecisionAction } from './decision.ts'
import {
  agentKinds,
  autonomyLevels,
  bands,
  certainties,
  environments,
  exposures,
  ownerStates,
  resourceClasses,
  sensitivities,
  shadowStatuses,
  traits,
} from './vocabulary.ts'

/** A fact that a rule asks for by a list of values, of which one must be there. `values` where they are a closed list. */
export interface RuleField {
  readonly id: string
  readonly title: string
  readonly values: readonly string[] | null
}

/** Facts a rule can ask for. What was not looked up meets none of them: unknown is not none. */
export const ruleFields = [
  { id: 'statuses', title: 'State', values: shadowStatuses },
  { id: 'bands', title: 'Risk', values: bands },
  { id: 'kinds', title: 'Kind', values: agentKinds },
  { id: 'certainties', title: 'Recognition', values: certainties },
  { id: 'ownerStates', title: 'Owner', values: ownerStates },
  { id: 'autonomyAtMost', title: 'At most this autonomous', values: autonomyLevels },
  { id: 'exposures', title: 'Who may use it', values: exposures },
  { id: 'environments', title: 'Environment', values: environments },
  { id: 'dataClasses', title: 'Data it reaches', values: resourceClasses },
  { id: 'sensitivities', title: 'Sensitivity of that data', values: sensitivities },
  { id: 'traits', title: 'Facts seen', values: traits },
  { id: 'providers', title: 'Provider', values: null },
  { id: 'businessUnits', title: 'Business unit', values: null },
] as const satisfies readonly RuleField[]

export type RuleFieldId = (typeof ruleFields)[number]['id']

/** Facts that are there or not. */
export const ruleFlags = [
  { id: 'onlyReads', title: 'It only reads' },
  { id: 'firstParty', title: 'It is the provider’s own' },
  { id: 'publisherVerified', title: 'Its publisher is verified' },
  { id: 'seenWhole', title: 'Everything that feeds it was seen' },
] as const

export type RuleFlagId = (typeof ruleFlags)[number]['id']

/** Everything that must hold; what is not named does not matter. */
export type RuleConditions = Readonly<Partial<Record<RuleFieldId, readonly string[]>>> &
  Readonly<Partial<Record<RuleFlagId, boolean>>> & {
    /** Its use is known, and was last seen at least so many days ago. */
    readonly idleDays?: number
  }

/** What a rule may suggest. An undo is nobody's first thought. */
export const suggestedActions = [
  'approve',
  'policy',
  'accept-risk',
  'assign-owner',
  'review',
  'reject',
  'revoke',
  'not-ai',
] as const satisfies readonly DecisionAction[]

export type SuggestedAction = (typeof suggestedActions)[number]

/** A thought about agents of which something is known: it is shown with its reason, and never decides. */
export interface TriageRule {
  readonly id: string
  readonly title: string
  readonly on: boolean
  readonly when: RuleConditions
  readonly suggest: SuggestedAction
  readonly because: string
}

/** A rule's conditions in words: `State: lapsed or rejected, and it only reads`. */
export function conditionWords(when: RuleConditions): string {
  const fields = ruleFields.flatMap(({ id, title }) => {
    const values = when[id]
    return values === undefined || values.length === 0 ? [] : [`${title.toLowerCase()}: ${values.join(' or ')}`]
  })
  const flags = ruleFlags.flatMap(({ id, title }) => {
    const wanted = when[id]
    return wanted === undefined ? [] : [wanted ? title.charAt(0).toLowerCase() + title.slice(1) : `not: ${title.toLowerCase()}`]
  })
  const idle = when.idleDays === undefined ? [] : [`not used for ${when.idleDays} days`]
  const parts = [...fields, ...flags, ...idle]
  return parts.length === 0 ? 'any agent' : parts.join(', and ')
}
