import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'

type Expected = AnswerKeyEntry['expected']

/** What a scan must make of a thing. */
export interface Answer {
  readonly isAgent: boolean
  readonly expected?: Expected
  readonly expectedFactors?: readonly string[]
  readonly joins?: AnswerKeyEntry['joins']
}

export interface ProjectPlan {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** The first word of each API that is switched on. */
  readonly services: readonly string[]
  /** Members of `roles/owner`, as a policy names them. */
  readonly owners: readonly string[]
}

/** A role on the organisation, on a project by its id, or on one thing by its full name. */
export interface RolePlan {
  readonly role: string
  readonly on: string
}

export interface KeyPlan {
  readonly id: string
  readonly createdDaysAgo: number
  readonly usedDaysAgo: number | null
  readonly googles?: boolean
  readonly disabled?: boolean
}

export interface AccountPlan {
  readonly archetype: number | null
  readonly project: string
  readonly email: string
  readonly uniqueId: string
  readonly name: string
  readonly description: string
  readonly disabled: boolean
  readonly keys: readonly KeyPlan[]
  readonly roles: readonly RolePlan[]
  /** Null: not in the time that is kept. */
  readonly usedDaysAgo: number | null
  readonly answer: Answer
}

export interface EnginePlan {
  readonly archetype: number | null
  readonly project: string
  readonly location: string
  readonly id: string
  readonly name: string
  readonly description: string
  readonly framework: string
  /** The address of the account it acts as; `own`: an identity of its own; `shared`: the project's. */
  readonly actsAs: string
  readonly env: readonly string[]
  readonly secretEnv: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** Who may call it, by its own policy. */
  readonly callers: readonly string[]
  /** What it may do by an identity of its own. */
  readonly roles: readonly RolePlan[]
  readonly createdDaysAgo: number
  readonly answer: Answer
}

/** Everything there is in one organisation. */
export interface OrganisationPlan {
  readonly id: string
  readonly projects: readonly ProjectPlan[]
  readonly accounts: readonly AccountPlan[]
  readonly engines: readonly EnginePlan[]
}
