import { businessUnits } from '../people.ts'
import type { Random } from '../random.ts'
import type { WorkflowPlan } from './archetypes.ts'
import type { StoredCredential, storedCredentials } from './credentials.ts'
import { agent, base, type Drawing, draw, langchain } from './draw.ts'

type Stored = ReturnType<typeof storedCredentials>

const use = (credential: StoredCredential) => ({ [credential.type]: { id: credential.id, name: credential.name } })

interface Pattern {
  readonly name: string
  readonly kind: string | null
  readonly draw: (stored: Stored, random: Random) => Drawing
}

const chatModel = (stored: Stored, random: Random) =>
  random.pick([
    langchain('lmChatOpenAi', 'Model', {
      parameters: { model: random.pick(['gpt-4o', 'gpt-4o-mini', 'gpt-4.1']) },
      credentials: use(stored.openAi),
    }),
    langchain('lmChatAnthropic', 'Model', { parameters: { model: 'claude-sonnet-4-5' }, credentials: use(stored.anthropic) }),
    langchain('lmChatGoogleGemini', 'Model', { parameters: { modelName: 'models/gemini-2.5-flash' }, credentials: use(stored.gemini) }),
  ])

const withAi: readonly Pattern[] = [
  {
    name: 'Ticket Sorter',
    kind: 'workflow',
    draw: (stored, random) =>
      draw(
        [
          base('jiraTrigger', 'New ticket', { credentials: use(stored.jira) }),
          langchain('textClassifier', 'Sort'),
          base('jira', 'Set label', { parameters: { operation: 'update' }, credentials: use(stored.jira) }),
        ],
        [{ node: chatModel(stored, random), below: 'Sort', by: 'ai_languageModel' }],
      ),
  },
  {
    name: 'Meeting Notes Writer',
    kind: 'workflow',
    draw: (stored, random) =>
      draw(
        [
          base('googleDriveTrigger', 'New recording'),
          langchain('chainSummarization', 'Summarise'),
          base('notion', 'Save notes', { parameters: { operation: 'create' } }),
        ],
        [{ node: chatModel(stored, random), below: 'Summarise', by: 'ai_languageModel' }],
      ),
  },
  {
    name: 'Product Question Chat',
    kind: 'chatbot',
    draw: (stored, random) =>
      agent({
        start: langchain('chatTrigger', 'Chat', { parameters: random.chance(0.3) ? { public: true, authentication: 'basicAuth' } : {} }),
        system: `Answer from the product catalogue only. Edition ${random.below(10_000)}.`,
        model: chatModel(stored, random),
        tools: [langchain('toolVectorStore', 'Catalogue')],
      }),
  },
  {
    name: 'Order Status Agent',
    kind: 'autonomous-agent',
    draw: (stored, random) =>
      agent({
        start: base('telegramTrigger', 'Message', { credentials: use(stored.telegram) }),
        system: `Tell customers where their order is. Region ${random.below(10_000)}.`,
        model: chatModel(stored, random),
        tools: [base('postgresTool', 'Orders', { parameters: { operation: 'select' }, credentials: use(stored.postgres) })],
        after: [base('telegram', 'Answer', { parameters: { operation: 'sendMessage' }, credentials: use(stored.telegram) })],
      }),
  },
  {
    name: 'Weekly Report Draft',
    kind: 'workflow',
    draw: (stored) =>
      draw([
        base('scheduleTrigger', 'Fridays'),
        base('googleSheets', 'Figures', { parameters: { operation: 'read' }, credentials: use(stored.sheets) }),
        langchain('openAi', 'Draft', {
          parameters: { modelId: { __rl: true, mode: 'list', value: 'gpt-4o' } },
          credentials: use(stored.openAi),
        }),
        base('slack', 'Post', { parameters: { operation: 'post' }, credentials: use(stored.slack) }),
      ]),
  },
  {
    name: 'Translation Helper',
    kind: 'workflow',
    draw: () =>
      draw([
        base('formTrigger', 'Text', { parameters: { authentication: 'basicAuth' } }),
        base('httpRequest', 'Translate', {
          parameters: { method: 'POST', url: 'https://api.mistral.ai/v1/chat/completions', jsonBody: '{"model": "mistral-small-latest"}' },
        }),
      ]),
  },
]

const withoutAi: readonly Pattern[] = [
  {
    name: 'Backup to Storage',
    kind: null,
    draw: () => draw([base('scheduleTrigger', 'Nightly'), base('awsS3', 'Upload', { parameters: { operation: 'upload' } })]),
  },
  {
    name: 'New Hire Checklist',
    kind: null,
    draw: (stored) =>
      draw([
        base('formTrigger', 'Form'),
        base('jira', 'Create tasks', { parameters: { operation: 'create' }, credentials: use(stored.jira) }),
      ]),
  },
  {
    name: 'Lead to CRM',
    kind: null,
    draw: (stored) =>
      draw([
        base('webhook', 'Lead', { parameters: { path: 'lead', authentication: 'headerAuth' } }),
        base('set', 'Map'),
        base('hubspot', 'Create contact', { parameters: { operation: 'create' }, credentials: use(stored.hubspot) }),
      ]),
  },
  {
    name: 'Invoice Archive',
    kind: null,
    draw: (stored) =>
      draw([
        base('gmailTrigger', 'Invoice mail', { credentials: use(stored.gmail) }),
        base('googleDrive', 'Save', { parameters: { operation: 'upload' } }),
      ]),
  },
  {
    name: 'Stock Level Sync',
    kind: null,
    draw: (stored) =>
      draw([
        base('scheduleTrigger', 'Hourly'),
        base('httpRequest', 'Stock', { parameters: { url: 'https://warehouse.meridian.example/stock' } }),
        base('postgres', 'Store', { parameters: { operation: 'upsert' }, credentials: use(stored.postgres) }),
      ]),
  },
  {
    // A name that says AI and a workflow that does not hold any.
    name: 'AI Newsletter Subscribers',
    kind: null,
    draw: () => draw([base('formTrigger', 'Subscribe'), base('mailchimp', 'Add', { parameters: { operation: 'create' } })]),
  },
]

/** One workflow of the crowd; about two in five hold AI. */
export function crowdPlan(random: Random, stored: Stored, index: number): WorkflowPlan {
  const ai = random.chance(0.33)
  const pattern = random.pick(ai ? withAi : withoutAi)
  const unit = random.pick(businessUnits)
  const active = random.chance(0.7)
  return {
    archetype: null,
    name: `${unit} ${pattern.name} ${index + 1}`,
    unit,
    drawing: pattern.draw(stored, random),
    active,
    createdDaysAgo: 5 + random.below(700),
    lastRunHoursAgo: active && random.chance(0.85) ? 1 + random.below(300) : null,
    ...(random.chance(0.4) ? { description: `${pattern.name} of ${unit}.` } : {}),
    ...(random.chance(0.3) ? { tags: [random.pick(['production', 'test', 'finance'])] } : {}),
    answer: ai ? { isAgent: true, agentKind: pattern.kind, expected: null } : { isAgent: false, agentKind: null, expected: 'not-listed' },
  }
}
