import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { hostileNames } from '../hostile-names.ts'
import type { BusinessUnit } from '../people.ts'
import type { StoredCredential, storedCredentials } from './credentials.ts'
import { agent, base, type Drawing, draw, langchain } from './draw.ts'

/** A workflow before it gets its id, owner and dates. */
export interface WorkflowPlan {
  readonly archetype: number | null
  readonly name: string
  readonly unit: BusinessUnit
  readonly drawing: Drawing
  readonly active: boolean
  readonly createdDaysAgo: number
  /** Null: nothing kept. */
  readonly lastRunHoursAgo: number | null
  readonly description?: string
  readonly tags?: readonly string[]
  readonly owner?: 'maker' | 'leaver'
  /** How many executions run at this moment. */
  readonly running?: number
  readonly answer: Pick<AnswerKeyEntry, 'isAgent' | 'agentKind' | 'expected'> & Partial<Pick<AnswerKeyEntry, 'expectedFactors'>>
}

type Stored = ReturnType<typeof storedCredentials>

const use = (credential: StoredCredential) => ({ [credential.type]: { id: credential.id, name: credential.name } })
const model = (stored: Stored, name = 'gpt-4o') =>
  langchain('lmChatOpenAi', 'OpenAI Chat Model', {
    parameters: { model: { __rl: true, mode: 'list', value: name } },
    credentials: use(stored.openAi),
  })

/** Id of the workflow that archetype 38 hands over to and that nobody kept. */
const goneWorkflowId = 'bILLingGone00001'

