import type { Band } from '../../../shared/domain/vocabulary.ts'

/**
 * The weights document. Any change gets a new `version`; a test pins the content of each version, so that a score can
 * always be traced to the numbers it was made with.
 */
export interface Weights {
  readonly version: string
  /** The most points each factor can give. */
  readonly points: Readonly<Record<string, number>>
  /** Findings of a family are taken strongest first; each gets at most what is left to this, and says so. */
  readonly cap: number
  /** Share of danger that counts even when governance is perfect; the rest counts as far as governance is missing. */
  readonly alwaysCounts: number
  /** Lowest risk of each band. */
  readonly bands: Readonly<Record<Exclude<Band, 'low'>, number>>
  /** Highest band for agents of which something is true; the risk is then at most the top of that band. */
  readonly ceilings: Readonly<Record<'name-only' | 'switched-off' | 'gone', Exclude<Band, 'critical'>>>
  readonly formula: string
}

export const weights: Weights = {
  version: '2026-11.1',
  points: {
    // danger: what it can do
    privilege: 38,
    'lethal-trio': 34,
    exposure: 30,
    'sensitive-data': 26,
    'consequential-actions': 22,
    autonomy: 20,
    'credential-age': 16,
    provenance: 20,
    delegation: 12,
    'model-vendor': 10,
    // governance: how ungoverned it is
    'owner-left': 26,
    'no-decision': 24,
    'no-owner': 22,
    violations: 20,
    'nobody-answerable': 18,
    dormant: 16,
    'secret-in-config': 14,
    'no-policy': 12,
    'unverified-publisher': 10,
    'outside-sanctioned-way': 10,
    'error-handling': 10,
    'not-logged': 8,
    'no-purpose': 6,
  },
  cap: 100,
  alwaysCounts: 0.5,
  bands: { critical: 68, high: 42, medium: 25 },
  ceilings: { 'name-only': 'medium', 'switched-off': 'medium', gone: 'low' },
  formula:
    'risk = danger × (50 % + 50 % × governance ÷ 100), rounded: danger is the measure, and missing governance makes more of it count. ' +
    'Danger and governance are each the exact sum of their findings, taken strongest first up to 100.',
}
