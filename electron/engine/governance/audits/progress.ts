import type { Audit, AuditProgress } from '../../../../shared/domain/audit.ts'
import type { AgentStatus } from '../../../../shared/domain/vocabulary.ts'
import type { Store } from '../../store/store.ts'
import { waitingStatuses } from '../triage.ts'
import { filterOf, isConnectionInScope, isInScope } from './scope.ts'

const openAgain: readonly AgentStatus[] = ['lapsed', 'reappeared']

/** How far an open audit has come, from counts that are kept with the inventory. */
export function progressOf(store: Store, audit: Audit): AuditProgress {
  const filter = filterOf(audit.scope)
  const total = (more: Parameters<Store['agents']['page']>[0]['filter']) =>
    store.agents.page({ filter: { ...filter, ...more }, sort: { key: 'risk', direction: 'desc' }, after: null, limit: 1 }).total
  const inScope = new Set(
    store.connections
      .list()
      .filter((one) => isConnectionInScope(audit.scope, one))
      .map((one) => one.id),
  )
  const steps = store.scans.latestCoverage().filter((step) => inScope.has(step.connectionId))
  const scans = store.scans
    .list(500)
    .filter((scan) => scan.endedAt !== null && scan.endedAt >= audit.openedAt && scan.connectionIds.some((id) => inScope.has(id)))
  return {
    agents: total({ gone: false }),
    undecided: total({ gone: false, status: [...waitingStatuses] }),
    criticalUndecided: total({ gone: false, status: [...waitingStatuses], band: ['critical'] }),
    openAgain: total({ gone: false, status: [...openAgain] }),
    decisions: store.ledger.decisionsSince(audit.openedAt),
    scans: scans.length,
    lastScanAt: scans[0]?.endedAt ?? null,
    steps: steps.length,
    stepsIncomplete: steps.filter((step) => step.incomplete).length,
    attestations: attestationsOf(store, audit),
  }
}

/** Questions about agents of this audit since it was opened, and how many of them were answered. */
function attestationsOf({ attestations, agents }: Store, { scope, openedAt }: Audit): AuditProgress['attestations'] {
  const asked = attestations
    .requests(null)
    .filter(({ createdAt }) => createdAt >= openedAt)
    .filter((one) =>
      one.agents.some(({ agentId }) => {
        const row = agents.row(agentId)
        return row !== null && isInScope(scope, row)
      }),
    )
  const answered = asked.filter(({ id }) => attestations.ofRequest(id).length > 0).length
  return asked.length === 0 ? null : { asked: asked.length, answered }
}
