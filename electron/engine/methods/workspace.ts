import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { factors } from '../risk/registry.ts'
import { weights } from '../risk/weights.ts'
import type { EngineContext } from './engine-context.ts'
import { overviewOf } from './overview.ts'

const organisationKey = 'organisation'

export function workspaceMethods(context: EngineContext): EngineHandlers['workspace'] {
  const { store, ports, version, estate, signer } = context
  return {
    info: () =>
      ok({
        path: store.path,
        organisation: organisationOf(context),
        actor: ports.actor,
        version,
        schemaVersion: store.schemaVersion,
        secrets: ports.secrets.persistence,
        keyId: signer.keyId,
        estateOpen: estate.handle !== null,
      }),
    rename: ({ organisation }) => {
      store.settings.set(organisationKey, organisation)
      return ok(null)
    },
    overview: () => ok(overviewOf(store, ports.clock())),
    factors: () =>
      ok(
        factors.map(({ id, version: factorVersion, title, family, explains }) => ({
          id,
          version: factorVersion,
          title,
          family,
          weight: weights.points[id] ?? 0,
          explains,
        })),
      ),
  }
}

/** What the workspace is called on screens and reports; the demo estate brings its own name. */
export function organisationOf({ store }: Pick<EngineContext, 'store'>): string {
  const named = store.settings.get(organisationKey)
  if (named !== null) return named
  return store.connections.list().some((one) => one.demo) ? 'Meridian Group (demo)' : 'This organisation'
}
