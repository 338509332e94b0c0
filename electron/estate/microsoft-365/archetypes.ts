import { hostileNames } from '../hostile-names.ts'
import type { People } from '../people.ts'
import { sharedIdentity } from '../shared-identity.ts'
import { type PrincipalPlan, plainPrincipal } from './principal.ts'

// Application ids that the vendors themselves publish; everything else in the estate is invented.
const chatGptAppId = 'e0476654-c1d5-430b-ab80-70cbd947616a'
const claudeClientAppId = '08ad6f98-a4f8-4635-bb8d-f1a3044760f0'
const claudeServerAppId = '07c030f6-5743-41b7-ba00-0a6e85f37c17'

/** Look-alike names that are not AI: archetype 11. */
const lookAlikes = ['Enrollment Service', 'Fulfillment Hub', 'Fellow Travel', 'Warp Logistics', 'Cohere Roofing', 'Jasper Quarry'] as const

/** From this day on the widened permissions of archetype 9 and the new owner of archetype 43 are there. */
export const fourthQuarter = '2026-10-01'

const notListed = { isAgent: false, expected: 'not-listed' } as const

/** The archetypes that are service principals of the main tenant, in a fixed order. */
export function mainArchetypes(options: {
  readonly people: People
  readonly seed: number
  readonly asOf: string
  readonly botIds: { readonly helpDesk: string }
}): readonly PrincipalPlan[] {
  const { people, seed, asOf, botIds } = options
  const widened = asOf >= fourthQuarter
  const consenters = Array.from({ length: Math.min(600, people.count) }, (_unused, index) => index)
  return [
    {
      archetype: 1,
      principal: {
        ...plainPrincipal,
        name: 'IT Help Desk Assistant',
        kind: 'agent-identity',
        home: 'own',
        owners: [people.someone('Engineering')],
        sponsors: [people.someone('Engineering', 1)],
        tags: ['AgentCreatedBy:CopilotStudio', `power-virtual-agents-${botIds.helpDesk}`],
        createdDaysAgo: 180,
        lastSignInDaysAgo: 0,
        description: 'Answers staff questions about laptops and accounts',
      },
      consents: [{ scope: 'User.Read', people: 'all' }],
      applicationPermissions: [],
      answer: { isAgent: true, expected: 'low' },
    },
    {
      archetype: 2,
      principal: {
        ...plainPrincipal,
        name: 'Inbox Digest',
        replyUrls: ['https://assistant.lindy.ai/oauth/callback'],
        createdDaysAgo: 150,
        lastSignInDaysAgo: 0,
      },
      consents: [{ scope: 'openid profile offline_access User.Read Mail.Read', people: 'all' }],
      applicationPermissions: [],
      answer: { isAgent: true, agentKind: 'ai-application', expected: 'critical', expectedFactors: ['no-owner'] },
    },
    {
      archetype: 3,
      principal: {
        ...plainPrincipal,
        name: 'Invoice Agent',
        home: 'own',
        createdDaysAgo: 905,
        lastSignInDaysAgo: 0,
        secretAges: [900],
        description: 'Reads invoices from mail and files them',
      },
      consents: [],
      applicationPermissions: ['Mail.ReadWrite', 'Files.ReadWrite.All'],
      answer: { isAgent: true, expected: 'critical' },
    },
    {
      archetype: 6,
      principal: {
        ...plainPrincipal,
        name: 'Supplier Onboarding Agent',
        kind: 'agent-identity',
        home: 'own',
        owners: [people.leaver()],
        createdDaysAgo: 400,
        lastSignInDaysAgo: 3,
        tags: ['AgentCreatedBy:Foundry'],
      },
      consents: [],
      applicationPermissions: ['Sites.ReadWrite.All', 'Mail.Send'],
      answer: { isAgent: true, expectedFactors: ['owner-left'], expected: null },
    },
    {
      archetype: 9,
      principal: {
        ...plainPrincipal,
        name: 'Contract Review Agent',
        kind: 'agent-identity',
        home: 'own',
        owners: [people.someone('Finance')],
        sponsors: [people.someone('Finance', 1)],
        createdDaysAgo: 200,
        lastSignInDaysAgo: 1,
      },
      consents: [],
      applicationPermissions: widened ? ['Files.Read.All', 'Sites.FullControl.All', 'Mail.Send'] : ['Files.Read.All'],
      answer: { isAgent: true, expected: null },
    },
    {
      archetype: 12,
      principal: { ...plainPrincipal, appId: chatGptAppId, name: 'Notes Helper', createdDaysAgo: 90, lastSignInDaysAgo: 0 },
      consents: [{ scope: 'User.Read Files.Read.All Sites.Read.All offline_access', people: consenters.slice(0, 12) }],
      applicationPermissions: [],
      answer: { isAgent: true, agentKind: 'ai-application', expected: null },
    },
    {
      archetype: 36,
      principal: {
        ...plainPrincipal,
        appId: claudeClientAppId,
        name: 'M365 MCP Client for Claude',
        publisher: 'Anthropic PBC',
        replyUrls: ['https://claude.ai/api/mcp/auth_callback'],
        createdDaysAgo: 120,
        lastSignInDaysAgo: 0,
      },
      consents: [{ scope: 'User.Read Mail.Read Calendars.Read Chat.Read Files.Read.All offline_access', people: consenters.slice(20, 60) }],
      applicationPermissions: [],
      answer: { isAgent: true, agentKind: 'ai-application', expected: null },
    },
    {
      archetype: null,
      principal: {
        ...plainPrincipal,
        name: 'Otter.ai',
        publisher: 'AISense, Inc.',
        replyUrls: ['https://otter.ai/microsoft/callback'],
        createdDaysAgo: 700,
        lastSignInDaysAgo: 0,
      },
      consents: [{ scope: 'User.Read Calendars.Read OnlineMeetings.Read offline_access', people: consenters }],
      applicationPermissions: [],
      answer: { isAgent: true, agentKind: 'ai-application', expected: null },
    },
    {
      archetype: 37,
      principal: {
        ...plainPrincipal,
        appId: sharedIdentity(seed).appId,
        name: sharedIdentity(seed).name,
        home: 'own',
        owners: [people.someone('Supply Chain')],
        createdDaysAgo: 500,
        lastSignInDaysAgo: 0,
        secretAges: [320],
      },
      consents: [],
      applicationPermissions: ['Mail.Send', 'Files.ReadWrite.All', 'User.Read.All'],
      answer: { isAgent: false, expected: null, open: true },
    },
    ...lookAlikes.map(
      (name, index): PrincipalPlan => ({
        archetype: 11,
        principal: {
          ...plainPrincipal,
          name,
          publisher: name,
          replyUrls: [`https://login.${name.toLowerCase().replaceAll(' ', '-')}.example/callback`],
          createdDaysAgo: 300 + index,
        },
        consents: [{ scope: 'User.Read openid', people: consenters.slice(100 + index, 103 + index) }],
        applicationPermissions: [],
        answer: { isAgent: false, expected: 'suggested' },
      }),
    ),
    ...hostileNames.map(
      (name, index): PrincipalPlan => ({
        archetype: 40,
        principal: {
          ...plainPrincipal,
          name,
          replyUrls: [`https://app${index}.voiceflow.com/callback`],
          createdDaysAgo: 30,
          description: name,
        },
        consents: [{ scope: 'User.Read Mail.Read', people: consenters.slice(index, index + 2) }],
        applicationPermissions: [],
        answer: { isAgent: true, expected: null },
      }),
    ),
    {
      archetype: 13,
      principal: {
        ...plainPrincipal,
        appId: '00000007-0000-0000-c000-000000000000',
        name: 'Common Data Service',
        home: 'platform',
        publisher: 'Microsoft Services',
        createdDaysAgo: 2_000,
      },
      consents: [],
      applicationPermissions: [],
      answer: notListed,
    },
  ]
}

/** The acquisition's tenant: the same vendor as in the main tenant under another application id (archetype 36). */
export function acquisitionArchetypes(options: { readonly people: People }): readonly PrincipalPlan[] {
  const { people } = options
  return [
    {
      archetype: 36,
      principal: {
        ...plainPrincipal,
        appId: claudeServerAppId,
        name: 'Claude',
        publisher: 'Anthropic PBC',
        replyUrls: ['https://claude.ai/api/mcp/auth_callback'],
        createdDaysAgo: 80,
        lastSignInDaysAgo: 0,
      },
      consents: [{ scope: 'User.Read Files.Read.All Sites.Read.All', people: 'all' }],
      applicationPermissions: [],
      answer: { isAgent: true, agentKind: 'ai-application', expected: null },
    },
    {
      archetype: null,
      principal: {
        ...plainPrincipal,
        name: 'Parts Catalogue Sync',
        home: 'own',
        owners: [people.someone('Supply Chain')],
        createdDaysAgo: 900,
        secretAges: [40],
      },
      consents: [],
      applicationPermissions: ['Sites.Selected'],
      answer: notListed,
    },
  ]
}
