import type { Power } from '../../../../shared/domain/observation.ts'
import {
  type Action,
  actions,
  type ResourceClass,
  resourceClasses,
  type Sensitivity,
  sensitivities,
} from '../../../../shared/domain/vocabulary.ts'
import type { Classify } from '../connector.ts'
import actionTable from './iam/actions.json' with { type: 'json' }
import serviceTable from './iam/services.json' with { type: 'json' }

/**
 * Sources: the provider's service authorisation reference, 2026-11: which service a prefix is, what its verbs do, and the single
 * actions whose verb says too little. A service or verb that is not here is a gap in sight.
 */
const services = new Map(Object.entries(serviceTable).map(([prefix, [resource, sensitivity]]) => [prefix, kindOf(resource, sensitivity)]))
const single = new Map(
  Object.entries(actionTable).map(([name, [action, resource, sensitivity]]) => [
    name,
    { action: wordOf(actions, action), ...kindOf(resource, sensitivity) },
  ]),
)

interface Kind {
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
}

function kindOf(resource: string | undefined, sensitivity: string | undefined): Kind {
  return { resource: wordOf(resourceClasses, resource), sensitivity: wordOf(sensitivities, sensitivity) }
}

function wordOf<T extends string>(known: readonly T[], word: string | undefined): T {
  const found = known.find((one) => one === word)
  if (found === undefined) throw new Error(`the table of actions has a word of its own: ${word}`)
  return found
}

const verbs: readonly (readonly [RegExp, Action])[] = [
  [/^(get|list|describe|batchget|head|query|scan|search|select|lookup|view|read|download|export|simulate|check|preview|filter)/, 'read'],
  [/^(delete|batchdelete|remove|terminate|purge|deregister|revoke|destroy)/, 'delete'],
  [/^(send|publish|post)/, 'send'],
  [/^(invoke|start|run|execute|call|test|apply|stop|reboot|resume|retry)/, 'execute'],
  [
    /^(attach|detach|pass|assume|grant|set.*policy|put.*policy|add.*permission|createaccesskey|createloginprofile|updateassumerole)/,
    'administer',
  ],
  [
    /^(put|create|update|modify|write|batchwrite|add|set|register|upload|import|copy|restore|tag|untag|associate|disassociate|enable|disable|replace|replicate|abort|complete|prepare|ingest|encrypt|generate|sign|upgrade)/,
    'write',
  ],
]

/** All that there is in an account. */
const everything: readonly Power[] = [
  { action: 'administer', resource: 'infrastructure', sensitivity: 'restricted' },
  { action: 'administer', resource: 'identity', sensitivity: 'restricted' },
  { action: 'read', resource: 'database', sensitivity: 'confidential' },
  { action: 'write', resource: 'database', sensitivity: 'confidential' },
  { action: 'delete', resource: 'files', sensitivity: 'confidential' },
  { action: 'read', resource: 'security', sensitivity: 'restricted' },
  { action: 'execute', resource: 'automation', sensitivity: 'internal' },
  { action: 'send', resource: 'mail', sensitivity: 'internal' },
  { action: 'invoke', resource: 'model', sensitivity: 'internal' },
]

/** Powers that grants to people and applications of this provider itself have: `*`, `s3:*`, `s3:Get*`, `s3:GetObject`. */
export const classify: Classify = (permission) => {
  const action = permission.toLowerCase()
  if (action === '*' || action === '*:*') return everything
  const known = single.get(action)
  if (known !== undefined) return [known]
  const [prefix = '', name = ''] = action.split(':')
  const kind = services.get(prefix)
  if (kind === undefined || name === '') return null
  const stars = matching(action)
  const literal = name.split(/[*?]/)[0] ?? ''
  if (literal === '') return unique([...whole(kind), ...stars])
  const verb = verbs.find(([form]) => form.test(literal))?.[1]
  if (verb === undefined) return stars.length > 0 ? stars : null
  return unique([{ action: verb, ...kind }, ...stars])
}

/** The single actions that a pattern takes in. */
function matching(pattern: string): readonly Power[] {
  if (!/[*?]/.test(pattern)) return []
  const form = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  )
  return [...single].flatMap(([name, power]) => (form.test(name) ? [power] : []))
}

const whole = (kind: Kind): readonly Power[] => (['administer', 'read', 'write', 'delete'] as const).map((action) => ({ action, ...kind }))

function unique(powers: readonly Power[]): readonly Power[] {
  return [...new Map(powers.map((power) => [JSON.stringify(power), power])).values()]
}
