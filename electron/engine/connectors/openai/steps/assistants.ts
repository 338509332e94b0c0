import { createHash } from 'node:crypto'
import { blankSubject, type Subject, type Tool } from '../../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../../catalogue/models.ts'
import { complete, partial, type Step, skipped } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { assistantTools } from '../classify.ts'
import { list } from '../client.ts'
import { type Assistant, assistantSchema } from '../schema.ts'

/** Assistants belong to a project and are shown to a key of that project only. What they are told is hashed, never kept. */
export const assistants: Step = {
  id: 'assistants',
  title: 'Assistants',
  yields: 'assistants of the project whose key was given',
  after: [],
  calls: ['assistants'],
  hides: 'assistants, their models and tools',
  owns: [{ kind: 'subject', keyPrefix: 'assistant/' }],
  async *run(context) {
    const key = await context.secret('projectKey')
    if (!key.ok) return { state: 'failed', failure: key.failure }
    if (!key.value) return skipped('not-asked', 'no key of a project was given')
    let seen = context.cursor !== null
    let aside = 0
    const headers = { 'OpenAI-Beta': 'assistants=v2' }
    for await (const page of list(context, { call: 'assistants', headers, from: context.cursor, key: 'projectKey' })) {
      if (!page.ok && page.failure.code === 'not-found') return skipped('no-service', 'the provider does not offer assistants any more')
      if (!page.ok) return endOf(page, seen, 'api.assistants.read')
      const { kept, keptAside } = keep(assistantSchema, page.value.elements)
      seen = true
      aside += keptAside
      yield { observations: kept.map(observeAssistant), call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    return aside === 0 ? complete : partial(`${aside} assistants could not be read and were kept aside`)
  },
}

function observeAssistant(assistant: Assistant): Subject {
  const tools = assistant.tools.flatMap(toTool)
  return {
    ...blankSubject,
    key: `assistant/${assistant.id}`,
    role: 'agent',
    name: (assistant.name || `Assistant ${assistant.id}`).slice(0, 20_000),
    nativeIds: [{ kind: 'openai-assistant-id', value: assistant.id, joins: true }],
    agentKind: 'assistant',
    platform: 'OpenAI Assistants',
    autonomy: { floor: 'A0', ceiling: 'A4', because: 'a program starts it; whether a person is present is not visible here' },
    signals: [{ by: 'provider', value: 'assistant', certainty: 'certain', vendor: 'OpenAI' }],
    purpose: assistant.description?.slice(0, 2_000) || null,
    enabled: true,
    createdAt: assistant.created_at ?? null,
    models: assistant.model ? [{ vendor: vendorOfModel(assistant.model) ?? 'OpenAI', name: assistant.model.slice(0, 200) }] : [],
    tools,
    instructionsHash: assistant.instructions ? createHash('sha256').update(assistant.instructions).digest('hex') : null,
    traits: tools.some((tool) => tool.name === 'file_search') ? ['private-data'] : [],
  }
}

/** A tool by its type; of a function its name too. A type that nobody has classified does something unknown. */
function toTool(value: unknown): readonly Tool[] {
  if (typeof value !== 'object' || value === null) return []
  const { type, function: made } = value as { readonly type?: unknown; readonly function?: { readonly name?: unknown } | null }
  if (typeof type !== 'string') return []
  const name = type === 'function' && typeof made?.name === 'string' ? `function ${made.name}` : type
  const known = Object.hasOwn(assistantTools, type) ? assistantTools[type] : undefined
  return [{ name: name.slice(0, 300), powers: known ?? [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }] }]
}
