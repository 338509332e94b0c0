import { preparsePolicySet, preparseSchema, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { Capability } from '../../../shared/domain/capability.ts'
import { type Action, autonomyLevels } from '../../../shared/domain/vocabulary.ts'
import type { Pack } from './define-pack.ts'
import { type operate, reachLevel, schema, sensitivityLevel } from './schema.ts'

/** What is asked: may this action be done on such a resource? */
export type Request = Pick<Capability, 'resource' | 'sensitivity' | 'reach'> & { readonly action: Action | typeof operate }

/** Cedar's answer; `statements` are those that decided, by id. A denial without any: no statement permits it. */
export interface Answer {
  readonly permitted: boolean
  readonly statements: readonly string[]
}

/** The attributes of an agent that statements may name. */
export type Principal = Readonly<Record<string, string | number | string[]>>

const schemaName = 'rollcall'
const prepared = new WeakMap<Pack, string>()
const answers = new Map<string, Answer>()
let schemaReady = false
let packCount = 0

/** Equal requests of equal agents are asked once; beyond this many the memory starts afresh. */
const mostAnswers = 50_000

export function principalOf(agent: Agent): Principal {
  return {
    kind: agent.kind,
    certainty: agent.certainty,
    autonomyFloor: autonomyLevels.indexOf(agent.autonomy.floor),
    autonomyCeiling: autonomyLevels.indexOf(agent.autonomy.ceiling),
    exposure: agent.exposure,
    ownerState: agent.owner.state,
    environment: agent.environment,
    traits: [...agent.traits].sort(),
  }
}

/**
 * Asks Cedar. The same question gets the same answer without asking again.
 * @throws Error when the pack or the request does not fit the schema: a bug, which the packs' tests catch.
 */
export function ask(pack: Pack, principal: Principal, request: Request): Answer {
  const setId = prepare(pack)
  const key = JSON.stringify([setId, principal, request.action, request.resource, request.sensitivity, request.reach])
  const known = answers.get(key)
  if (known !== undefined) return known
  if (answers.size >= mostAnswers) answers.clear()
  const answer = evaluateOnce(setId, principal, request)
  answers.set(key, answer)
  return answer
}

function evaluateOnce(setId: string, principal: Principal, { action, resource, sensitivity, reach }: Request): Answer {
  const agent = { type: 'Rollcall::Agent', id: 'agent' }
  const object = { type: 'Rollcall::Resource', id: 'resource' }
  const reached = {
    class: resource,
    sensitivity,
    sensitivityLevel: sensitivityLevel[sensitivity],
    reach,
    reachLevel: reachLevel[reach],
  }
  const reply = statefulIsAuthorized({
    principal: agent,
    action: { type: 'Rollcall::Action', id: action },
    resource: object,
    context: {},
    preparsedSchemaName: schemaName,
    validateRequest: true,
    preparsedPolicySetId: setId,
    entities: [
      { uid: agent, attrs: principal, parents: [] },
      { uid: object, attrs: reached, parents: [] },
    ],
  })
  if (reply.type === 'failure') throw new Error(`Cedar refused the request: ${reply.errors[0]?.message ?? 'no reason given'}`)
  const { decision, diagnostics } = reply.response
  const [wrong] = diagnostics.errors
  if (wrong !== undefined) throw new Error(`the statement ${wrong.policyId} failed: ${wrong.error.message}`)
  return { permitted: decision === 'allow', statements: [...diagnostics.reason].sort() }
}

function prepare(pack: Pack): string {
  const ready = prepared.get(pack)
  if (ready !== undefined) return ready
  if (!schemaReady) {
    const parsed = preparseSchema(schemaName, schema)
    if (parsed.type === 'failure') throw new Error(`the schema does not parse: ${parsed.errors[0]?.message ?? ''}`)
    schemaReady = true
  }
  packCount += 1
  const setId = `${pack.id}@${pack.version}#${packCount}`
  const staticPolicies = Object.fromEntries(pack.statements.map((one) => [one.id, one.cedar]))
  const parsed = preparsePolicySet(setId, { staticPolicies })
  if (parsed.type === 'failure') throw new Error(`the pack ${pack.id} does not parse: ${parsed.errors[0]?.message ?? ''}`)
  prepared.set(pack, setId)
  return setId
}
