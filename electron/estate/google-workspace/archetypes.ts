import { hostileNames } from '../hostile-names.ts'
import { asks, type ClientPlan, plainClient } from './plan.ts'

/** From this day on the application revoked in the third quarter is back under another name. */
const fourthQuarter = '2026-10-01'

/** Look-alike names that are not AI, as far as staff consented to them here. */
const lookAlikes = ['Enrollment Service', 'Fulfillment Hub', 'Warp Logistics'] as const

const span = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_unused, offset) => from + offset)

/** The archetypes that live in Google Workspace, in a fixed order. `accounts`: how many people the domain has. */
export function clientArchetypes(options: {
  readonly accounts: number
  readonly asOf: string
  readonly clientId: (place: string) => string
  readonly serviceClientId: (place: string) => string
}): readonly ClientPlan[] {
  const { accounts, asOf, clientId, serviceClientId } = options
  const back = asOf >= fourthQuarter
  const agent = { isAgent: true, expected: null } as const
  return [
    {
      ...plainClient,
      archetype: 8,
      clientId: clientId('deck drafter'),
      name: 'Deck Drafter AI',
      scopes: asks.files,
      people: [7],
      consentedDaysAgo: 260,
      usedDaysAgo: 200,
      website: 'https://gamma.app',
      answer: { isAgent: true, expected: null, expectedFactors: ['dormant'] },
    },
    {
      ...plainClient,
      archetype: 10,
      clientId: clientId('sidekick'),
      name: back ? 'Daily Brief AI' : 'Meeting Sidekick AI',
      scopes: asks.mail,
      calls: ['GMAIL', 'CALENDAR'],
      people: back ? span(24, 6) : span(12, 4),
      consentedDaysAgo: back ? 12 : 40,
      website: 'https://lindy.ai',
      answer: agent,
    },
    {
      ...plainClient,
      archetype: 26,
      clientId: serviceClientId('minutes companion'),
      name: 'Minutes Companion',
      scopes: asks.domain,
      calls: ['GMAIL', 'CALENDAR'],
      consentedDaysAgo: 70,
      usedDaysAgo: 0,
      website: 'https://fireflies.ai',
      delegatedDaysAgo: 70,
      answer: { isAgent: true, expected: 'critical' },
    },
    {
      ...plainClient,
      archetype: 27,
      clientId: clientId('note taker'),
      name: 'Otter.ai',
      scopes: asks.notes,
      calls: ['CALENDAR'],
      people: span(0, Math.min(600, accounts - 10)),
      consentedDaysAgo: 90,
      usedDaysAgo: 0,
      website: 'https://otter.ai',
      answer: agent,
    },
    {
      ...plainClient,
      clientId: serviceClientId('payroll sync'),
      name: 'Payroll directory sync',
      scopes: asks.domain.slice(-1),
      usedDaysAgo: 0,
      website: 'https://payroll.meridian.example',
      delegatedDaysAgo: 700,
      answer: { isAgent: false, expected: 'not-listed' },
    },
    {
      ...plainClient,
      clientId: clientId('unknown scope'),
      name: 'Perplexity',
      scopes: asks.unknown,
      people: [3, 4],
      website: 'https://www.perplexity.ai',
      answer: agent,
    },
    // Name only: nothing of Google's tells who is behind it, so it is for a person to look at.
    {
      ...plainClient,
      clientId: clientId('name only'),
      name: 'Mail Copilot',
      scopes: asks.mail,
      people: [21],
      answer: { isAgent: false, expected: 'suggested' },
    },
    // Known by its id alone, whatever it calls itself.
    {
      ...plainClient,
      archetype: 12,
      clientId: '681255809395-oo8ft2oprdrnp9e3aqf6av3hmdib135j.apps.googleusercontent.com',
      name: 'Terminal Helper',
      scopes: asks.signIn,
      people: [5, 9],
      nativeApp: true,
      answer: agent,
    },
    {
      ...plainClient,
      clientId: '77185425430.apps.googleusercontent.com',
      name: 'Google Chrome',
      scopes: asks.signIn,
      people: span(0, 30),
      nativeApp: true,
      answer: { isAgent: false, expected: 'not-listed' },
    },
    ...lookAlikes.map(
      (name, index): ClientPlan => ({
        ...plainClient,
        archetype: 11,
        clientId: clientId(`look-alike ${index}`),
        name,
        scopes: asks.signIn,
        people: span(2 + index, 3),
        answer: { isAgent: false, expected: 'suggested' },
      }),
    ),
    ...hostileNames.map(
      (name, index): ClientPlan => ({
        ...plainClient,
        archetype: 40,
        clientId: clientId(`hostile ${index}`),
        name,
        scopes: asks.read,
        people: [index, index + 1],
        consentedDaysAgo: 30,
        website: `https://app${index}.voiceflow.com`,
        answer: agent,
      }),
    ),
  ]
}
