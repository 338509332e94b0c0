import type { Agent } from '../../../shared/domain/agent.ts'
import type { principalAttributes } from '../../../shared/domain/policy-schema.ts'
import { autonomyLevels } from '../../../shared/domain/vocabulary.ts'
import { grouped, type Request } from './request.ts'

/** The attributes of an agent that statements may name. */
export type Principal = Readonly<Record<(typeof principalAttributes)[number]['name'], string | number | boolean | readonly string[]>>

/** What policies look at of an agent: equal agents are asked about once. */
export interface PolicySubject {
  readonly id: string
  readonly name: string
  readonly connectionId: string
  readonly principal: Principal
  /** Policies that a decision brought it under. */
  readonly policyIds: readonly string[]
  readonly requests: readonly Request[]
}

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
    businessUnit: agent.businessUnit ?? 'unknown',
    publisher: agent.publisher?.verified === true ? 'verified' : agent.publisher?.verified === false ? 'unverified' : 'unknown',
    modelVendors: known(agent.models.map(({ vendor }) => vendor)),
    models: known(agent.models.map(({ name }) => name)),
    modelRegions: known(agent.models.map(({ region }) => region ?? null)),
    permissionKinds: [...new Set(agent.capabilities.map(({ source }) => source))].sort(),
    toolsKnown: agent.tools !== null,
    guarded: agent.guardrails.length > 0,
    handlesErrors: Object.values(agent.errorHandling).includes(true),
  }
}

/** What of an agent is kept to judge it again under other policies: no text of a tenant but its name and unit. */
export function subjectOf(agent: Agent): PolicySubject {
  let known: readonly Request[] | null = null
  return {
    id: agent.id,
    name: agent.name,
    connectionId: agent.connectionId,
    principal: principalOf(agent),
    policyIds: agent.policyIds,
    // Most selectors do not ask for them.
    get requests() {
      known ??= grouped(agent.capabilities).map(({ request }) => request)
      return known
    },
  }
}

/** A model nobody named is `unknown`: an allow-list does not pass it by. */
function known(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.map((value) => value?.toLowerCase() ?? 'unknown'))].sort()
}
