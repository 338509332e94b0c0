import type { HandedIn } from '../../../shared/domain/audit.ts'
import type { Federation } from '../../../shared/domain/federation.ts'
import { federate } from '../governance/bundles/federation.ts'
import { ownAgents, ownManifest } from '../governance/bundles/merge-bundle.ts'
import { resolutionsOf } from '../governance/bundles/resolutions.ts'
import { noCounts } from '../governance/bundles/verify-bundle.ts'
import { settingsHash } from '../governance/bundles/write-content.ts'
import type { Store } from '../store/store.ts'
import type { EngineContext } from './engine-context.ts'
import { overviewOf } from './overview.ts'
import { organisationOf } from './workspace.ts'

/**
 * What was handed in and what this workspace found itself, as one picture, as it stands now.
 * @param most conflicts that are listed at most; all are counted
 */
export function federationOf(context: EngineContext, most?: number): Federation {
  const { store } = context
  const handedIn = store.handedIn.list()
  if (handedIn.length === 0) return ownAlone(context)
  const connections = new Map(store.connections.list().map((one) => [one.id, { ...one, settingsHash: settingsHash(one) }]))
  const own = ownBundle(context)
  const lines = linesOf(store, own.manifest, (id) => connections.get(id))
  return federate([...handedIn, own], lines, resolutionsOf(store), most)
}

/** Nothing was handed in: agents of one workspace never join each other, so the counts are those that are kept anyway. */
function ownAlone(context: EngineContext): Federation {
  const { agents, shadow, bands } = overviewOf(context.store, context.ports.clock())
  return { ...federate([ownBundle(context)], [], resolutionsOf(context.store)), agents, lines: agents, shadow, bands }
}

function* linesOf(store: Store, own: string, connectionOf: Parameters<typeof ownAgents>[1]) {
  yield* store.handedIn.agents()
  for (const agent of ownAgents(store, connectionOf)) yield { ...agent, manifest: own }
}

/** What this workspace found itself, as one more part of the picture. */
function ownBundle({ store, ports, signer }: EngineContext): HandedIn {
  const at = ports.clock().toISOString()
  const counts = { ...noCounts, agents: store.agents.ids().length }
  const { keyId, publicKey } = signer
  const organisation = organisationOf({ store })
  const audit = { id: 'now', name: 'this workspace, now', at }
  return {
    manifest: ownManifest,
    at,
    organisation,
    audit,
    businessUnits: [],
    file: '',
    keyId,
    publicKey,
    redacted: false,
    counts,
    origin: ownManifest,
    ledgerSize: 0,
    checkpoint: '',
    speaks: true,
  }
}
