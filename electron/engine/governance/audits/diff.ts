import type { AgentDifference, AuditDifference, DecidedBetween, RiskMove } from '../../../../shared/domain/audit.ts'
import type { Decision } from '../../../../shared/domain/decision.ts'
import type { Finding } from '../../../../shared/domain/risk.ts'
import type { AgentWrite } from '../../store/store.ts'
import { canonicalFacts, changedFacts } from '../facts.ts'
import type { Side } from './sides.ts'

/** Rows that are listed at most; all are counted. */
export const mostListed = 2_000

/** What differs between two audits of one workspace, read side by side in order of ids: neither is ever held as a whole. */
export function diffSides(before: Side, after: Side): AuditDifference {
  const agents: AgentDifference[] = []
  const counts = { agentsBefore: 0, agentsAfter: 0, new: 0, gone: 0, changed: 0, decided: 0, lapsed: 0, riskUp: 0, riskDown: 0 }
  let left = 0
  for (const [was, is] of pairs(before.agents(), after.agents())) {
    if (was?.agent.gone === false) counts.agentsBefore += 1
    if (is?.agent.gone === false) counts.agentsAfter += 1
    const difference = differenceOf(was, is)
    if (difference === null) continue
    counts[difference.kind] += 1
    const move = difference.kind === 'changed' ? difference.risk : null
    if (move !== null && move.after > move.before) counts.riskUp += 1
    if (move !== null && move.after < move.before) counts.riskDown += 1
    if (agents.length < mostListed) agents.push(difference)
    else left += 1
  }
  const decided: DecidedBetween[] = []
  const lapsed: DecidedBetween[] = []
  for (const one of decisionsBetween(before, after)) {
    const kind = one.action === 'lapse' ? 'lapsed' : 'decided'
    counts[kind] += 1
    const list = kind === 'lapsed' ? lapsed : decided
    if (list.length < mostListed) list.push(one)
    else left += 1
  }
  return { before: before.name, after: after.name, counts, agents: agents.sort(worstFirst), decided, lapsed, left }
}

function* pairs(before: Iterable<AgentWrite>, after: Iterable<AgentWrite>): Generator<readonly [AgentWrite | null, AgentWrite | null]> {
  const old = before[Symbol.iterator]()
  const young = after[Symbol.iterator]()
  let was = old.next()
  let is = young.next()
  while (was.done !== true || is.done !== true) {
    const first = was.done === true ? 1 : is.done === true ? -1 : compare(was.value.agent.id, is.value.agent.id)
    yield [first <= 0 && was.done !== true ? was.value : null, first >= 0 && is.done !== true ? is.value : null]
    if (first <= 0) was = old.next()
    if (first >= 0) is = young.next()
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function differenceOf(was: AgentWrite | null, is: AgentWrite | null): AgentDifference | null {
  const before = was === null || was.agent.gone ? null : was
  const after = is === null || is.agent.gone ? null : is
  const shown = after ?? before
  if (shown === null) return null
  const base = { id: shown.agent.id, name: shown.agent.name, band: shown.score.band }
  if (after === null) return { ...base, kind: 'gone', facts: [], status: null, risk: null }
  if (before === null) return { ...base, kind: 'new', facts: [], status: { before: null, after: after.agent.status }, risk: null }
  const facts = before.agent.factsHash === after.agent.factsHash ? [] : changedFacts(canonicalFacts(before.agent), after.agent)
  const renamed = before.agent.name === after.agent.name ? [] : [{ field: 'name', before: [before.agent.name], after: [after.agent.name] }]
  const owned =
    ownerWords(before) === ownerWords(after) ? [] : [{ field: 'answerable', before: [ownerWords(before)], after: [ownerWords(after)] }]
  const status = before.agent.status === after.agent.status ? null : { before: before.agent.status, after: after.agent.status }
  const risk = riskMove(before, after)
  const all = [...renamed, ...facts, ...owned]
  return all.length === 0 && status === null && risk === null ? null : { ...base, kind: 'changed', facts: all, status, risk }
}

function ownerWords({ agent: { owner } }: AgentWrite): string {
  return owner.name === null ? owner.state : `${owner.name} (${owner.state})`
}

/** How the risk moved, with the factors that moved it; null where it stayed. */
export function riskMove(before: Pick<AgentWrite, 'score' | 'findings'>, after: Pick<AgentWrite, 'score' | 'findings'>): RiskMove | null {
  if (before.score.risk === after.score.risk && before.score.band === after.score.band) return null
  const ids = [...new Set([...before.findings, ...after.findings].map((one) => one.factorId))]
  const factors = ids.flatMap((id) => {
    const was = before.findings.find((one) => one.factorId === id)
    const is = after.findings.find((one) => one.factorId === id)
    if ((was?.points ?? 0) === (is?.points ?? 0)) return []
    return [{ title: (is ?? was)?.title ?? id, before: was?.points ?? 0, after: is?.points ?? 0, reason: reasonOf(is, was) }]
  })
  return {
    before: before.score.risk,
    after: after.score.risk,
    bandBefore: before.score.band,
    bandAfter: after.score.band,
    factors: factors.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
  }
}

function reasonOf(is: Finding | undefined, was: Finding | undefined): string {
  return is?.reason ?? `no longer: ${was?.reason ?? ''}`
}

function* decisionsBetween(before: Side, after: Side): Generator<DecidedBetween> {
  for (const entry of after.entries()) {
    if (entry.seq <= before.ledgerSize || entry.seq > after.ledgerSize || entry.kind !== 'decision') continue
    const { agentId, agentName, action, actor, reason, at } = JSON.parse(entry.body) as Decision
    yield { seq: entry.seq, at, agentId, agentName, action, actor, reason }
  }
}

const kinds = ['new', 'changed', 'gone']
const bandOrder = ['critical', 'high', 'medium', 'low']

function worstFirst(one: AgentDifference, other: AgentDifference): number {
  return (
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    bandOrder.indexOf(one.band) - bandOrder.indexOf(other.band) ||
    compare(one.id, other.id)
  )
}
