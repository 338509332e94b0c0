import { z } from 'zod'
import type { Ownership } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step, type StepContext } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { pages } from '../client.ts'
import { notLooked } from '../in-places.ts'
import { engineKey, placeKey } from '../keys.ts'
import { type Landscape, landscape } from '../landscape.ts'
import { personOf } from '../policies.ts'
import { segments, text } from '../schema.ts'

/** How far back the log of administrative acts reaches. Source: cloud.google.com/logging/quotas. */
const logDays = 400
/** Projects that one question may name. */
const atOnce = 50

const entrySchema = z.object({
  protoPayload: z.object({
    methodName: z.string(),
    resourceName: text,
    authenticationInfo: z.object({ principalEmail: text }).nullish().catch(null),
    response: z.object({ name: text }).nullish().catch(null),
  }),
})
type Entry = z.infer<typeof entrySchema>

/** Of each entry only who did what to which thing is asked for; what was written there is not sent. */
const mask = 'nextPageToken,entries(protoPayload(methodName,resourceName,authenticationInfo(principalEmail),response(name)))'
const made = 'CreateReasoningEngine|CreateEndpoint|CreateAgent|CreateApp|CreateEngine'

export const makers: Step = {
  id: 'makers',
  title: 'Who made it',
  yields: 'who made an agent, from the log of administrative acts',
  after: ['projects', 'engines', 'endpoints', 'chats', 'customer-apps', 'gemini'],
  calls: ['resources', 'log'],
  hides: 'who made an agent that names no owner',
  owns: [{ kind: 'ownership', keyPrefix: 'maker/' }],
  async *run(context) {
    const land = await landscape(context)
    if (!land.ok) return notLooked(land.failure)
    const known = new Set(agentKeys(context))
    const projects = [...new Set([...known].flatMap((key) => key.split('/')[1] ?? []))].sort()
    let seen = false
    let aside = 0
    for (let at = 0; at < projects.length; at += atOnce) {
      const body = {
        resourceNames: projects.slice(at, at + atOnce).map((id) => `projects/${id}`),
        filter: [
          'log_id("cloudaudit.googleapis.com/activity")',
          `protoPayload.methodName=~"(${made})$"`,
          `timestamp>="${new Date(context.now().getTime() - logDays * 86_400_000).toISOString().slice(0, 10)}"`,
        ].join(' AND '),
        orderBy: 'timestamp desc',
        pageSize: 1_000,
      }
      for await (const page of pages(context, {
        call: 'log',
        member: 'entries',
        schema: entrySchema,
        params: { query: { fields: mask }, body },
      })) {
        if (!page.ok) return endOf(page, seen)
        seen = true
        aside += page.value.keptAside
        yield {
          observations: page.value.items.flatMap((entry) => observeMaker(entry, land.value, known)),
          call: page.value.call,
          cursor: null,
          keptAside: page.value.keptAside,
        }
      }
    }
    return aside === 0 ? complete : partial(`${aside} entries could not be read and were kept aside`)
  },
}

const kinds = ['agent-engine', 'model-endpoint', 'dialogflow-agent', 'customer-app', 'gemini-app', 'gemini-agent'] as const

const agentKeys = (context: StepContext): readonly string[] =>
  [...context.seen('subject')].map(({ key }) => key).filter((key) => kinds.some((kind) => key.startsWith(`${kind}/`)))

/** The thing that was made is named by the act's answer, or by the act itself. */
function observeMaker({ protoPayload: act }: Entry, land: Landscape, known: ReadonlySet<string>) {
  const person = personOf(`user:${act.authenticationInfo?.principalEmail ?? ''}`)
  const subjectKey = [act.response?.name, act.resourceName]
    .map((name) => keyOf(name ?? '', land))
    .find((key) => key !== null && known.has(key))
  if (!person || !subjectKey || person.name === '') return []
  const account = person.name.endsWith('gserviceaccount.com')
  const maker = account
    ? { ...person, key: `serviceAccount:${person.name.toLowerCase()}`, type: 'service' as const, active: null }
    : { ...person, active: null }
  const ownership: Ownership = { kind: 'ownership', key: `maker/${subjectKey}/${maker.key}`, subjectKey, role: 'creator', person: maker }
  return [ownership]
}

function keyOf(name: string, land: Landscape): string | null {
  const parts = segments(name)
  const project = land.project(parts.projects ?? '')
  if (project === null || !parts.locations) return null
  const place = { project: project.id, location: parts.locations }
  if (parts.reasoningEngines) return engineKey(place, parts.reasoningEngines)
  if (parts.endpoints) return `${placeKey('model-endpoint', place)}${parts.endpoints}`
  if (parts.apps) return `${placeKey('customer-app', place)}${parts.apps}`
  if (parts.engines && parts.agents) return `${placeKey('gemini-agent', place)}${parts.engines}/${parts.assistants}/${parts.agents}`
  if (parts.engines) return `${placeKey('gemini-app', place)}${parts.engines}`
  return parts.agents ? `${placeKey('dialogflow-agent', place)}${parts.agents}` : null
}
