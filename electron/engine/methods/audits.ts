import { writeFileSync } from 'node:fs'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { Audit } from '../../../shared/domain/audit.ts'
import { diffSides } from '../governance/audits/diff.ts'
import { auditOf, openAudit, reviewAudit } from '../governance/audits/open-audit.ts'
import { progressOf } from '../governance/audits/progress.ts'
import { readWeights, replay } from '../governance/audits/replay.ts'
import { standingOf } from '../governance/audits/schedule.ts'
import { isInScope } from '../governance/audits/scope.ts'
import { sealAudit, sealedPath } from '../governance/audits/seal.ts'
import { openSide } from '../governance/audits/sides.ts'
import { describeConflict } from '../governance/bundles/describe-conflict.ts'
import { mergeBundle, openBytes } from '../governance/bundles/merge-bundle.ts'
import { resolveConflict } from '../governance/bundles/resolutions.ts'
import { verifyBundle } from '../governance/bundles/verify-bundle.ts'
import { keepCheckpoint } from '../governance/ledger/keep-checkpoint.ts'
import { policiesWith, problemOf } from '../governance/policies/change-policy.ts'
import { renderReport } from '../reports/render-report.ts'
import type { ReportInput } from '../reports/report.ts'
import type { Store } from '../store/store.ts'
import { failureOf } from '../store/store-failure.ts'
import { exportBundle } from './bundles.ts'
import type { EngineContext } from './engine-context.ts'
import { federationOf } from './federation-of.ts'
import { gatherReportInput } from './report-input.ts'
import { organisationOf } from './workspace.ts'

/** Beyond this many agents the page of a report would need more memory than all the rest, so the bundle is sealed without it. */
const mostInReport = 20_000

export function auditMethods(context: EngineContext): EngineHandlers['audits'] {
  const { store, ports, signer, newId, emit, version } = context
  const changed = <T>(result: Result<T>): Result<T> => {
    if (result.ok) emit('audits-changed')
    return result
  }
  let sealing = false
  const sealOnce = async (id: string): Promise<Result<Audit>> => {
    if (sealing) return fail('conflict', 'An audit is being sealed already.', { next: 'Wait until it is done.' })
    sealing = true
    try {
      const organisation = organisationOf(context)
      const report = (snapshot: Store, audit: Audit) => reportOn(context, snapshot, audit)
      return changed(await sealAudit({ store, signer, ports, app: version, organisation, report }, id))
    } finally {
      sealing = false
    }
  }
  return {
    list: () => {
      const audits = store.audits.list()
      return ok({ audits, schedules: store.audits.schedules().map((one) => standingOf(one, audits, ports.clock())) })
    },
    open: (draft) => changed(openAudit(context, draft, newId())),
    show: ({ audit }) => {
      const found = auditOf(store, audit)
      if (!found.ok) return found
      const { seal } = found.value
      return ok({
        audit: found.value,
        progress: seal === null ? progressOf(store, found.value) : null,
        path: seal === null ? null : sealedPath(store.path, seal),
      })
    },
    review: ({ audit, words }) => {
      const found = auditOf(store, audit)
      return found.ok ? changed(reviewAudit(context, found.value.id, words)) : found
    },
    seal: async ({ audit }) => {
      const found = auditOf(store, audit)
      return found.ok ? sealOnce(found.value.id) : found
    },
    diff: ({ before, after }) => {
      const was = openSide(store, before, ports.clock)
      if (!was.ok) return was
      const is = openSide(store, after, ports.clock)
      try {
        return is.ok ? ok(diffSides(was.value, is.value)) : is
      } finally {
        was.value.close()
        if (is.ok) is.value.close()
      }
    },
    replay: ({ audit, weights, policyId, draft }) => {
      const broken = draft === null ? null : problemOf(draft)
      if (broken !== null) return failed(broken)
      const numbers = weights === null ? ok(null) : readWeights(weights)
      if (!numbers.ok) return numbers
      const side = openSide(store, audit, ports.clock)
      if (!side.ok) return side
      try {
        return replay(side.value, { weights: numbers.value, policyId, policies: policiesWith(store, draft) })
      } finally {
        side.value.close()
      }
    },
    schedule: (schedule) => {
      if (store.audits.schedules().some((one) => one.name === schedule.name))
        return fail('conflict', 'There is already a schedule of this name.', { subject: schedule.name, next: 'Choose another name.' })
      const kept = { ...schedule, id: newId() }
      store.audits.putSchedule(kept)
      return changed(ok(kept))
    },
    unschedule: ({ id }) => {
      store.audits.removeSchedule(id)
      return changed(ok(null))
    },
    checkpoint: ({ path }) => {
      const note = keepCheckpoint(store.ledger, signer, ports.clock().toISOString())
      if (note === null)
        return fail('storage-corrupt', 'The ledger does not hold, so its state is not signed.', {
          next: 'Verify it: the check says which entry is not what was signed.',
        })
      return writing(path, () => {
        if (path !== null) writeFileSync(path, note)
        return { note, size: store.ledger.count() }
      })
    },
    exportBundle: ({ audit, path, redacted }) => exportBundle(context, audit, path, redacted),
    mergeBundle: ({ path, publicKey }) => changed(mergeBundle(context, path, publicKey)),
    federation: () => ok(federationOf(context)),
    conflict: ({ conflict }) => {
      const found = federationOf(context, Number.POSITIVE_INFINITY).conflicts.find(({ id }) => id === conflict)
      return found === undefined
        ? fail('not-found', 'No open conflict has this id.', {
            subject: conflict,
            next: 'List the conflicts again, and choose one of them.',
          })
        : describeConflict(store, found)
    },
    resolveConflict: ({ resolution, reason }) =>
      changed(resolveConflict(context, () => federationOf(context, Number.POSITIVE_INFINITY), resolution, reason)),
    verify: ({ audit }) => {
      const found = auditOf(store, audit)
      if (!found.ok) return found
      const { seal, name } = found.value
      if (seal === null) return fail('conflict', 'This audit is not sealed yet.', { subject: name, next: 'Seal it first.' })
      const bytes = openBytes(sealedPath(store.path, seal))
      if (!bytes.ok) return bytes
      try {
        return ok(verifyBundle(bytes.value))
      } finally {
        bytes.value.close()
      }
    },
  }
}

/** The report on what the snapshot holds, within the audit's scope. */
async function reportOn(context: EngineContext, snapshot: Store, audit: Audit): Promise<string | null> {
  const { total } = snapshot.agents.page({ filter: {}, sort: { key: 'risk', direction: 'desc' }, after: null, limit: 1 })
  if (total > mostInReport) return null
  const rendered = await renderReport('shadow-ai-audit', 'html', within(audit, gatherReportInput({ ...context, store: snapshot })))
  return rendered.ok ? new TextDecoder().decode(rendered.value.bytes) : null
}

function within({ scope }: Audit, input: ReportInput): ReportInput {
  if (scope.businessUnits.length === 0 && scope.connectionIds.length === 0) return input
  const rows = input.rows.filter((row) => isInScope(scope, row))
  const ids = new Set(rows.map((row) => row.id))
  return {
    ...input,
    rows,
    top: input.top.filter(({ row }) => ids.has(row.id)),
    decisions: input.decisions.filter((one) => ids.has(one.agentId)),
    revocations: input.revocations.filter((one) => ids.has(one.plan.agentId)),
    violations: input.violations.filter((one) => ids.has(one.agentId)),
  }
}

function writing<T>(path: string | null, work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (cause) {
    const known = failureOf(cause, path ?? undefined)
    if (known === null) throw cause
    return failed(known)
  }
}
