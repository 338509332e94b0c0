import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { hostileNames } from '../hostile-names.ts'
import type { BusinessUnit } from '../people.ts'

/** Kinds of work beside completions. */
export type UseKind = 'embeddings' | 'images' | 'audio_speeches' | 'audio_transcriptions' | 'moderations'

export interface KeyPlan {
  readonly archetype: number | null
  readonly name: string
  readonly ageDays: number
  /** Null: never used. */
  readonly usedDaysAgo: number | null
  readonly account?: { readonly name: string; readonly role: 'owner' | 'member' }
  readonly owner?: 'maker' | 'leaver'
  readonly models: readonly string[]
  readonly requestsADay: number
  /** What else it calls in a day, by the provider's name of the kind. */
  readonly more?: Readonly<Partial<Record<UseKind, { readonly model: string; readonly requestsADay: number }>>>
  readonly centsADay: number
  readonly expectedFactors: readonly string[]
  readonly expected: AnswerKeyEntry['expected']
}

export interface ProjectPlan {
  readonly name: string
  readonly unit: BusinessUnit
  readonly createdDaysAgo: number
  readonly archived?: boolean
  /** Where its data is kept; told by that region's host alone. */
  readonly region?: 'eu'
  /** What its storage costs a day, whether or not anybody asks anything. */
  readonly storageCentsADay: number
  readonly keys: readonly KeyPlan[]
}

export const key = (fields: Partial<KeyPlan> & Pick<KeyPlan, 'name'>): KeyPlan => ({
  archetype: null,
  ageDays: 120,
  usedDaysAgo: 0,
  models: ['gpt-4.1-mini'],
  requestsADay: 40,
  centsADay: 60,
  expectedFactors: [],
  expected: null,
  ...fields,
})

/** The archetypes that live with this vendor. */
export function archetypes(): readonly ProjectPlan[] {
  return [
    {
      // 31: nobody asks anything any more, and its stored documents cost money every day.
      name: 'Contract Extraction Pilot',
      unit: 'Finance',
      createdDaysAgo: 420,
      storageCentsADay: 1_374,
      keys: [
        key({
          archetype: 31,
          name: 'contract-extraction-pilot',
          ageDays: 415,
          usedDaysAgo: 212,
          models: [],
          requestsADay: 0,
          centsADay: 0,
          expectedFactors: ['dormant', 'credential-age'],
        }),
      ],
    },
    {
      name: 'Customer Care Assistant',
      unit: 'Customer Care',
      createdDaysAgo: 300,
      storageCentsADay: 12,
      keys: [
        key({
          name: 'care-assistant-prod',
          account: { name: 'care-assistant', role: 'member' },
          requestsADay: 2_400,
          more: {
            embeddings: { model: 'text-embedding-3-small', requestsADay: 310 },
            moderations: { model: 'omni-moderation-latest', requestsADay: 2_400 },
          },
          centsADay: 5_200,
        }),
        key({
          name: 'care-assistant-spare',
          account: { name: 'care-assistant', role: 'member' },
          usedDaysAgo: null,
          ageDays: 30,
          requestsADay: 0,
        }),
        key({ name: 'care prompt tests', ageDays: 75, requestsADay: 6, centsADay: 4 }),
      ],
    },
    {
      name: 'Sales Forecast Notebook',
      unit: 'Sales',
      createdDaysAgo: 500,
      storageCentsADay: 0,
      keys: [
        key({
          name: 'forecast notebook',
          owner: 'leaver',
          ageDays: 490,
          usedDaysAgo: 1,
          models: ['gpt-4o'],
          expectedFactors: ['owner-left'],
        }),
      ],
    },
    {
      name: 'Workflow Automation',
      unit: 'Engineering',
      createdDaysAgo: 380,
      storageCentsADay: 0,
      keys: [
        key({
          name: 'automation server',
          account: { name: 'automation', role: 'owner' },
          ageDays: 370,
          requestsADay: 900,
          more: {
            audio_transcriptions: { model: 'whisper-1', requestsADay: 25 },
            audio_speeches: { model: 'gpt-4o-mini-tts', requestsADay: 4 },
            images: { model: 'gpt-image-1', requestsADay: 12 },
          },
          centsADay: 800,
        }),
      ],
    },
    {
      name: 'Hackathon 2024',
      unit: 'Engineering',
      createdDaysAgo: 700,
      archived: true,
      storageCentsADay: 0,
      keys: [key({ name: 'hackathon team 3', ageDays: 698, usedDaysAgo: 690, requestsADay: 0, centsADay: 0, models: [] })],
    },
    {
      name: 'Sandbox',
      unit: 'Engineering',
      createdDaysAgo: 200,
      storageCentsADay: 0,
      keys: hostileNames.map((name, index) => key({ archetype: 40, name, ageDays: 20 + index, requestsADay: 1, centsADay: 1 })),
    },
    // 41: kept in a region, so that what it holds is not told by the address that the others are told by.
    { name: 'Works Council', unit: 'Finance', createdDaysAgo: 40, region: 'eu', storageCentsADay: 0, keys: [] },
  ]
}
