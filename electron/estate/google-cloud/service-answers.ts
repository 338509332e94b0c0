import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { engineName } from './inventory.ts'
import type { Answer, OrganisationPlan } from './plan.ts'
import { projectNamed } from './routes.ts'
import type { ServicesPlan } from './services-plan.ts'

interface Told {
  readonly archetype: number | null
  readonly name: string
  readonly answer: Answer
}

/** What a scan must make of all that stands beside Agent Engine. */
export function serviceEntries(organisation: OrganisationPlan, services: ServicesPlan): readonly AnswerKeyEntry[] {
  const number = (project: string): string => projectNamed(organisation, project)?.number ?? project
  const entry = (kind: string, value: string, agentKind: string, one: Told, joins: AnswerKeyEntry['joins'] = []): AnswerKeyEntry =>
    answer({
      archetype: one.archetype,
      provider: 'google-cloud',
      name: one.name,
      nativeId: { kind, value },
      agentKind: one.answer.isAgent ? agentKind : null,
      joins,
      ...one.answer,
    })
  const sameEngine = (path: string | undefined): AnswerKeyEntry['joins'] => {
    const [project = '', location = '', id = ''] = path?.split('/') ?? []
    const home = projectNamed(organisation, project)
    return home === null ? [] : [{ kind: 'gcp-reasoning-engine', value: engineName(home, location, id) }]
  }
  const app = (project: string, location: string, id: string): string =>
    `projects/${number(project)}/locations/${location}/collections/default_collection/engines/${id}`
  return [
    ...services.endpoints.map((one) =>
      entry('gcp-endpoint', `projects/${number(one.project)}/locations/${one.location}/endpoints/${one.id}`, 'model-endpoint', one),
    ),
    ...services.chats.map((one) =>
      entry('gcp-dialogflow-agent', `projects/${one.project}/locations/${one.location}/agents/${one.id}`, 'chatbot', one),
    ),
    ...services.apps.map((one) =>
      entry('gcp-customer-app', `projects/${one.project}/locations/${one.location}/apps/${one.id}`, 'chatbot', one),
    ),
    ...services.geminiApps.map((one) => entry('gcp-gemini-app', app(one.project, one.location, one.id), 'assistant', one)),
    ...services.geminiAgents.map((one) =>
      entry(
        'gcp-gemini-agent',
        `${app(one.project, one.location, one.app)}/assistants/default_assistant/agents/${one.id}`,
        'assistant',
        one,
        sameEngine(one.engine),
      ),
    ),
    ...services.registered.map((one) =>
      entry(
        `gcp-registered-${one.sort}`,
        `urn:${one.sort}:meridian:${one.project}:${one.id}`,
        one.sort === 'server' ? 'mcp-server' : 'autonomous-agent',
        one,
        sameEngine(one.engine),
      ),
    ),
    // What calls no model is not even noted.
    ...services.apiKeys.filter(({ answer: { isAgent } }) => isAgent).map((one) => entry('gcp-api-key-id', one.id, 'ai-application', one)),
    ...services.signIns.map((one) =>
      entry('gcp-auth-provider', `projects/${one.project}/locations/${one.location}/authProviders/${one.id}`, 'automation-identity', one),
    ),
  ]
}
