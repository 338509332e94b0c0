import { setImmediate } from 'node:timers/promises'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { Audit } from '../../../../shared/domain/audit.ts'
import type { PolicyContent, Simulation, SimulationSide, TrialProgress } from '../../../../shared/domain/policy.ts'
import { draftOf } from '../../policy/policy-from.ts'
import type { PolicySubject } from '../../policy/principal.ts'
import { simulateOn } from '../../policy/simulate.ts'
import type { Store } from '../../store/store.ts'
import { auditOf } from '../audits/open-audit.ts'
import { openSide } from '../audits/sides.ts'
import { packSubjects, unpackSubjects } from '../audits/subjects.ts'
import { policyOf, problemOf, subjectsOf } from './change-policy.ts'

interface Options {
  readonly everyone: boolean
  /** Which sealed audits, by id or name; null: every one. */
  readonly audits: readonly string[] | null
  readonly clock: () => Date
  /** Once aborted, it ends with what was looked at until then. */
  readonly signal: AbortSignal
  readonly tell: (progress: TrialProgress) => void
}

/** One moment that a draft is tried on. */
interface Moment {
  readonly audit: SimulationSide['audit']
  readonly of: number
  readonly subjects: () => Result<Iterable<PolicySubject>>
}

/** Who would be hit or freed by a draft: now, and at each sealed audit, as it was found then. Nothing is changed by it. */
export async function simulatePolicy(
  store: Store,
  content: PolicyContent,
  { everyone, audits, clock, signal, tell }: Options,
): Promise<Result<Simulation>> {
  const broken = problemOf(content)
  if (broken !== null) return failed(broken)
  const wanted = audits === null ? ok(sealedOf(store)) : named(store, audits)
  if (!wanted.ok) return wanted
  const before = policyOf(store, content.id)
  const after = draftOf(content, before)
  const moments = [nowIn(store, clock), ...wanted.value.map((audit) => sealed(store, audit, clock))]
  const sides: SimulationSide[] = []
  const unread: Simulation['unread'][number][] = []
  const told = (stopped: Simulation['stopped']) => ok({ policyId: content.id, sides, unread, onEveryAgent: everyone, stopped })
  for (const [place, { audit, of, subjects }] of moments.entries()) {
    const goOn = async (agents: number) => {
      tell({ at: audit.name, agents, of, sides: sides.length, ofSides: moments.length })
      await setImmediate()
      return !signal.aborted
    }
    await goOn(0)
    const found = signal.aborted ? ok([]) : subjects()
    if (!found.ok) {
      unread.push({ audit: audit.name, why: found.failure.message })
      continue
    }
    const side = await simulateOn(before, after, found.value, { audit, everyone, goOn })
    // What was looked at wholly before anybody asked it to stop stands as it is.
    if (signal.aborted && side.agents < of) return told({ side, of, notTried: moments.slice(place + 1).map((later) => later.audit.name) })
    sides.push(side)
  }
  return told(null)
}

function nowIn(store: Store, clock: () => Date): Moment {
  const sort = { key: 'risk', direction: 'desc' } as const
  return {
    audit: { id: 'now', name: 'now', at: clock().toISOString() },
    of: store.agents.page({ filter: { gone: false }, sort, after: null, limit: 1 }).total,
    subjects: () => ok(subjectsOf(store)),
  }
}

function sealed(store: Store, audit: Audit, clock: () => Date): Moment {
  const { id, name, seal, openedAt } = audit
  return {
    audit: { id, name, at: seal?.at ?? openedAt },
    of: seal?.counts.agents ?? 0,
    subjects: () => sealedSubjects(store, audit, clock),
  }
}

/** What a sealed audit found, as policies look at it: packed when it was sealed, or read from its file once. */
function sealedSubjects(store: Store, { id, seal }: Audit, clock: () => Date): Result<Iterable<PolicySubject>> {
  const kept = seal === null ? null : store.audits.subjects(seal.manifest)
  if (kept !== null) return ok(unpackSubjects(kept))
  const side = openSide(store, id, clock)
  if (!side.ok) return side
  try {
    const packing = packSubjects()
    for (const { agent } of side.value.agents()) packing.add(agent)
    const bytes = packing.bytes()
    if (seal !== null) store.audits.keepSubjects(seal.manifest, bytes)
    return ok(unpackSubjects(bytes))
  } finally {
    side.value.close()
  }
}

const sealedOf = (store: Store): readonly Audit[] => store.audits.list().filter(({ seal }) => seal !== null)

function named(store: Store, names: readonly string[]): Result<readonly Audit[]> {
  const found: Audit[] = []
  for (const name of names) {
    const audit = auditOf(store, name)
    if (!audit.ok) return audit
    found.push(audit.value)
  }
  return ok(found)
}
