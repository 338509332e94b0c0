import type { Failure } from '../../../../../shared/base/failure.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../../connector.ts'
import { regional, type Whole, whole } from '../client.ts'
import {
  assistantSchema,
  geminiAgentKey,
  geminiAgentKind,
  geminiAgentSchema,
  geminiAppKey,
  geminiAppKind,
  geminiAppSchema,
  observeGeminiAgent,
  observeGeminiApp,
} from '../gemini.ts'
import { inPlaces } from '../in-places.ts'
import { type Place, placeKey } from '../keys.ts'
import { placesOf } from '../landscape.ts'
import { observeOwners, ownersOf } from '../policies.ts'
import { lastSegment } from '../schema.ts'

const kinds = [geminiAppKind, geminiAgentKind] as const
/** Google makes one collection in each location; the interface that makes more is not offered to everybody. */
const collection = 'default_collection'

export const gemini: Step = {
  id: 'gemini',
  title: 'Gemini Enterprise',
  yields: 'apps, the data they search, and the agents in them with whom they are shared',
  after: ['projects', 'policies'],
  calls: ['resources', 'policies', ...['gemini-apps', 'gemini-assistants', 'gemini-agents'].flatMap((call) => [call, `${call}-global`])],
  hides: 'assistants and agents that staff find in Gemini Enterprise',
  owns: kinds.flatMap((kind) => [
    { kind: 'subject', keyPrefix: `${kind}/` },
    { kind: 'ownership', keyPrefix: `owner/${kind}/` },
  ]),
  run: (context) =>
    inPlaces(context, {
      noun: 'projects and locations',
      places: (land) => placesOf(land, 'discoveryengine.googleapis.com'),
      owns: (place) =>
        kinds.flatMap((kind) => [
          { kind: 'subject', keyPrefix: placeKey(kind, place) },
          { kind: 'ownership', keyPrefix: `owner/${placeKey(kind, place)}` },
        ]),
      look: async (place, land) => {
        const owners = await ownersOf(context, land.project(place.project))
        // This list knows no pages.
        const apps = await listed(context, place, 'gemini-apps', 'engines', geminiAppSchema, {}, {})
        const observations: Observation[] = []
        let failure: Failure | null = apps.failure
        let keptAside = apps.keptAside
        for (const app of apps.items) {
          observations.push(observeGeminiApp(app, place, land), ...observeOwners(geminiAppKey(place, app), null, owners))
          const engine = lastSegment(app.name)
          const assistants = await listed(context, place, 'gemini-assistants', 'assistants', assistantSchema, { engine })
          failure ??= assistants.failure
          keptAside += assistants.keptAside
          for (const assistant of assistants.items) {
            const path = { engine, assistant: lastSegment(assistant.name) }
            const agents = await listed(context, place, 'gemini-agents', 'agents', geminiAgentSchema, path)
            failure ??= agents.failure
            keptAside += agents.keptAside
            for (const agent of agents.items)
              observations.push(observeGeminiAgent(agent, place, land), ...observeOwners(geminiAgentKey(place, agent), null, owners))
          }
        }
        return { observations, call: apps.call, keptAside, failure }
      },
    }),
}

function listed<T>(
  context: StepContext,
  place: Place,
  name: string,
  member: string,
  schema: Parameters<typeof whole<T>>[1]['schema'],
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = { pageSize: '100' },
): Promise<Whole<T>> {
  const { call, host } = regional(name, place.location)
  const params = { path: { ...place, collection, ...path }, query, ...(host === undefined ? {} : { host }) }
  return whole(context, { call, member, schema, params })
}
