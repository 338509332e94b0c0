import { setImmediate } from 'node:timers/promises'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { Audit } from '../../../../shared/domain/audit.ts'
import type { PolicyContent, Simulation, SimulationSide } from '../../../../shared/domain/policy.ts'
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
}

/** Who would be hit or freed by a draft: now, and at each sealed audit, as it was found then. Nothing is changed by it. */
export async function simulatePolicy(
  store: Store,
  content: PolicyContent,
  { everyone, audits, clock }: Options,
): Promise<Result<Simulation>> {
  const broken = problemOf(content)
  if (broken !== null) return failed(broken)
  const wanted = audits === null ? ok(sealedOf(store)) : named(store, audits)
  if (!wanted.ok) return wanted
  const before = policyOf(store, content.id)
  const after = draftOf(content, before)
  const now = { id: 'now', name: 'now', at: clock().toISOString() }
  const sides: SimulationSide[] = [simulateOn(before, after, subjectsOf(store), { audit: now, everyone })]
  const unread: Simulation['unread'][number][] = []
  for (const audit of wanted.value) {
    await setImmediate()
    const subjects = sealedSubjects(store, audit, clock)
    if (subjects.ok) {
      const { id, name, seal } = audit
      sides.push(simulateOn(before, after, subjects.value, { audit: { id, name, at: seal?.at ?? audit.openedAt }, everyone }))
    } else unread.push({ audit: audit.name, why: subjects.failure.message })
  }
  return ok({ policyId: content.id, sides, unread, onEveryAgent: everyone })
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
