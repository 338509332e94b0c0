import type { Failure } from '../../../../../shared/base/failure.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import type { Step } from '../../connector.ts'
import { cxAgentSchema, cxKey, cxKind, cxToolSchema, observeCxAgent, playbookSchema, webhookSchema } from '../chats.ts'
import { regional, whole } from '../client.ts'
import { inPlaces } from '../in-places.ts'
import { placeKey } from '../keys.ts'
import { placesOf } from '../landscape.ts'
import { observeOwners, ownersOf } from '../policies.ts'
import { lastSegment } from '../schema.ts'

export const chats: Step = {
  id: 'chats',
  title: 'Conversational agents',
  yields: 'Dialogflow agents, their tools, and where they send what they were told',
  after: ['projects', 'policies'],
  calls: ['resources', 'policies', ...['cx-agents', 'cx-playbooks', 'cx-tools', 'cx-webhooks'].flatMap((call) => [call, `${call}-global`])],
  hides: 'conversational agents',
  owns: [
    { kind: 'subject', keyPrefix: `${cxKind}/` },
    { kind: 'ownership', keyPrefix: `owner/${cxKind}/` },
  ],
  run: (context) =>
    inPlaces(context, {
      noun: 'projects and locations',
      places: (land) => placesOf(land, 'dialogflow.googleapis.com'),
      owns: (place) => [
        { kind: 'subject', keyPrefix: placeKey(cxKind, place) },
        { kind: 'ownership', keyPrefix: `owner/${placeKey(cxKind, place)}` },
      ],
      look: async (place, land) => {
        const project = land.project(place.project)
        const owners = await ownersOf(context, project)
        const listed = <T>(
          call: string,
          member: string,
          schema: Parameters<typeof whole<T>>[1]['schema'],
          path: Readonly<Record<string, string>>,
        ) => {
          const { call: id, host } = regional(call, place.location)
          return whole(context, {
            call: id,
            member,
            schema,
            params: { path, query: { pageSize: '100' }, ...(host === undefined ? {} : { host }) },
          })
        }
        const list = await listed('cx-agents', 'agents', cxAgentSchema, { ...place })
        const observations: Observation[] = []
        let failure: Failure | null = list.failure
        let keptAside = list.keptAside
        for (const agent of list.items) {
          const path = { ...place, agent: lastSegment(agent.name) }
          const playbooks = await listed('cx-playbooks', 'playbooks', playbookSchema, path)
          const tools = await listed('cx-tools', 'tools', cxToolSchema, path)
          const webhooks = await listed('cx-webhooks', 'webhooks', webhookSchema, path)
          failure ??= playbooks.failure ?? tools.failure ?? webhooks.failure
          keptAside += playbooks.keptAside + tools.keptAside + webhooks.keptAside
          const parts = {
            playbooks: playbooks.failure === null ? playbooks.items : null,
            tools: tools.failure === null ? tools.items : null,
            webhooks: webhooks.failure === null ? webhooks.items : null,
          }
          observations.push(observeCxAgent(agent, parts, { place, project }), ...observeOwners(cxKey(place, agent), null, owners))
        }
        return { observations, call: list.call, keptAside, failure }
      },
    }),
}