/** The archetypes that live on the automation server; `idOf` gives the id of another plan by its name. */
export function archetypes(stored: Stored, idOf: (name: string) => string): readonly WorkflowPlan[] {
  const plan = (
    fields: Partial<WorkflowPlan> & Pick<WorkflowPlan, 'archetype' | 'name' | 'unit' | 'drawing' | 'answer'>,
  ): WorkflowPlan => ({
    active: true,
    createdDaysAgo: 120,
    lastRunHoursAgo: 2,
    ...fields,
  })
  return [
    plan({
      archetype: 4,
      name: 'Inbound Lead Concierge',
      unit: 'Sales',
      running: 2,
      drawing: agent({
        start: base('gmailTrigger', 'New mail in sales inbox', { credentials: use(stored.gmail) }),
        system: 'Answer new leads. Look them up first.',
        model: model(stored),
        tools: [
          base('hubspotTool', 'Look up customer', { credentials: use(stored.hubspot) }),
          base('httpRequestTool', 'Call any address', { parameters: { url: "={{ $fromAI('url') }}", method: 'POST' } }),
          base('gmailTool', 'Send answer', { parameters: { operation: 'send' }, credentials: use(stored.gmail) }),
        ],
      }),
      answer: { isAgent: true, agentKind: 'autonomous-agent', expected: 'critical', expectedFactors: ['lethal-trio'] },
    }),
    ...(['Travel Expense Helper', 'Travel Expense Helper (Care)'] as const).map((name, index) =>
      plan({
        archetype: 5,
        name,
        unit: index === 0 ? 'Finance' : 'Customer Care',
        createdDaysAgo: 90 - index * 40,
        drawing: agent({
          start: base('formTrigger', 'Expense form'),
          system: 'Check the claim against the travel rules and book it.',
          model: model(stored, 'gpt-4o-mini'),
          tools: [base('googleSheetsTool', 'Travel rules', { parameters: { operation: 'read' }, credentials: use(stored.sheets) })],
          after: [base('slack', 'Tell finance', { parameters: { operation: 'post' }, credentials: use(stored.slack) })],
        }),
        answer: { isAgent: true, agentKind: 'autonomous-agent', expected: null },
      }),
    ),
    plan({
      archetype: 25,
      name: 'Ledger Reconciliation Agent',
      unit: 'Finance',
      drawing: agent({
        start: base('scheduleTrigger', 'Every night'),
        system: 'Compare the ledger with the warehouse and list what differs.',
        model: langchain('lmChatGoogleGemini', 'Gemini', {
          parameters: { modelName: 'models/gemini-2.5-pro' },
          credentials: use(stored.gemini),
        }),
        tools: [
          base('googleBigQueryTool', 'Warehouse', { parameters: { operation: 'executeQuery' }, credentials: use(stored.serviceAccount) }),
        ],
      }),
      answer: { isAgent: true, agentKind: 'autonomous-agent', expected: null },
    }),
    ...(['Invoice Intake', 'Invoice Reminder', 'Credit Note Writer', 'Supplier Answer', 'Payment Run Check'] as const).map((name, index) =>
      plan({
        archetype: 37,
        name,
        unit: 'Finance',
        createdDaysAgo: 200 + index,
        drawing: draw([
          base('scheduleTrigger', 'Hourly'),
          base('microsoftOutlook', 'Read shared mailbox', { parameters: { operation: 'getAll' }, credentials: use(stored.sharedGraph) }),
          langchain('openAi', 'Understand', {
            parameters: { modelId: { __rl: true, mode: 'list', value: 'gpt-4o-mini' } },
            credentials: use(stored.openAi),
          }),
          base('microsoftOutlook', 'Answer', { parameters: { operation: 'reply' }, credentials: use(stored.sharedGraph) }),
        ]),
        answer: { isAgent: true, agentKind: 'workflow', expected: null },
      }),
    ),
    plan({
      archetype: 38,
      name: 'Support Triage Agent',
      unit: 'Customer Care',
      drawing: agent({
        start: base('webhook', 'Ticket arrives', {
          parameters: { path: 'ticket', httpMethod: 'POST', authentication: 'headerAuth' },
          credentials: use(stored.header),
        }),
        system: 'Solve the ticket or hand it to billing.',
        model: langchain('lmChatAnthropic', 'Claude', { parameters: { model: 'claude-sonnet-4-5' }, credentials: use(stored.anthropic) }),
        tools: [
          langchain('toolWorkflow', 'Hand over to billing', {
            parameters: { workflowId: { __rl: true, mode: 'id', value: goneWorkflowId } },
          }),
          langchain('toolWorkflow', 'Ask the knowledge base', {
            parameters: { workflowId: { __rl: true, mode: 'id', value: idOf('Knowledge Base Lookup') } },
          }),
        ],
      }),
      answer: { isAgent: true, agentKind: 'autonomous-agent', expected: null, expectedFactors: ['delegation'] },
    }),
    plan({
      archetype: 38,
      name: 'Knowledge Base Lookup',
      unit: 'Customer Care',
      active: false,
      drawing: draw([
        base('executeWorkflowTrigger', 'Called by others'),
        base('confluence', 'Search', { parameters: { operation: 'search' } }),
        base('set', 'Shape'),
      ]),
      answer: { isAgent: false, agentKind: null, expected: 'not-listed' },
    }),
    plan({
      archetype: 39,
      name: 'Meeting Room Sorter',
      unit: 'People',
      description:
        'Sorts requests for meeting rooms into a list. Reviewed every quarter; a person approves each change; a failed run is undone.',
      tags: ['production'],
      drawing: agent({
        start: base('manualTrigger', 'Start'),
        system: 'Sort the requests by date.',
        model: model(stored, 'gpt-4o-mini'),
        tools: [base('googleCalendarTool', 'Rooms', { parameters: { operation: 'getAll' }, retryOnFail: true })],
        after: [
          base('slack', 'Ask a person', { parameters: { operation: 'sendAndWait' }, credentials: use(stored.slack) }),
          base('set', 'Rollback note'),
        ],
        retry: true,
        settings: { errorWorkflow: idOf('Error Notifier') },
      }),
      answer: { isAgent: true, agentKind: 'autonomous-agent', expected: null },
    }),
    plan({
      archetype: 39,
      name: 'Error Notifier',
      unit: 'Engineering',
      drawing: draw([
        base('errorTrigger', 'On error'),
        base('slack', 'Tell the team', { parameters: { operation: 'post' }, credentials: use(stored.slack) }),
      ]),
      answer: { isAgent: false, agentKind: null, expected: 'not-listed' },
    }),
    plan({
      archetype: 42,
      name: 'Board Minutes Digest',
      unit: 'Finance',
      drawing: draw([
        base('scheduleTrigger', 'Mondays'),
        base('googleDrive', 'Fetch minutes', { parameters: { operation: 'download' } }),
        base('httpRequest', 'Summarise', {
          parameters: {
            method: 'POST',
            url: "=https://api.anthropic.com/v1/{{ 'messages' }}",
            sendBody: true,
            jsonBody: '={ "model": "claude-opus-4-1", "messages": [] }',
          },
          credentials: use(stored.header),
        }),
        base('emailSend', 'Send digest'),
      ]),
      answer: { isAgent: true, agentKind: 'workflow', expected: null },
    }),
    plan({
      archetype: 17,
      name: 'Ask HR',
      unit: 'People',
      drawing: agent({
        start: langchain('chatTrigger', 'Public chat', { parameters: { public: true, mode: 'hostedChat' } }),
        system: 'Answer questions from the handbook.',
        model: langchain('lmChatMistralCloud', 'Mistral', {
          parameters: { model: 'mistral-large-latest' },
          credentials: use(stored.mistral),
        }),
        tools: [base('postgresTool', 'Staff records', { parameters: { operation: 'select' }, credentials: use(stored.postgres) })],
      }),
      answer: { isAgent: true, agentKind: 'chatbot', expected: null, expectedFactors: ['exposure'] },
    }),
    plan({
      archetype: 16,
      name: 'Order Tools',
      unit: 'Supply Chain',
      drawing: draw(
        [langchain('mcpTrigger', 'MCP server', { parameters: { path: 'orders' } })],
        [{ node: base('postgresTool', 'Query orders', { credentials: use(stored.postgres) }), below: 'MCP server', by: 'ai_tool' }],
      ),
      answer: { isAgent: true, agentKind: 'mcp-server', expected: null, expectedFactors: ['exposure'] },
    }),
    plan({
      archetype: 23,
      name: 'Workflow Builder Agent',
      unit: 'Engineering',
      drawing: agent({
        start: base('scheduleTrigger', 'Nightly'),
        system: 'Improve slow workflows.',
        model: model(stored),
        tools: [base('n8nTool', 'Change workflows', { parameters: { resource: 'workflow', operation: 'update' } })],
      }),
      answer: { isAgent: true, agentKind: 'autonomous-agent', expected: null, expectedFactors: ['autonomy'] },
    }),
    plan({
      archetype: 6,
      name: 'Price List Watcher',
      unit: 'Supply Chain',
      owner: 'leaver',
      drawing: draw([
        base('scheduleTrigger', 'Daily'),
        base('httpRequest', 'Fetch list', { parameters: { url: 'https://prices.supplier.invalid/list' } }),
        base('openAi', 'Compare', { parameters: { model: 'gpt-4o', operation: 'complete' }, credentials: use(stored.openAiPrivate) }),
        base('postgres', 'Store', { parameters: { operation: 'upsert' }, credentials: use(stored.postgres) }),
      ]),
      answer: { isAgent: true, agentKind: 'workflow', expected: null },
    }),
    ...hostileNames.map((name, index) =>
      plan({
        archetype: 40,
        name,
        unit: 'Engineering',
        active: index % 2 === 0,
        drawing: draw([
          base('manualTrigger', name.slice(0, 500)),
          langchain('openAi', `${name.slice(0, 500)} model`, {
            parameters: { modelId: name.slice(0, 40) },
            credentials: use(stored.openAi),
          }),
        ]),
        answer: { isAgent: true, agentKind: 'workflow', expected: null },
      }),
    ),
  ]
}
