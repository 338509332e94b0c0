import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { createMemory } from './memory.ts'
import type { Principal } from './principal.ts'
import type { Request } from './request.ts'
import { reachLevel, sensitivityLevel } from './schema.ts'
import { type Statement, statementsOf } from './statement.ts'

/** Cedar's answer; `statements` are those that decided, by id. A denial without any: no statement permits it. Equal ones are the same object. */
export interface Answer {
  readonly permitted: boolean
  readonly statements: readonly string[]
}

/** The answers for one agent's attributes. */
export type Ask = (request: Request) => Answer

/** Who answers for requests of this action; the same for agents that the statements on it cannot tell apart. */
export type AskOn = (action: Request['action']) => Ask

/** A policy made ready to be asked many times. */
export interface Asking {
  of(principal: Principal): Ask
  on(principal: Principal): AskOn
}

/** Kinds of agents kept for one statement, and for all statements on one action; beyond this many the memory starts afresh. */
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
  const holding = statements.map(holdingOf)
  const answerOf = oneAnswerEach()
  const sharing = new Map<string, Sharing>()
  const forActions = new Map<string, Sharing>()
  // Actions that the same statements speak of are asked about together.
  const forAction = (action: string) => {
    const known = forActions.get(action)
    if (known !== undefined) return known
    const places = statements.flatMap((one, place) => (one.actions.has(action) ? [place] : []))
    const made = sharing.get(places.join()) ?? { places, remember: createMemory<Ask>(mostClasses) }
    sharing.set(places.join(), made)
    forActions.set(action, made)
    return made
  }
  const on = (principal: Principal): AskOn => {
    const own: Holds[] = []
    const asks = new Map<string, Ask>()
    const askFor = (action: string) => {
      const { places, remember } = forAction(action)
      const holds = places.map((place) => {
        own[place] ??= holding[place]?.(principal) ?? never
        return own[place]
      })
      return remember(holds, () =>
        asksOf(
          places.flatMap((place) => statements[place] ?? []),
          holds,
          answerOf,
        ),
      )
    }
    return (action) => {
      const known = asks.get(action)
      if (known !== undefined) return known
      const made = askFor(action)
      asks.set(action, made)
      return made
    }
  }
  return {
    on,
    of: (principal) => {
      const askOn = on(principal)
      return (request) => askOn(request.action)(request)
    },
  }
}

/** The statements on some actions, by their places. Agents that none of these can tell apart share their answers. */
interface Sharing {
  readonly places: readonly number[]
  readonly remember: (holds: readonly Holds[], make: () => Ask) => Ask
}

function asksOf(statements: readonly Statement[], holds: readonly Holds[], answerOf: (deciding: readonly Statement[]) => Answer): Ask {
  const answers = new Map<number, Answer>()
  return (request) => {
    const before = answers.get(request.number)
    if (before !== undefined) return before
    const holding = statements.filter((_, at) => holds[at]?.(request) === true)
    const forbids = holding.filter(({ effect }) => effect === 'forbid')
    const answer = answerOf(forbids.length > 0 ? forbids : holding)
    answers.set(request.number, answer)
    return answer
  }
}

function oneAnswerEach(): (deciding: readonly Statement[]) => Answer {
  const answers = new Map<string, Answer>()
  return (deciding) => {
    const permitted = deciding[0]?.effect === 'permit'
    const statements = deciding.map(({ id }) => id).sort()
    const key = JSON.stringify([permitted, statements])
    const answer = answers.get(key) ?? { permitted, statements }
    answers.set(key, answer)
    return answer
  }
}

/** Whether a statement holds for agents that it cannot tell apart. */
type Holds = (request: Request) => boolean

const never: Holds = () => false

/** A statement is asked once for each set of values it looks at. */
function holdingOf(statement: Statement): (principal: Principal) => Holds {
  const remember = createMemory<Holds>(mostClasses)
  const looksAt = new Map<number, string>()
  const keyOf = (request: Request) => {
    const known = looksAt.get(request.number)
    if (known !== undefined) return known
    const key = `${request.action} ${keyOfResource(request, statement)}`
    looksAt.set(request.number, key)
    return key
  }
  let setId: string | null = null
  return (principal) =>
    remember(seenOf(principal, statement), () => {
      const answers = new Map<string, boolean>()
      return (request) => {
        const key = keyOf(request)
        const known = answers.get(key)
        if (known !== undefined) return known
        setId ??= prepare(statement)
        const holds = holdsFor(setId, statement, principal, request)
        answers.set(key, holds)
        return holds
      }
    })
}

/** Each statement stands alone in its set as a `permit`, so that Cedar's answer is whether its conditions hold. */
function prepare({ id, json }: Statement): string {
  sets += 1
  const setId = `${id}#${sets}`
  const parsed = preparsePolicySet(setId, { staticPolicies: { [id]: { ...json, effect: 'permit' } } })
  if (parsed.type === 'failure') throw new Error(`the statement ${id} does not parse: ${parsed.errors[0]?.message ?? ''}`)
  return setId
}

function holdsFor(setId: string, { id, effect }: Statement, principal: Principal, request: Request): boolean {
  const agent = { type: 'Rollcall::Agent', id: 'agent' }
  const object = { type: 'Rollcall::Resource', id: 'resource' }
  const reply = statefulIsAuthorized({
    principal: agent,
    action: { type: 'Rollcall::Action', id: request.action },
    resource: object,
    context: {},
    preparsedPolicySetId: setId,
    entities: [
      { uid: agent, attrs: principal as Readonly<Record<string, string>>, parents: [] },
      { uid: object, attrs: resourceOf(request), parents: [] },
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
function seenOf(principal: Principal, { ofPrincipal, members }: Statement): readonly unknown[] {
  if (ofPrincipal === null) return [JSON.stringify(principal)]
  return ofPrincipal.map((name) => {
    const value = principal[name as keyof Principal]
    if (typeof value !== 'object') return value
    const named = members.get(name)
    const seen = named === undefined ? value : value.filter((one) => named.has(one))
    return seen.length === 0 ? '' : JSON.stringify(seen)
  })
}

function keyOfResource(request: Request, { ofResource }: Statement): string {
  const attributes: Readonly<Record<string, unknown>> = resourceOf(request)
  return JSON.stringify(ofResource === null ? attributes : ofResource.map((name) => attributes[name]))
}
