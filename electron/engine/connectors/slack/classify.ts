import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'
import type { Classify } from '../connector.ts'
import table from './scopes.json' with { type: 'json' }

/** What one scope allows: `action` is the strongest thing, `also` what comes with it. */
export interface ScopeMeaning {
  readonly action: Action
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
  readonly also?: readonly Action[]
}

/** Slack's scopes. Source: https://docs.slack.dev/reference/scopes. */
export const slackScopes: Readonly<Record<string, ScopeMeaning>> = table as Readonly<Record<string, ScopeMeaning>>

/** What a scope allows; null for one that nobody has classified. */
export const classify: Classify = (scope) => {
  const meaning = Object.hasOwn(slackScopes, scope) ? slackScopes[scope] : undefined
  if (meaning === undefined) return null
  const { action, resource, sensitivity, also = [] } = meaning
  return [action, ...also].map((one): Power => ({ action: one, resource, sensitivity }))
}
