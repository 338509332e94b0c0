import {
  actions,
  agentKinds,
  autonomyLevels,
  certainties,
  environments,
  exposures,
  ownerStates,
  reaches,
  resourceClasses,
  sensitivities,
  traits,
} from './vocabulary.ts'

/** An attribute that statements may name: its type, what it means, and its values where they are a closed list. */
export interface PolicyAttribute {
  readonly name: string
  readonly type: 'String' | 'Long' | 'Bool' | 'Set<String>'
  readonly words: string
  readonly values: readonly (string | number | boolean)[] | null
}

/** Where a permission comes from, as `permissionKinds` says it. */
const permissionKinds = ['application-permission', 'delegated-permission', 'tool', 'credential', 'data-source', 'trigger'] as const

const levels = autonomyLevels.map((_, level) => level)
const yesNo = [true, false] as const

/** The action asked for the agent as a whole: may it be in service at all? Statements about owner, exposure or autonomy name it. */
export const operate = 'operate'

/** Every action that can be asked, in the order of the vocabulary. */
export const policyActions = [...actions, operate] as const

/** What statements may say of the agent that asks. */
export const principalAttributes = [
  { name: 'kind', type: 'String', words: 'what it is', values: agentKinds },
  { name: 'certainty', type: 'String', words: 'whether it is an agent for certain, or by its name only', values: certainties },
  { name: 'autonomyFloor', type: 'Long', words: 'at least this autonomous, 0 to 5', values: levels },
  { name: 'autonomyCeiling', type: 'Long', words: 'at most this autonomous, 0 to 5', values: levels },
  { name: 'exposure', type: 'String', words: 'who may use it', values: exposures },
  { name: 'ownerState', type: 'String', words: 'whether somebody answers for it', values: ownerStates },
  { name: 'environment', type: 'String', words: 'where it runs', values: environments },
  { name: 'traits', type: 'Set<String>', words: 'facts seen', values: traits },
  { name: 'businessUnit', type: 'String', words: 'whose it is, or unknown', values: null },
  { name: 'publisher', type: 'String', words: 'whether its publisher was verified', values: ['verified', 'unverified', 'unknown'] },
  { name: 'modelVendors', type: 'Set<String>', words: 'who makes its models, in small letters, or unknown', values: null },
  { name: 'models', type: 'Set<String>', words: 'its models, in small letters, or unknown', values: null },
  { name: 'modelRegions', type: 'Set<String>', words: 'where its models run, in small letters, or unknown', values: null },
  { name: 'permissionKinds', type: 'Set<String>', words: 'what its capabilities come from', values: permissionKinds },
  { name: 'toolsKnown', type: 'Bool', words: 'whether its tools were looked up', values: yesNo },
  { name: 'guarded', type: 'Bool', words: 'whether any guardrail was seen', values: yesNo },
  { name: 'handlesErrors', type: 'Bool', words: 'whether it retries, escalates or rolls back', values: yesNo },
] as const satisfies readonly PolicyAttribute[]

/** What statements may say of what a capability reaches. */
export const resourceAttributes = [
  { name: 'class', type: 'String', words: 'what it is', values: resourceClasses },
  { name: 'sensitivity', type: 'String', words: 'how sensitive', values: sensitivities },
  {
    name: 'sensitivityLevel',
    type: 'Long',
    words: 'public 0, internal 1, confidential and unknown 2, restricted 3',
    values: [0, 1, 2, 3],
  },
  { name: 'reach', type: 'String', words: 'how far', values: reaches },
  { name: 'reachLevel', type: 'Long', words: 'self 0, user 1, group 2, tenant and unknown 3, external 4', values: [0, 1, 2, 3, 4] },
] as const satisfies readonly PolicyAttribute[]
