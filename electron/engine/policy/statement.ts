import { type Expr, type PolicyJson, policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import { policyActions } from '../../../shared/domain/policy-schema.ts'

/** One Cedar statement with what it means, and what its answer can depend on. */
export interface Statement {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  /** In plain words, as a sentence; the id where the author gave none. */
  readonly words: string
  /** In words: the least that must change. Null: worked out from the capability. */
  readonly cure: string | null
  readonly cedar: string
  /** Canonical JSON of what it says, without its annotations: two statements that say the same have the same. */
  readonly meaning: string
  readonly json: PolicyJson
  readonly actions: ReadonlySet<string>
  /** Attributes its answer depends on; null: it looks at the whole. */
  readonly ofPrincipal: readonly string[] | null
  readonly ofResource: readonly string[] | null
  /** Of a set it looks at these members only, where it names them; attributes not in here are looked at whole. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** Where it stands in the text, in UTF-16 units. */
  readonly from: number
}

const read = new WeakMap<{ readonly cedar: string }, readonly Statement[]>()

/** The statements of a policy whose text was checked; of one that does not parse, none. Remembered for the policy. */
export function statementsOf(policy: { readonly cedar: string }): readonly Statement[] {
  const known = read.get(policy)
  if (known !== undefined) return known
  const statements = readStatements(policy.cedar) ?? []
  read.set(policy, statements)
  return statements
}

/** The statements of a text in its order; null where it does not parse. */
export function readStatements(text: string): readonly Statement[] | null {
  const parts = policySetTextToParts(text)
  if (parts.type === 'failure' || parts.policy_templates.length > 0) return null
  const taken = new Set<number>()
  const found = parts.policies.map((cedar) => {
    // Parts come sorted by a made-up id; each is a piece of the text, word for word.
    let from = text.indexOf(cedar)
    while (taken.has(from)) from = text.indexOf(cedar, from + 1)
    taken.add(from)
    return statementFrom(cedar, from)
  })
  return found.some((one) => one === null) ? null : found.filter((one) => one !== null).sort((a, b) => a.from - b.from)
}

function statementFrom(cedar: string, from: number): Statement | null {
  const answer = policyToJson(cedar)
  if (answer.type === 'failure') return null
  const { annotations = {}, ...rest } = answer.json
  const seen: Seen = { principal: new Set(), resource: new Set(), whole: new Set(), members: new Map(), asWhole: new Set() }
  if (rest.principal.op !== 'All' && rest.principal.op !== 'is') seen.whole.add('principal')
  if (rest.resource.op !== 'All' && rest.resource.op !== 'is') seen.whole.add('resource')
  for (const { body } of rest.conditions) mentions(body, seen)
  const id = annotations.id ?? ''
  return {
    id,
    effect: rest.effect,
    words: annotations.says ?? id,
    cure: annotations.cure ?? null,
    cedar,
    meaning: canonicalJson(rest),
    json: answer.json,
    actions: actionsOf(rest),
    ofPrincipal: seen.whole.has('principal') ? null : [...seen.principal].sort(),
    ofResource: seen.whole.has('resource') ? null : [...seen.resource].sort(),
    members: new Map([...seen.members].filter(([name]) => !seen.asWhole.has(name))),
    from,
  }
}

function actionsOf({ action }: Pick<PolicyJson, 'action'>): ReadonlySet<string> {
  const idOf = (entity: { readonly id: string } | { readonly __entity: { readonly id: string } }) =>
    '__entity' in entity ? entity.__entity.id : entity.id
  if (action.op === '==' && 'entity' in action) return new Set([idOf(action.entity)])
  if (action.op === 'in') return new Set('entity' in action ? [idOf(action.entity)] : action.entities.map(idOf))
  return new Set(policyActions)
}

interface Seen {
  readonly principal: Set<string>
  readonly resource: Set<string>
  /** `principal` or `resource` where it stands for itself. */
  readonly whole: Set<string>
  /** Members of sets of the principal that are asked for by name. */
  readonly members: Map<string, Set<string>>
  /** Attributes of the principal that are looked at in another way too. */
  readonly asWhole: Set<string>
}

const setQuestions: ReadonlySet<string> = new Set(['contains', 'containsAny', 'containsAll'])

/** Collects `principal.x` and `resource.x`; a principal or resource that stands for itself is looked at as a whole. */
function mentions(expression: unknown, seen: Seen): void {
  if (typeof expression !== 'object' || expression === null) return
  if (Array.isArray(expression)) {
    for (const part of expression) mentions(part, seen)
    return
  }
  for (const [key, value] of Object.entries(expression)) {
    if (key === 'Value') continue
    if (key === 'Var') {
      if (value === 'principal' || value === 'resource') seen.whole.add(value)
      continue
    }
    const attribute = key === '.' ? attributeOf({ '.': value }) : null
    if (attribute !== null) {
      seen[attribute.of].add(attribute.name)
      if (attribute.of === 'principal') seen.asWhole.add(attribute.name)
      continue
    }
    if (setQuestions.has(key)) {
      const { left, right } = value as { readonly left: Expr; readonly right: Expr }
      const asked = attributeOf(left)
      const texts = textsOf(right)
      // `principal.x.contains("a")` depends on whether "a" is in it and on nothing else of it.
      if (asked?.of === 'principal' && texts !== null) {
        seen.principal.add(asked.name)
        seen.members.set(asked.name, new Set([...(seen.members.get(asked.name) ?? []), ...texts]))
        continue
      }
    }
    mentions(value, seen)
  }
}

/** `principal.x` or `resource.x`; null: it is something else. */
function attributeOf(expression: unknown): { readonly of: 'principal' | 'resource'; readonly name: string } | null {
  if (typeof expression !== 'object' || expression === null || !('.' in expression)) return null
  const { left, attr } = expression['.'] as { readonly left: { readonly Var?: unknown }; readonly attr: string }
  return left.Var === 'principal' || left.Var === 'resource' ? { of: left.Var, name: attr } : null
}

/** A text or a set of texts that is written out; null: it is something else. */
export function textsOf(expression: Expr): readonly string[] | null {
  const value: unknown = 'Value' in expression ? expression.Value : null
  if (typeof value === 'string') return [value]
  const parts: unknown = 'Set' in expression ? expression.Set : value
  if (!Array.isArray(parts)) return null
  const texts = parts.map((part: unknown) =>
    typeof part === 'string' ? part : ((part as { readonly Value?: unknown } | null)?.Value ?? null),
  )
  return texts.every((text): text is string => typeof text === 'string') ? texts : null
}
