import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Agent } from '../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import {
  actions,
  agentStatuses,
  autonomyLevels,
  bands,
  certainties,
  exposures,
  ownerStates,
  reaches,
  resourceClasses,
  sensitivities,
  traits,
} from '../../../shared/domain/vocabulary.ts'
import { fixtureContext } from './context-fixture.ts'
import { bandOf, combine, scoreAgent } from './score.ts'
import { weights } from './weights.ts'

const anyCapability = fc
  .record({
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resourceClasses),
    sensitivity: fc.constantFrom(...sensitivities),
    reach: fc.constantFrom(...reaches),
  })
  .map(capabilityWith)

const anyAgent: fc.Arbitrary<Agent> = fc
  .record({
    capabilities: fc.array(anyCapability, { maxLength: 6 }),
    traits: fc.subarray([...traits]),
    exposure: fc.constantFrom(...exposures),
    status: fc.constantFrom(...agentStatuses),
    certainty: fc.constantFrom(...certainties),
    policyIds: fc.constantFrom([], ['read-only-assistant']),
    owner: fc.constantFrom(...ownerStates).map((state) => ({ state, name: null, people: [], declared: false })),
    autonomy: fc.constantFrom(...autonomyLevels).map((floor) => ({ floor, ceiling: floor, because: 'Seen.' })),
    tools: fc.constantFrom(null, []),
    credentials: fc.constantFrom(null, []),
    gone: fc.boolean(),
    enabled: fc.constantFrom(true, false, null),
    activityKnown: fc.boolean(),
  })
  .map((changes) =>
    agentWith({ ...changes, tools: changes.tools as Agent['tools'], credentials: changes.credentials as Agent['credentials'] }),
  )

const sumOf = (findings: readonly { readonly points: number }[]) => findings.reduce((sum, finding) => sum + finding.points, 0)

test('whatever the agent: whole points, exact sums, at most 100, the formula, the band, and the same again', () => {
  fc.assert(
    fc.property(anyAgent, (agent) => {
      const { score, findings } = scoreAgent(agent, fixtureContext)
      for (const family of ['danger', 'governance'] as const) {
        const own = findings.filter((finding) => finding.family === family)
        expect(sumOf(own)).toBe(score[family])
        expect(score[family]).toBeLessThanOrEqual(100)
        expect(own.every((finding) => Number.isInteger(finding.points) && finding.points >= 0 && finding.points <= finding.weight)).toBe(
          true,
        )
      }
      expect(score.risk).toBeLessThanOrEqual(combine(score.danger, score.governance))
      expect(score.band).toBe(bandOf(score.risk))
      if (agent.certainty === 'suggested' || agent.enabled === false) expect(bands.indexOf(score.band)).toBeGreaterThanOrEqual(2)
      expect(score.reasons.length).toBeGreaterThanOrEqual(Math.min(2, findings.length))
      expect(scoreAgent(structuredClone(agent), fixtureContext)).toEqual({ score, findings })
    }),
    { numRuns: 1_000 },
  )
})

test('a finding that no longer fits says how much of it counts', () => {
  const capabilities = [
    capabilityWith({ action: 'administer', sensitivity: 'restricted', reach: 'tenant' }),
    capabilityWith({ action: 'receive', reach: 'external' }),
    capabilityWith({ action: 'send', reach: 'external' }),
    capabilityWith({ sensitivity: 'restricted', reach: 'tenant' }),
  ]
  const { score, findings } = scoreAgent(agentWith({ capabilities, exposure: 'public' }), fixtureContext)
  expect(score.danger).toBe(100)
  const cut = findings.find((finding) => finding.evidence.some((one) => one.text.startsWith('Counts for')))
  expect(cut?.evidence.at(-1)?.text).toMatch(/^Counts for \d+ of its \d+ points, because the scale ends at 100\.$/)
})

test('missing governance makes more of the danger count; no danger, no risk', () => {
  expect(combine(80, 100)).toBe(80)
  expect(combine(80, 0)).toBe(40)
  expect(combine(0, 100)).toBe(0)
})

test('bands begin where the document says', () => {
  expect([bandOf(weights.bands.critical), bandOf(weights.bands.critical - 1)]).toEqual(['critical', 'high'])
  expect([bandOf(weights.bands.high - 1), bandOf(weights.bands.medium - 1)]).toEqual(['medium', 'low'])
})

test('an approval, an owner and a policy lower the risk, and only they changed', () => {
  const capabilities = [capabilityWith({ reach: 'tenant' })]
  const governed = agentWith({ capabilities })
  const shadow = agentWith({
    capabilities,
    status: 'discovered',
    policyIds: [],
    owner: { state: 'none', name: null, people: [], declared: false },
  })
  const before = scoreAgent(shadow, fixtureContext).score
  const after = scoreAgent(governed, fixtureContext).score
  expect(after.danger).toBe(before.danger)
  expect(after.risk).toBeLessThan(before.risk)
})

test('other weights can be replayed without touching the current ones', () => {
  const agent = agentWith({ capabilities: [capabilityWith({ reach: 'tenant' })] })
  const milder = { ...weights, version: 'trial', points: { ...weights.points, privilege: 10 } }
  const trial = scoreAgent(agent, { ...fixtureContext, weights: milder }).score
  expect(trial.weightsVersion).toBe('trial')
  expect(trial.danger).toBeLessThan(scoreAgent(agent, fixtureContext).score.danger)
})
