import { z } from 'zod'
import type { Activity } from '../../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../../connector.ts'
import { whole } from '../client.ts'
import { inPlaces } from '../in-places.ts'
import { accountKey, placeKey } from '../keys.ts'
import { moment, resourceName, segments } from '../schema.ts'

const useSchema = z.object({
  fullResourceName: resourceName,
  activity: z.object({ lastAuthenticatedTime: moment }),
  observationPeriod: z.object({ startTime: moment }).nullish().catch(null),
})

/** An account that was silent for so long says the same of each agent that acts as it, however many there are. */
const dormantMs = 90 * 86_400_000

export const use: Step = {
  id: 'use',
  title: 'Last use',
  yields: 'when service accounts last signed in, and with which key',
  after: ['projects', 'accounts', 'engines'],
  calls: ['resources', 'account-use', 'key-use'],
  hides: 'which agents and keys are dormant',
  owns: [{ kind: 'activity', keyPrefix: 'sign-in/' }],
  async *run(context) {
    const actors = actorsByAccount(context)
    const projects = projectsWithAccounts(context)
    return yield* inPlaces(context, {
      noun: 'projects',
      places: (land) =>
        land.projects
          .filter(({ id, services }) => services.has('policyanalyzer.googleapis.com') && projects.has(id))
          .map(({ id }) => ({ project: id, location: 'global' })),
      owns: (place) => [{ kind: 'activity', keyPrefix: placeKey('sign-in', place) }],
      look: async (place) => {
        const params = { path: { project: place.project }, query: { pageSize: '1000' } }
        const accounts = await whole(context, { call: 'account-use', member: 'activities', schema: useSchema, params })
        const keys = await whole(context, { call: 'key-use', member: 'activities', schema: useSchema, params })
        const last = new Map<string, string>()
        // A key that signed in did so as its account.
        for (const { fullResourceName, activity } of [...accounts.items, ...keys.items]) {
          const email = segments(fullResourceName).serviceAccounts?.toLowerCase() ?? ''
          const at = activity.lastAuthenticatedTime
          if (email.includes('@') && at !== null && at > (last.get(email) ?? '')) last.set(email, at)
        }
        const observed = [...last].flatMap(([email, at]) => {
          const key = accountKey(email)
          const told = actors.get(key) ?? []
          const silent = context.now().getTime() - Date.parse(at) > dormantMs
          return [key, ...(told.length === 1 || silent ? told : [])].map(
            (subjectKey): Activity => ({
              kind: 'activity',
              key: `${placeKey('sign-in', place)}${subjectKey}`,
              subjectKey,
              nativeId: null,
              lastActive: at,
              calls: null,
              users: null,
              window: 'as long as the provider keeps sign-ins',
            }),
          )
        })
        return {
          observations: observed,
          call: accounts.call,
          keptAside: accounts.keptAside + keys.keptAside,
          failure: accounts.failure ?? keys.failure,
        }
      },
    })
  },
}

/** Which agents act as an account. */
function actorsByAccount(context: StepContext): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { key, relations } of context.seen('subject'))
    for (const { to, relation } of relations) if (relation === 'runs-as') found.set(to, [...(found.get(to) ?? []), key])
  return found
}

/** Projects that hold a service account of somebody's making. */
function projectsWithAccounts(context: StepContext): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { key, details } of context.seen('subject'))
    if (key.startsWith('service-account/') && details.Project) found.add(details.Project)
  return found
}
