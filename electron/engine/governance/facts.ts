import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { Agent, FactChange } from '../../../shared/domain/agent.ts'

/** What of an agent its facts are made of: everything but what decisions say of it. */
export type FactSource = Pick<
  Agent,
  'nativeIds' | 'capabilities' | 'tools' | 'models' | 'dataSources' | 'exposure' | 'owner' | 'autonomy' | 'endpoint'
>

/** The governed facts, each as a sorted list of lines that a person can read. */
export type GovernedFacts = Readonly<Record<FactField, readonly string[]>>

/** Fields in the order in which changes are told. The name is never one of them, nor is anything that moves by itself. */
const factFields = ['identity', 'permissions', 'tools', 'model', 'data', 'sharing', 'owner', 'autonomy', 'endpoint'] as const
export type FactField = (typeof factFields)[number]

const notLookedUp = ['not looked up']

const answerable: ReadonlySet<string> = new Set(['owner', 'sponsor'])

/** The facts a decision binds to. Pure; the order in which a source lists things makes no difference. */
function governedFacts(agent: FactSource): GovernedFacts {
  return {
    identity: lines(agent.nativeIds, (id) => `${id.kind}: ${id.value}`),
    permissions: lines(
      agent.capabilities,
      (one) => `${one.action} ${one.resource} · ${one.sensitivity} · ${one.reach} · ${one.via} · ${one.source} · ${one.system}`,
    ),
    tools:
      agent.tools === null
        ? notLookedUp
        : lines(agent.tools, (tool) => (tool.server === undefined ? tool.name : `${tool.name} · ${tool.server}`)),
    model: lines(
      agent.models,
      (model) => `${model.vendor ?? 'vendor unknown'} · ${model.name ?? 'model unknown'} · ${model.region ?? 'region unknown'}`,
    ),
    data: lines(agent.dataSources, (source) => `${source.name} · ${source.resource} · ${source.sensitivity}`),
    sharing: [agent.exposure],
    owner: ownerLines(agent.owner),
    autonomy: [`${agent.autonomy.floor} to ${agent.autonomy.ceiling}`],
    endpoint: agent.endpoint === null ? [] : [agent.endpoint],
  }
}

/** The one byte form of the governed facts. */
export function canonicalFacts(agent: FactSource): string {
  return canonicalJson(governedFacts(agent))
}

/** SHA-256 of the canonical governed facts, as lower-case hex. */
export function factsHash(agent: FactSource): string {
  return createHash('sha256').update(canonicalFacts(agent), 'utf8').digest('hex')
}

/** The governed facts field by field, in the order in which changes are told. */
export function factLines(agent: FactSource): readonly { readonly field: FactField; readonly lines: readonly string[] }[] {
  const facts = governedFacts(agent)
  return factFields.map((field) => ({ field, lines: facts[field] }))
}

/**
 * What differs between kept facts (canonical JSON, as a decision kept them) and an agent as it is now: for each field the lines
 * that are gone and those that are new. Facts that cannot be read differ in every field.
 */
export function changedFacts(before: string, agent: FactSource): readonly FactChange[] {
  const was = readFacts(before)
  const is = governedFacts(agent)
  return factFields.flatMap((field) => {
    const gone = was[field].filter((line) => !is[field].includes(line))
    const added = is[field].filter((line) => !was[field].includes(line))
    return gone.length === 0 && added.length === 0 ? [] : [{ field, before: gone, after: added }]
  })
}

/** A change in words: `permissions: now also write mail …; no longer read mail …`. */
export function changeWords({ field, before, after }: FactChange): string {
  const parts = [
    ...(after.length > 0 ? [`now ${after.join(', ')}`] : []),
    ...(before.length > 0 ? [`${after.length > 0 ? 'was' : 'no longer'} ${before.join(', ')}`] : []),
  ]
  return `${field}: ${parts.join('; ')}`
}

/**
 * Who the source says answers for it, and whether they are still there. An owner assigned here is a decision, not a fact that
 * a scan found: assigning one does not end an approval.
 */
function ownerLines(owner: FactSource['owner']): readonly string[] {
  const named = owner.people.filter((person) => answerable.has(person.role))
  if (named.length > 0) return lines(named, (person) => `${person.role}: ${person.key}${person.active === false ? ' (left)' : ''}`)
  return []
}

function lines<T>(values: readonly T[], line: (value: T) => string): readonly string[] {
  return [...new Set(values.map(line))].sort()
}

function readFacts(canonical: string): GovernedFacts {
  const kept: Partial<Record<string, unknown>> = parsed(canonical)
  return Object.fromEntries(
    factFields.map((field) => {
      const value = kept[field]
      return [field, Array.isArray(value) ? value.filter((line) => typeof line === 'string') : []]
    }),
  ) as unknown as GovernedFacts
}

function parsed(text: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
