import { z } from 'zod'
import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import { type Batch, complete, type Step, type StepContext } from '../../connector.ts'
import { keep } from '../../keep.ts'
import { versions } from '../calls.ts'
import { managedPages, send } from '../client.ts'
import { eachSubscription } from '../each-subscription.ts'
import { endOfList, placeEnd, worst } from '../ends.ts'
import { ownership, personOf } from '../owners.ts'
import { pathOf } from '../projects.ts'
import { resourceId } from '../resource-id.ts'
import { instant, runSchema } from '../schema.ts'
import type { Subscription } from '../subscriptions.ts'

/** When logic apps with AI last ran. Of a run only its start and its status are taken. */
export const runs: Step = {
  id: 'runs',
  title: 'Last runs',
  yields: 'when logic apps with AI last ran',
  after: ['logic-apps'],
  calls: ['runs'],
  hides: 'which logic apps with AI are dormant',
  owns: [{ kind: 'activity', keyPrefix: 'run/' }],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    const ends: StepEnd[] = []
    for (const subject of context.seen('subject')) {
      if (!subject.key.startsWith('workflow/')) continue
      const id = resourceId(subject.nativeIds.find(({ kind }) => kind === 'azure-resource-id')?.value ?? '')
      if (id === null) continue
      const { subscription = '', group = '' } = pathOf(id)
      const reply = await send(context, 'runs', {
        path: { subscription, group, workflow: id.names[0] ?? '' },
        query: { 'api-version': versions.logic, $top: '1' },
      })
      if (!reply.ok) {
        ends.push(reply.failure.code === 'not-found' ? complete : placeEnd(reply, true))
        // A refusal is the same everywhere below; it is not asked a thousand times.
        if (reply.failure.code === 'permission-missing' || context.signal.aborted) break
        continue
      }
      const page = z.object({ value: z.array(z.unknown()) }).safeParse(reply.value.json)
      const { kept, keptAside } = keep(runSchema, page.success ? page.data.value : [])
      ends.push(endOfList({ keptAside: keptAside + (page.success ? 0 : 1), cut: null }))
      yield {
        observations: [
          {
            kind: 'activity',
            key: `run/${subject.key}`,
            subjectKey: subject.key,
            nativeId: null,
            lastActive: instant(kept[0]?.properties.startTime),
            calls: null,
            users: null,
            window: 'runs the provider keeps: 90 days',
          },
        ],
        call: reply.value.call,
        cursor: null,
        keptAside,
      }
    }
    return worst(ends)
  },
}

const event = z.object({
  caller: z.string().min(1).max(500).nullish().catch(null),
  resourceId: z.string().max(2_000).nullish().catch(null),
  operationName: z.object({ value: z.string() }).nullish().catch(null),
  eventTimestamp: z.string().nullish().catch(null),
})

const dayMs = 86_400_000
/** How far back the log reaches. */
const logDays = 89
/** Logic apps carry no record of who made them: the log is the only place that says. */
const provider = 'Microsoft.Logic'

/** Who last changed a logic app with AI, as far back as the log goes. */
export const changes: Step = {
  id: 'changes',
  title: 'Who changed logic apps',
  yields: 'who last changed a logic app with AI',
  after: ['logic-apps'],
  calls: ['subscriptions', 'activity-log'],
  hides: 'who made or changed a logic app: it carries no such record itself',
  owns: [{ kind: 'ownership', keyPrefix: 'change/' }],
  run: (context) =>
    eachSubscription(context, {
      read: readChanges,
      owns: (subscription) => [{ kind: 'ownership', keyPrefix: `change/workflow/${subscription}/` }],
    }),
}

async function* readChanges(context: StepContext, { id: subscription }: Subscription): AsyncGenerator<Batch, StepEnd> {
  const known = new Map<string, string>()
  for (const { key, nativeIds } of context.seen('subject')) {
    if (!key.startsWith(`workflow/${subscription}/`)) continue
    for (const { kind, value } of nativeIds) if (kind === 'azure-resource-id') known.set(value, key)
  }
  if (known.size === 0) return complete
  const since = new Date(context.now().getTime() - logDays * dayMs).toISOString()
  const query = {
    $filter: `eventTimestamp ge '${since}' and resourceProvider eq '${provider}'`,
    $select: 'caller,resourceId,operationName,eventTimestamp',
  }
  let aside = 0
  let seen = false
  for await (const page of managedPages(context, 'activity-log', versions.activity, { path: { subscription }, query })) {
    if (!page.ok) return placeEnd(page, seen)
    seen = true
    const { kept, keptAside } = keep(event, page.value.elements)
    aside += keptAside
    const observations: Observation[] = []
    // Newest first: the first entry of each is its last change.
    for (const { caller, resourceId: resource, operationName } of kept) {
      const id = resource?.toLowerCase() ?? ''
      const key = known.get(id)
      if (key === undefined || !caller || !/\/workflows\/write$/i.test(operationName?.value ?? '')) continue
      known.delete(id)
      const who = personOf(caller)
      const [edge, person] = ownership(key, 'editor', who)
      if (edge?.kind === 'ownership') observations.push({ ...edge, key: `change/${key}` })
      if (person !== undefined) observations.push(person)
    }
    yield { observations, call: page.value.call, cursor: null, keptAside }
  }
  return endOfList({ keptAside: aside, cut: null })
}
