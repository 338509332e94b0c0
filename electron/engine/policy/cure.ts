import { type Reach, reaches, type Sensitivity } from '../../../shared/domain/vocabulary.ts'
import type { Ask, AskOn } from './ask.ts'
import { type Request, requestOf } from './request.ts'

/** A change that is tried: what would be asked after it, and the change in words. */
interface Step {
  readonly request: Request
  readonly words: (via: string) => string
}

/** Actions whose permission usually has a reading sister. */
const canBecomeReading: ReadonlySet<string> = new Set(['write', 'delete', 'administer'])

const reachWords: Readonly<Partial<Record<Reach, string>>> = { group: 'a group', user: 'its user', self: 'itself' }

type Cures = Map<number, Step | null>

/** By who asks for the request's own action, and who for reading: agents that share both share their cures. */
const found = new WeakMap<Ask, Map<Ask, Cures>>()

/**
 * The least change that the policy would permit, found by asking the policy: first a narrower reach, then reading only, then
 * less sensitive data, then reading only with a narrower reach; else it is to be removed.
 * @param via the permissions or tools in words, as the provider names them
 */
export function cureFor(request: Request, via: string, askOn: AskOn): string {
  const cures = curesFrom(askOn(request.action), askOn('read'))
  let step = cures.get(request.number)
  if (step === undefined) {
    step = stepsFrom(request).find((one) => askOn(one.request.action)(one.request).permitted) ?? null
    cures.set(request.number, step)
  }
  return step === null ? `Remove ${via}.` : step.words(via)
}

function curesFrom(own: Ask, reading: Ask): Cures {
  let byReading = found.get(own)
  if (byReading === undefined) {
    byReading = new Map()
    found.set(own, byReading)
  }
  let cures = byReading.get(reading)
  if (cures === undefined) {
    cures = new Map()
    byReading.set(reading, cures)
  }
  return cures
}

function stepsFrom(request: Request): readonly Step[] {
  const narrower = reaches.filter((reach) => reach in reachWords && reaches.indexOf(reach) < reaches.indexOf(request.reach)).reverse()
  const data = request.sensitivity === 'unknown' ? 'data of unknown sensitivity' : `${request.sensitivity} data`
  const milder = (['confidential', 'internal'] satisfies readonly Sensitivity[]).filter((one) => one !== request.sensitivity)
  const reading = canBecomeReading.has(request.action) ? ({ ...request, action: 'read' } as const) : null
  return [
    ...narrower.map((reach) => ({
      request: requestOf({ ...request, reach }),
      words: (via: string) => `Limit ${via} to ${reachWords[reach]}.`,
    })),
    ...(reading === null
      ? []
      : [{ request: requestOf(reading), words: (via: string) => `Replace ${via} by a permission that only reads.` }]),
    ...milder.map((sensitivity) => ({
      request: requestOf({ ...request, sensitivity }),
      words: (via: string) => `Take ${data} out of the reach of ${via}.`,
    })),
    ...(reading === null ? [] : narrower).map((reach) => ({
      request: requestOf({ ...request, action: 'read', reach }),
      words: (via: string) => `Replace ${via} by a permission that only reads, limited to ${reachWords[reach]}.`,
    })),
  ]
}
