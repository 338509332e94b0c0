import type { Expr } from '@cedar-policy/cedar-wasm/nodejs'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { Enforceable, EnforceableAgent, EnforceableStatement } from '../../../shared/domain/enforcement.ts'
import type { Policy } from '../../../shared/domain/policy.ts'
import { askOf } from './ask.ts'
import { asWhole, nothingPermits } from './evaluate.ts'
import { principalOf } from './principal.ts'
import { requestOf } from './request.ts'
import { type Statement, statementsOf, textsOf } from './statement.ts'

/** A policy with the agents it applies to, which are given, as enforcement points are told of it. */
export async function enforceable(policy: Policy, agents: AsyncIterable<Agent>): Promise<Enforceable> {
  const under: EnforceableAgent[] = []
  for await (const agent of agents) under.push(agentUnder(policy, agent))
  const { id, title, version, hash, cedar } = policy
  return { policy: { id, title, version, hash, cedar }, statements: statementsOf(policy).map(shapeOf), agents: under }
}

function agentUnder(policy: Policy, agent: Agent): EnforceableAgent {
  const ask = askOf(policy).of(principalOf(agent))
  const whole = ask(asWhole)
  const tools = agent.tools?.map(({ name, server }) => {
    const does = agent.capabilities.filter(({ via }) => via === name)
    // A tool of which nobody knows what it does is not on an allow-list.
    return { server: server ?? null, name, permitted: does.length > 0 && does.every((one) => ask(requestOf(one)).permitted) }
  })
  const against = whole.permitted ? [] : whole.statements.length > 0 ? whole.statements : [nothingPermits]
  return { id: agent.id, name: agent.name, nativeIds: agent.nativeIds, against, tools: tools ?? null }
}

/** What a statement is limited to, as far as that is a plain condition on the class; all else is told as what it depends on. */
function shapeOf({ id, effect, words, actions, json, ofPrincipal, ofResource }: Statement): EnforceableStatement {
  const terms = json.conditions.flatMap(({ kind, body }): readonly (Expr | null)[] => (kind === 'when' ? conjunction(body) : [null]))
  const classTerms = terms.map((term) => (term === null ? null : classesOf(term)))
  const classes = classTerms.filter((one) => one !== null)
  // Where every condition was a plain one on the class, nothing else is looked at.
  const plain = terms.length === classes.length
  const dependsOn = [
    ...(ofPrincipal?.map((name) => `principal.${name}`) ?? ['principal']),
    ...(ofResource?.filter((name) => name !== 'class' || !plain).map((name) => `resource.${name}`) ?? ['resource']),
  ]
  const limited = classes.length === 0 ? null : classes.reduce((some, more) => some.filter((one) => more.includes(one)))
  // A class that stands only in plain terms limits; what is besides stays in `dependsOn`.
  return {
    id,
    effect,
    words,
    actions: [...actions],
    classes: limited,
    dependsOn: [...new Set(plain ? dependsOn : withoutClass(dependsOn, terms))],
  }
}

/** `resource.class` is taken out where only plain terms name it. */
function withoutClass(dependsOn: readonly string[], terms: readonly (Expr | null)[]): readonly string[] {
  const elsewhere = terms.some((term) => term === null || (classesOf(term) === null && JSON.stringify(term).includes('"attr":"class"')))
  return elsewhere ? dependsOn : dependsOn.filter((name) => name !== 'resource.class')
}

function conjunction(expression: Expr): readonly Expr[] {
  const both = '&&' in expression ? (expression['&&'] as { readonly left: Expr; readonly right: Expr }) : null
  return both === null ? [expression] : [...conjunction(both.left), ...conjunction(both.right)]
}

/** The classes of `resource.class == "x"` and `["x", "y"].contains(resource.class)`; null: it is something else. */
function classesOf(expression: Expr): readonly string[] | null {
  const [[operator, sides] = ['', null]] = Object.entries(expression) as [string, { readonly left: Expr; readonly right: Expr }][]
  if (sides === null) return null
  if (operator === '==' && isClass(sides.left)) return textsOf(sides.right)
  if (operator === 'contains' && isClass(sides.right)) return textsOf(sides.left)
  return null
}

function isClass(expression: Expr): boolean {
  return JSON.stringify(expression) === JSON.stringify({ '.': { left: { Var: 'resource' }, attr: 'class' } })
}
