import type { Failure } from '../../../../../shared/base/failure.ts'
import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../../connector.ts'
import { ask, whole } from '../client.ts'
import { actingGrants, type Engine, enginePolicySchema, engineSchema, idOf, observeEngine, runsAs } from '../engines.ts'
import { inPlaces, type Seen } from '../in-places.ts'
import { accountKey, engineKey, type Place, placeKey } from '../keys.ts'
import { type Landscape, placesOf, withNumber } from '../landscape.ts'
import { type Binding, observeOwners, ownersOf } from '../policies.ts'
import { grantsByAccount } from './accounts.ts'

const kind = 'agent-engine'

export const engines: Step = {
  id: 'engines',
  title: 'Agents on Agent Engine',
  yields: 'agents that run on Agent Engine, as whom they act and who may call them',
  after: ['projects', 'accounts', 'policies'],
  calls: ['resources', 'policies', 'engines', 'engine-policy'],
  hides: 'agents that run on Agent Engine',
  owns: [
    { kind: 'subject', keyPrefix: `${kind}/` },
    { kind: 'grant', keyPrefix: `acts-as/${kind}/` },
    { kind: 'ownership', keyPrefix: `owner/${kind}/` },
  ],
  async *run(context) {
    const grants = grantsByAccount(context)
    return yield* inPlaces(context, {
      noun: 'projects and locations',
      places: (land) => enginePlaces(land),
      owns: (place) => [
        { kind: 'subject', keyPrefix: placeKey(kind, place) },
        { kind: 'grant', keyPrefix: `acts-as/${placeKey(kind, place)}` },
        { kind: 'ownership', keyPrefix: `owner/${placeKey(kind, place)}` },
      ],
      look: (place, land) => look(context, place, land, grants),
    })
  },
}

/** Where people put agents first; asked where the inventory does not keep agents at all. */
const usual = ['us-central1', 'europe-west1', 'europe-west4'] as const

function enginePlaces(land: Landscape): readonly Place[] {
  const seen = placesOf(land, 'aiplatform.googleapis.com')
  if (land.keeps('aiplatform.googleapis.com/ReasoningEngine')) return seen
  const known = new Set(seen.map(({ project, location }) => `${project} ${location}`))
  const more = land.projects
    .filter(({ services }) => services.has('aiplatform.googleapis.com'))
    .flatMap(({ id }) => usual.map((location) => ({ project: id, location })))
  return [...seen, ...more.filter(({ project, location }) => !known.has(`${project} ${location}`))]
}

async function look(context: StepContext, place: Place, land: Landscape, grants: ReturnType<typeof grantsByAccount>): Promise<Seen> {
  const project = land.project(place.project)
  const list = await whole(context, {
    call: 'engines',
    member: 'reasoningEngines',
    schema: engineSchema,
    params: { path: { ...place }, host: { location: place.location }, query: { pageSize: '100' } },
  })
  const owners = await ownersOf(context, project)
  const observations: Observation[] = []
  let failure: Failure | null = list.failure
  for (const engine of list.items) {
    const bindings = await policyOf(context, place, engine)
    if (!bindings.ok) failure ??= bindings.failure
    const account = runsAs(engine, project)
    const key = engineKey(place, idOf(engine))
    observations.push(
      observeEngine(engine, { place, project, joinsBy: withNumber(land, engine.name), bindings: bindings.ok ? bindings.value : null }),
      ...actingGrants(key, account === null ? [] : (grants.get(accountKey(account)) ?? [])),
      ...observeOwners(key, engine.labels, owners),
    )
  }
  return { observations, call: list.call, keptAside: list.keptAside, failure }
}

async function policyOf(context: StepContext, place: Place, engine: Engine): Promise<Result<readonly Binding[]>> {
  const reply = await ask(context, 'engine-policy', {
    path: { ...place, engine: idOf(engine) },
    host: { location: place.location },
    query: { 'options.requestedPolicyVersion': '3' },
  })
  if (!reply.ok) return reply
  const parsed = enginePolicySchema.safeParse(reply.value.json)
  return ok(parsed.success ? parsed.data.bindings : [])
}
