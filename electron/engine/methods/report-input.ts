import { connectors } from '../connectors/registry.ts'
import { askedOf } from '../governance/attest/standing.ts'
import { dutyOf } from '../governance/duty/duty.ts'
import type { ReportInput } from '../reports/report.ts'
import { factors } from '../risk/registry.ts'
import { weights } from '../risk/weights.ts'
import type { EngineContext } from './engine-context.ts'
import { gatherPlaces } from './gather-places.ts'
import { notConnected } from './not-connected.ts'
import { reconcileRegister } from './reconcile-register.ts'
import { organisationOf } from './workspace.ts'

const topAgents = 100
const manyEntries = 1_000_000

/** Everything a report may say, read at one moment. */
export function gatherReportInput(context: EngineContext): ReportInput {
  const { store, ports, signer } = context
  return store.transaction(() => {
    const rows = [...store.agents.rows()]
    const byRisk = rows.filter((row) => !row.gone).sort((a, b) => b.risk - a.risk || (a.id < b.id ? -1 : 1))
    const entries = store.ledger.entries(0, manyEntries)
    const register = reconcileRegister(store, rows)
    const asked = askedOf(store, null, ports.clock().toISOString())
    const duty = dutyOf(store, ports.clock().toISOString(), 0)
    const said = [...new Set(asked.flatMap(({ agents }) => agents.map(({ agentId }) => agentId)))].flatMap(
      (agentId) => store.attestations.latest(agentId) ?? [],
    )
    return {
      organisation: organisationOf(context),
      now: ports.clock(),
      connections: store.connections.list(),
      providerTitles: Object.fromEntries(connectors.map(({ id, title }) => [id, title])),
      scans: store.scans.list(100),
      coverage: store.scans.latestCoverage(),
      places: gatherPlaces(store),
      notConnected: notConnected(store, connectors),
      rows,
      top: byRisk.slice(0, topAgents).flatMap((row) => {
        const kept = store.agents.get(row.id)
        return kept === null ? [] : [{ agent: kept.agent, row, findings: kept.findings }]
      }),
      decisions: store.ledger.decisions(manyEntries),
      revocations: store.revocations.list(null),
      violations: store.agents.violations(null),
      ...(register === null ? {} : { register }),
      ...(asked.length === 0 ? {} : { attestations: { asked, said } }),
      serviceLevels: { levels: duty.levels, overdue: duty.overdue, tell: duty.tell },
      identitiesSeen: store.observations.identityCount(),
      callsMade: store.calls.count(),
      weightsVersion: weights.version,
      scoring: { formula: weights.formula, bands: weights.bands },
      factors: factors.map(({ id, title, family, explains }) => ({ id, title, family, weight: weights.points[id] ?? 0, explains })),
      ledger: { entries, head: store.ledger.head()?.hash ?? null, keyId: signer.keyId, publicKey: signer.publicKey },
    }
  })
}
