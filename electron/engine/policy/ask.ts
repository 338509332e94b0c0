import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { type Principal, type Request, requestNumber } from './principal.ts'
import { reachLevel, sensitivityLevel } from './schema.ts'
import { type Statement, statementsOf } from './statement.ts'

/** Cedar's answer; `statements` are those that decided, by id. A denial without any: no statement permits it. */
export interface Answer {
  readonly permitted: boolean
  readonly statements: readonly string[]
}

/** A policy made ready to be asked many times. */
export interface Asking {
  /** The answers for one agent's attributes. Agents that the policy cannot tell apart share them. */
  of(principal: Principal): (request: Request) => Answer
}

/** Answers kept for one statement, and kinds of agents kept for one action; beyond this many the memory starts afresh. */
const mostAnswers = 100_000
const mostClasses = 5_000

const asking = new WeakMap<{ readonly cedar: string }, Asking>()
let sets = 0

/**
 * Asks Cedar, statement by statement, as Cedar itself combines them: what a `permit` allows and no `forbid` forbids. A statement is
 * asked once for all that it cannot tell apart: its answer depends on the attributes it names and on nothing else.
 */
export function askOf(policy: { readonly cedar: string }): Asking {
  const known = asking.get(policy)
  if (known !== undefined) return known
  const made = createAsking(statementsOf(policy))
  asking.set(policy, made)
  return made
}

function createAsking(statements: readonly Statement[]): Asking {
  const actions = new Map<string, ReturnType<typeof askingFor>>()
  const forAction = (action: string) => {
    const known = actions.get(action)
    if (known !== undefined) return known
    const made = askingFor(statements.filter((one) => one.actions.has(action)))
    actions.set(action, made)
    return made
  }
  return {
    of: (principal) => {
      const answers = new Map<string, Answers>()
      return (request) => {
        let own = answers.get(request.action)
        if (own === undefined) {
          own = forAction(request.action)(principal)
          answers.set(request.action, own)
        }
        return own(request)
      }
    },
  }
}

type Answers = (request: Request) => Answer

/** The statements on one action. Agents that none of these can tell apart share their answers. */
function askingFor(statements: readonly Statement[]): (principal: Principal) => Answers {
  const holds = statements.map(remembering)
  const classes = new Map<string, Answers>()
  return (principal) => {
    const key = statements.map((one) => keyOfPrincipal(principal, one)).join()
    const known = classes.get(key)
    if (known !== undefined) return known
    const answers = new Map<number, Answer>()
    const made: Answers = (request) => {
      const asked = requestNumber(request)
      const before = answers.get(asked)
      if (before !== undefined) return before
      const holding = statements.filter((_, at) => holds[at]?.(principal, request) === true)
      const forbids = holding.filter(({ effect }) => effect === 'forbid')
      const deciding = forbids.length > 0 ? forbids : holding
      const answer = { permitted: forbids.length === 0 && holding.length > 0, statements: deciding.map(({ id }) => id).sort() }
      answers.set(asked, answer)
      return answer
    }
    if (classes.size >= mostClasses) classes.clear()
    classes.set(key, made)
    return made
  }
}

/** Whether a statement holds, asked once for each set of values it looks at. */
function remembering(statement: Statement): (principal: Principal, request: Request) => boolean {
  const answers = new Map<string, boolean>()
  let setId: string | null = null
  return (principal, request) => {
    const attributes = resourceOf(request)
    const key = `${request.action} ${keyOfPrincipal(principal, statement)} ${keyOf(attributes, statement.ofResource)}`
    const known = answers.get(key)
    if (known !== undefined) return known
    setId ??= prepare(statement)
    const holds = holdsFor(setId, statement, principal, request.action, attributes)
    if (answers.size >= mostAnswers) answers.clear()
    answers.set(key, holds)
    return holds
  }
}

/** Each statement stands alone in its set as a `permit`, so that Cedar's answer is whether its conditions hold. */
function prepare({ id, json }: Statement): string {
  sets += 1
  const setId = `${id}#${sets}`
  const parsed = preparsePolicySet(setId, { staticPolicies: { [id]: { ...json, effect: 'permit' } } })
  if (parsed.type === 'failure') throw new Error(`the statement ${id} does not parse: ${parsed.errors[0]?.message ?? ''}`)
  return setId
}

function holdsFor(
  setId: string,
  { id, effect }: Statement,
  principal: Principal,
  action: string,
  attributes: ReturnType<typeof resourceOf>,
): boolean {
  const agent = { type: 'Rollcall::Agent', id: 'agent' }
  const object = { type: 'Rollcall::Resource', id: 'resource' }
  const reply = statefulIsAuthorized({
    principal: agent,
    action: { type: 'Rollcall::Action', id: action },
    resource: object,
    context: {},
    preparsedPolicySetId: setId,
    entities: [
      { uid: agent, attrs: principal as Readonly<Record<string, string>>, parents: [] },
      { uid: object, attrs: attributes, parents: [] },
    ],
  })
  if (reply.type === 'failure') throw new Error(`Cedar refused the request: ${reply.errors[0]?.message ?? 'no reason given'}`)
  const { decision, diagnostics } = reply.response
  // What cannot be worked out, e.g. because a sum is too large, is not permitted.
  if (diagnostics.errors.some(({ policyId }) => policyId === id)) return effect === 'forbid'
  return decision === 'allow'
}

function resourceOf({ resource, sensitivity, reach }: Request) {
  return { class: resource, sensitivity, sensitivityLevel: sensitivityLevel[sensitivity], reach, reachLevel: reachLevel[reach] }
}

/** What a statement looks at of an agent: of sets only the members it names. */
function keyOfPrincipal(principal: Principal, { ofPrincipal, members }: Statement): string {
  if (ofPrincipal === null) return JSON.stringify(principal)
  let key = ''
  for (const name of ofPrincipal) {
    const value = principal[name as keyof Principal]
    const named = members.get(name)
    key += named === undefined || typeof value !== 'object' ? JSON.stringify(value) : JSON.stringify(value.filter((one) => named.has(one)))
  }
  return key
}

function keyOf(attributes: Readonly<Record<string, unknown>>, names: readonly string[] | null): string {
  if (names === null) return JSON.stringify(attributes)
  return names.length === 0 ? '' : JSON.stringify(names.map((name) => attributes[name]))
}
