import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { EstateConnection } from '../../../shared/domain/estate.ts'
import { connectors } from '../connectors/registry.ts'
import { addConnection, keepSecrets } from './add-connection.ts'
import type { EngineContext } from './engine-context.ts'

/** What was opened last, so that the same estate comes back with the workspace. */
const choiceKey = 'estate/choice'
const portsKey = 'estate/ports'

interface Choice {
  readonly size: string
  readonly seed: number
  readonly asOf: string | null
}

/**
 * Opens the demo estate and connects each of its systems as a person would; a second call with the same choice changes nothing,
 * and another choice moves the estate to it.
 */
export async function openDemo(
  context: EngineContext,
  { size, seed, asOf, thisComputer }: Choice & { readonly thisComputer: boolean },
): Promise<Result<readonly Connection[]>> {
  const opened = await openEstate(context, { size, seed, asOf })
  if (!opened.ok) return opened
  const wanted = thisComputer
    ? [...opened.value.map((one) => ({ ...one, demo: true })), ...ownComputer()]
    : opened.value.map((one) => ({ ...one, demo: true }))
  const connected: Connection[] = []
  for (const one of wanted) {
    const kept = await connectOnce(context, one)
    if (!kept.ok) return kept
    connected.push(kept.value)
  }
  return ok(connected)
}

/** Brings the estate back before something is asked of it, when the workspace holds connections to it. */
export async function reopenDemo(context: Omit<EngineContext, 'scanning'>): Promise<Result<null>> {
  if (context.estate.handle !== null) return ok(null)
  const choice = context.store.settings.get(choiceKey)
  if (choice === null || !context.store.connections.list().some((one) => one.demo)) return ok(null)
  const opened = await openEstate(context, JSON.parse(choice) as Choice)
  if (!opened.ok) return opened
  for (const one of opened.value) await connectOnce(context, { ...one, demo: true })
  return ok(null)
}

type Wanted = EstateConnection & { readonly demo: boolean }

function ownComputer(): readonly Wanted[] {
  return connectors
    .filter((connector) => connector.category === 'computer')
    .map((connector) => ({ provider: connector.id, label: connector.title, businessUnit: null, settings: {}, secrets: {}, demo: false }))
}

/** Adds the connection, or brings the address of the present one up to date: ports can change when the estate comes back. */
async function connectOnce(context: Omit<EngineContext, 'scanning'>, wanted: Wanted): Promise<Result<Connection>> {
  const { store } = context
  const present = store.connections
    .list()
    .find((one) => one.demo === wanted.demo && one.provider === wanted.provider && one.label === wanted.label)
  if (present === undefined) return addConnection(context, { environment: 'unknown', secretEnv: {}, ...wanted })
  if (!wanted.demo) return ok(present)
  // Where no key store keeps them, the estate's passwords are gone with the last process.
  const kept = await keepSecrets(context, present.id, wanted.secrets)
  if (!kept.ok) return kept
  const next = { ...present, settings: wanted.settings }
  store.connections.put(next)
  return ok(next)
}

async function openEstate(context: Omit<EngineContext, 'scanning'>, choice: Choice): Promise<Result<readonly EstateConnection[]>> {
  const { ports, store, estate } = context
  if (estate.handle !== null) {
    if (store.settings.get(choiceKey) === JSON.stringify(choice)) return ok(estate.handle.connections)
    await estate.handle.close()
    estate.handle = null
  }
  if (ports.estate === null)
    return fail('not-found', 'The demo estate is not part of this installation.', {
      next: 'Connect a tenant or scan this computer instead.',
    })
  const saved = store.settings.get(portsKey)
  const opened = await ports.estate.open({
    size: choice.size,
    seed: choice.seed,
    stateFile: `${store.path}-estate.json`,
    ...(choice.asOf === null ? {} : { asOf: choice.asOf }),
    ...(saved === null ? {} : { ports: JSON.parse(saved) as Readonly<Record<string, number>> }),
  })
  if (!opened.ok) return opened
  estate.handle = opened.value
  store.settings.set(choiceKey, JSON.stringify(choice))
  store.settings.set(portsKey, JSON.stringify(opened.value.ports))
  return ok(opened.value.connections)
}
