import type { NativeId } from './observation.ts'

/** A policy's statement as an enforcement point may understand it. */
export interface EnforceableStatement {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly words: string
  readonly actions: readonly string[]
  /** The classes it is limited to; null: any. */
  readonly classes: readonly string[] | null
  /** What else its answer depends on, e.g. `resource.reachLevel`: what a point cannot see, it cannot enforce. */
  readonly dependsOn: readonly string[]
}

/** An agent under the policy, and how it stands to it. */
export interface EnforceableAgent {
  readonly id: string
  readonly name: string
  readonly nativeIds: readonly NativeId[]
  /** Statements that keep it from being in service, by id. */
  readonly against: readonly string[]
  /** Its tools with whether the policy permits all that each can do; null: not looked up. */
  readonly tools: readonly { readonly server: string | null; readonly name: string; readonly permitted: boolean }[] | null
}

export interface Enforceable {
  readonly policy: { readonly id: string; readonly title: string; readonly version: number; readonly hash: string; readonly cedar: string }
  readonly statements: readonly EnforceableStatement[]
  readonly agents: readonly EnforceableAgent[]
}

/** How much of a statement an export says: none is ever left out silently. */
export interface EnforcementMark {
  readonly statement: string
  readonly expressed: 'whole' | 'partly' | 'not'
  readonly why: string
}

/** A place that can enforce a policy, and what it makes of one. */
export interface EnforcementPoint {
  readonly id: string
  readonly title: string
  readonly fileName: string
  /** What somebody does with the file. */
  readonly howTo: string
  write(enforceable: Enforceable): { readonly text: string; readonly marks: readonly EnforcementMark[] }
}

/** A policy handed over: the file, and statement by statement what it says of it. */
export interface PolicyExport {
  readonly point: string
  readonly title: string
  readonly fileName: string
  readonly howTo: string
  readonly text: string
  readonly marks: readonly EnforcementMark[]
}
