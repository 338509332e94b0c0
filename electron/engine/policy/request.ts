import type { Capability } from '../../../shared/domain/capability.ts'
import { policyActions } from '../../../shared/domain/policy-schema.ts'
import { type Action, reaches, resourceClasses, sensitivities } from '../../../shared/domain/vocabulary.ts'

type Asked = Pick<Capability, 'resource' | 'sensitivity' | 'reach'> & { readonly action: Action | 'operate' }

/** What is asked: may this action be done on such a resource? Equal requests are the same object: `requestOf` gives it. */
export interface Request extends Asked {
  /** From 0: a place among all the requests there can be. */
  readonly number: number
}

/** Capabilities that come to the same request. */
export interface RequestGroup {
  readonly request: Request
  readonly capabilities: readonly [Capability, ...Capability[]]
}

const placesOf = (values: readonly string[]): ReadonlyMap<string, number> => new Map(values.map((value, at) => [value, at]))
const actionAt = placesOf(policyActions)
const resourceAt = placesOf(resourceClasses)
const sensitivityAt = placesOf(sensitivities)
const reachAt = placesOf(reaches)
const count = actionAt.size * resourceAt.size * sensitivityAt.size * reachAt.size

const known: (Request | undefined)[] = Array.from({ length: count })

/** The request that this comes to. Asked millions of times. */
export function requestOf({ action, resource, sensitivity, reach }: Asked): Request {
  const [a, b, c, d] = [actionAt.get(action), resourceAt.get(resource), sensitivityAt.get(sensitivity), reachAt.get(reach)]
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new TypeError('a request is made of words of the vocabulary')
  const number = ((a * resourceAt.size + b) * sensitivityAt.size + c) * reachAt.size + d
  known[number] ??= { action, resource, sensitivity, reach, number }
  return known[number]
}

/** By a request's number: one more than the place of its group in the grouping that is under way; else 0. */
const placeOf = new Int32Array(count)

/** Capabilities by the request they come to, in the order in which each request is met first. */
export function grouped(capabilities: readonly Capability[]): readonly RequestGroup[] {
  const groups: { readonly request: Request; readonly capabilities: [Capability, ...Capability[]] }[] = []
  for (const capability of capabilities) {
    const request = requestOf(capability)
    const group = groups[(placeOf[request.number] ?? 0) - 1]
    if (group === undefined) placeOf[request.number] = groups.push({ request, capabilities: [capability] })
    else group.capabilities.push(capability)
  }
  for (const { request } of groups) placeOf[request.number] = 0
  return groups
}
