import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Exposure, Trait } from '../../../../shared/domain/vocabulary.ts'
import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

interface Opening {
  readonly share: number
  readonly reason: string
  readonly lowers: string
  readonly unknown?: boolean
}

const byExposure: Readonly<Record<Exposure, Opening | null>> = {
  local: null,
  owner: null,
  named: null,
  group: { share: 0.1, reason: 'a group may use it', lowers: 'Name the people who need it.' },
  tenant: { share: 0.2, reason: 'everybody in the organisation may use it', lowers: 'Share it with the groups that need it.' },
  guest: { share: 0.75, reason: 'guests may use it', lowers: 'Close it to guests.' },
  public: { share: 1, reason: 'anybody on the internet may use it', lowers: 'Require sign-in.' },
  unknown: { share: 0.2, reason: 'who may use it was not looked up', lowers: 'Let the scan read who may use it.', unknown: true },
}

const byTrait: readonly (readonly [Trait, Opening])[] = [
  ['public-chat', { share: 1, reason: 'anybody on the internet may chat with it', lowers: 'Require sign-in on its chat page.' }],
  ['no-authentication', { share: 0.85, reason: 'answers without authentication', lowers: 'Require authentication.' }],
  ['local-endpoint-open', { share: 0.6, reason: 'listens beyond its own machine', lowers: 'Bind it to the local address only.' }],
]

export const exposure: Factor = {
  id: 'exposure',
  version: 1,
  family: 'danger',
  title: 'Exposure',
  explains: 'Who may invoke it: nobody else, a group, the whole organisation, guests or the public; with or without authentication.',
  evaluate(agent) {
    const widest = openings(agent).toSorted((one, other) => other.share - one.share)[0]
    if (widest === undefined) return null
    const { share, reason, lowers, unknown } = widest
    const evidence = [recordEvidence(agent, agent.endpoint === null ? `Exposure: ${agent.exposure}` : `Endpoint: ${agent.endpoint}`)]
    return { share, reason, lowers, evidence, unknown: unknown ?? false }
  },
}

function openings(agent: Agent): readonly Opening[] {
  const seen = byTrait.flatMap(([trait, opening]) => (agent.traits.includes(trait) ? [opening] : []))
  const stated = byExposure[agent.exposure]
  return stated === null ? seen : [...seen, stated]
}
