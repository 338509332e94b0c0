import type { Agent } from '../../../shared/domain/agent.ts'
import type { Capability } from '../../../shared/domain/capability.ts'
import { capabilityWords } from '../../../shared/domain/capability-words.ts'
import type { Action, Reach, Sensitivity } from '../../../shared/domain/vocabulary.ts'
import type { FactorResult } from './factor.ts'

/** How much an action, a reach and a sensitivity weigh, from 0 to 1. Factors share these scales so that they agree. */
export const actionWeight: Readonly<Record<Action, number>> = {
  administer: 1,
  pay: 1,
  execute: 0.9,
  delete: 0.9,
  write: 0.85,
  send: 0.7,
  read: 0.75,
  receive: 0.2,
  invoke: 0,
}

export const reachWeight: Readonly<Record<Reach, number>> = { external: 1, tenant: 1, unknown: 0.6, group: 0.6, user: 0.4, self: 0.15 }

export const sensitivityWeight: Readonly<Record<Sensitivity, number>> = {
  restricted: 1,
  confidential: 0.85,
  unknown: 0.6,
  internal: 0.2,
  public: 0.15,
}

/** The capability that weighs most, with its weight; the first of equals. Null when there is none. */
export function strongest(
  capabilities: readonly Capability[],
  weigh: (capability: Capability) => number,
): { readonly capability: Capability; readonly weight: number } | null {
  let best: { readonly capability: Capability; readonly weight: number } | null = null
  for (const capability of capabilities) {
    const weight = weigh(capability)
    if (weight > 0 && (best === null || weight > best.weight)) best = { capability, weight }
  }
  return best
}

/** A capability as evidence: in words, the provider's own name for it, and the call that brought it. */
export function capabilityEvidence(capability: Capability): FactorResult['evidence'][number] {
  return { text: `${capabilityWords(capability)}: ${capability.via} (${capability.system})`, callId: capability.callId }
}

/** Evidence that is the agent's own record, with the call of its first source. */
export function recordEvidence(agent: Agent, text: string): FactorResult['evidence'][number] {
  return { text, callId: agent.sources[0]?.callId ?? null }
}

export function isPrivate(sensitivity: Sensitivity): boolean {
  return sensitivity === 'confidential' || sensitivity === 'restricted'
}

/** Runs without a person at hand, as far as is certain. */
export function unattended(agent: Agent): boolean {
  return agent.autonomy.floor === 'A4' || agent.autonomy.floor === 'A5'
}
