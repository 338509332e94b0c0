import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Audit, BundleCounts } from '../../../../shared/domain/audit.ts'
import type { Connection } from '../../../../shared/domain/connection.ts'
import { factors } from '../../risk/registry.ts'
import { weights } from '../../risk/weights.ts'
import type { Store } from '../../store/store.ts'
import { isConnectionInScope, isInScope } from '../audits/scope.ts'
import { policiesOf } from '../policies/policies-of.ts'
import type { BundlePath } from './form.ts'
import type { AuditFile, ListedFile } from './manifest.ts'
import { ownVerifier } from './own-verifier.ts'
import { readMe } from './read-me.ts'
import type { ZipWriter } from './zip-write.ts'

export interface Content {
  readonly files: readonly ListedFile[]
  readonly counts: BundleCounts
}

export interface ContentOptions {
  readonly audit: Audit
  readonly organisation: string
  readonly app: string
  readonly at: string
  /** The report as one page; null where it is left out. */
  readonly report: string | null
  /** Told every agent that is written. */
  readonly each: (agent: Agent) => void
}

/** How many lines are written before others get their turn. */
const turn = 500
const morePlaces = 2_000

/** Writes what an audit found, as the snapshot holds it, line by line; other work goes on in between. */
export async function writeContent(zip: ZipWriter, snapshot: Store, options: ContentOptions): Promise<Content> {
  const { audit, organisation, app, at } = options
  const files: ListedFile[] = []
  const text = (path: BundlePath, content: string) => {
    zip.begin(path)
    zip.write(content)
    files.push({ ...zip.end(), path })
  }
  const lines = async <T>(path: BundlePath, values: Iterable<T>, each?: (value: T) => void): Promise<number> => {
    zip.begin(path)
    let count = 0
    for (const value of values) {
      each?.(value)
      zip.write(`${canonicalJson(value)}\n`)
      count += 1
      if (count % turn === 0) await setImmediate()
    }
    files.push({ ...zip.end(), path })
    return count
  }

  const connections = snapshot.connections.list().filter((one) => isConnectionInScope(audit.scope, one))
  const inScope = new Set(connections.map((one) => one.id))
  const found = { findings: 0, violations: 0 }
  text('audit.json', canonicalJson(auditFile(audit, { organisation, app, at })))
  const counts = {
    // Settings may name hosts and folders that are nobody's business outside.
    connections: await lines(
      'connections.ndjson',
      connections.map((one) => ({ ...one, settings: {}, secretKeys: [], settingsHash: settingsHash(one) })),
    ),
    scans: await lines(
      'scans.ndjson',
      snapshot.scans.list(10_000).filter((scan) => scan.connectionIds.some((id) => inScope.has(id))),
    ),
    steps: await lines(
      'coverage.ndjson',
      snapshot.scans.latestCoverage().filter((step) => inScope.has(step.connectionId)),
    ),
    places: await lines('places.ndjson', placesOf(snapshot, [...inScope])),
    calls: await lines(
      'calls.ndjson',
      only(snapshot.calls.all(), (call) => call.connectionId !== null && inScope.has(call.connectionId)),
    ),
    policies: await lines('policies.ndjson', policiesOf(snapshot)),
  }
  text(
    'weights.json',
    canonicalJson({
      weights,
      factors: factors.map(({ id, version, family, title, explains }) => ({ id, version, family, title, explains })),
    }),
  )
  const agents = await lines(
    'inventory.ndjson',
    only(snapshot.agents.all(), ({ agent }) => isInScope(audit.scope, agent)),
    ({ agent, findings, violations }) => {
      options.each(agent)
      found.findings += findings.length
      found.violations += violations.length
    },
  )
  if (options.report !== null) text('report.html', options.report)
  text('READ-ME.txt', readMe({ organisation, audit: audit.name, at }))
  text('verify.mjs', ownVerifier())
  return { files, counts: { ...counts, ...found, agents } }
}

/** The same for two connections that were set up alike, without telling how; null where nothing was set. */
export function settingsHash({ settings }: Pick<Connection, 'settings'>): string | null {
  return Object.keys(settings).length === 0 ? null : createHash('sha256').update(canonicalJson(settings), 'utf8').digest('hex')
}

function auditFile({ id, name, scope, from, to, people, openedAt, openedBy, review }: Audit, more: Omit<AuditFile, 'audit'>): AuditFile {
  return {
    ...more,
    audit: {
      id,
      name,
      scope: { businessUnits: [...scope.businessUnits], connectionIds: [...scope.connectionIds] },
      from,
      to,
      people: [...people],
      openedAt,
      openedBy,
      review,
    },
  }
}

function* placesOf({ scans }: Store, connectionIds: readonly string[]) {
  for (const connectionId of connectionIds) {
    let after: Parameters<typeof scans.places>[0]['after'] = null
    for (;;) {
      const page = scans.places({ connectionId, incompleteOnly: false, within: null, after, limit: morePlaces })
      for (const place of page) yield { connectionId, ...place }
      const last = page.at(-1)
      if (last === undefined || page.length < morePlaces) break
      after = { wide: last.wide, narrow: last.narrow, stepId: last.stepId }
    }
  }
}

function* only<T>(values: Iterable<T>, wanted: (value: T) => boolean): Iterable<T> {
  for (const value of values) if (wanted(value)) yield value
}
