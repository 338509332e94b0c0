import { planValidMs, type Revocation, type RevocationBatch } from '../../../shared/domain/revocation.ts'
import { many } from '../../app/time.ts'
import { visibleString } from '../../components/visible-text.ts'

/** What a batch hits beyond what it is about. */
export interface Blast {
  /** Agents outside the batch, each once, with why and through whom. */
  readonly others: readonly {
    readonly agentId: string | null
    readonly name: string
    readonly why: string
    readonly through: readonly string[]
  }[]
  readonly people: readonly string[]
  /** What stops working, in the connectors' words, each once. */
  readonly stops: readonly string[]
  readonly final: readonly string[]
}

export function blastOf(revocations: readonly Pick<Revocation, 'plan'>[]): Blast {
  const inside = new Set(revocations.map(({ plan }) => plan.agentId))
  const others = new Map<string, Blast['others'][number]>()
  for (const { plan } of revocations)
    for (const { agentId, name, why } of plan.alsoAffected) {
      if (agentId !== null && inside.has(agentId)) continue
      const key = agentId ?? name
      const before = others.get(key)
      others.set(
        key,
        before === undefined
          ? { agentId, name, why, through: [plan.agentName] }
          : { ...before, through: [...before.through, plan.agentName] },
      )
    }
  const once = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].filter((one) => one !== '')
  return {
    others: [...others.values()].toSorted((a, b) => b.through.length - a.through.length || a.name.localeCompare(b.name)),
    people: once(revocations.map(({ plan }) => plan.peopleAffected)),
    stops: once(revocations.map(({ plan }) => plan.calls.map(({ effect }) => effect))),
    final: once(revocations.map(({ plan }) => plan.cannotBeUndone)),
  }
}

export const isByHand = ({ plan }: Pick<Revocation, 'plan'>): boolean => plan.calls.length === 0

/** How large it is: `10 agents: 14 calls at 4 places, 1 by hand`. */
export function sizeWords(revocations: readonly Pick<Revocation, 'plan'>[]): string {
  const calls = revocations.flatMap(({ plan }) => plan.calls)
  const places = new Set(calls.map(({ connectionId }) => connectionId)).size
  const hand = revocations.filter(isByHand).length
  return `${many(revocations.length, 'agent')}: ${many(calls.length, 'call')} at ${many(places, 'place')}${hand === 0 ? '' : `, ${hand} by hand`}`
}

/** How far a run has come: `4 of 10 · Fireflies is under way`. */
export function progressWords(revocations: readonly Pick<Revocation, 'state' | 'plan'>[]): string {
  const over = revocations.filter(({ state }) => state === 'executed' || state === 'verified' || state === 'undone').length
  const now = revocations.find(({ state }) => state === 'executing')
  return `${over} of ${revocations.length}${now === undefined ? '' : ` · ${visibleString(now.plan.agentName, 60)} is under way`}`
}

/** What is still to be done in a batch. */
export const isOpen = ({ state }: Pick<Revocation, 'state'>): boolean => state === 'planned' || state === 'dry-run' || state === 'failed'

export const batchWords: Readonly<Record<RevocationBatch['state'], string>> = {
  planned: 'Planned; nothing was written',
  running: 'Running',
  stopped: 'Stopped at the first surprise',
  done: 'Done',
}

/** How one agent of a batch stands, and what became of a plan that was never run. */
export function outcomeWords(one: Pick<Revocation, 'state' | 'plan' | 'failure' | 'provedAfterMs'>, now: number = Date.now()): string {
  if ((one.state === 'planned' || one.state === 'dry-run') && Date.parse(one.plan.createdAt) + planValidMs <= now)
    return 'Never run; its day is over'
  switch (one.state) {
    case 'planned':
      return isByHand(one) ? 'By hand; comes with the batch' : 'Planned'
    case 'dry-run':
      return 'Rehearsed: the plan holds'
    case 'executing':
      return 'Under way'
    case 'executed':
      return isByHand(one) ? 'Waits for the steps by hand' : 'Calls made; not proved yet'
    case 'verified':
      return 'Off, proved by a re-read'
    case 'failed':
      return 'Failed'
    case 'undone':
      return 'Put back'
  }
}

/** How the agents of a batch stand, counted: `8 off and proved, 1 failed, 1 waits for a person`. Empty before anything was done. */
export function standingWords(revocations: readonly Pick<Revocation, 'state' | 'plan'>[]): string {
  const of = (test: (one: Pick<Revocation, 'state' | 'plan'>) => boolean) => revocations.filter(test).length
  return [
    [of(({ state }) => state === 'verified'), 'off and proved'],
    [of((one) => one.state === 'executed' && !isByHand(one)), 'not proved yet'],
    [of((one) => one.state === 'executed' && isByHand(one)), 'by hand still to do'],
    [of(({ state }) => state === 'failed'), 'failed'],
    [of(({ state }) => state === 'undone'), 'put back'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ')
}

/** A state as one of few tones: what went well, what did not, what is on its way. */
export function toneOf({ state }: Pick<Revocation, 'state'>): 'good' | 'bad' | 'quiet' {
  if (state === 'verified') return 'good'
  return state === 'failed' ? 'bad' : 'quiet'
}
