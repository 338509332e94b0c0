import type { Subject } from '../../../shared/domain/observation.ts'

type Autonomy = NonNullable<Subject['autonomy']>

const reach = 'what it drives is not visible here'

/** What somebody who holds a model vendor's key can let run with it; the vendor sees the calls, never what makes them. */
export const keyAutonomy: Readonly<Record<'person' | 'account', Autonomy>> = {
  person: { floor: 'A0', ceiling: 'A4', because: `a key works wherever it was copied to; ${reach}` },
  account: { floor: 'A0', ceiling: 'A4', because: `it needs no signed-in person; ${reach}` },
}

/** A key that can make more of its kind goes further; `because` says what it administers. */
export const adminKeyAutonomy = (because: string): Autonomy => ({ floor: 'A0', ceiling: 'A5', because: `${because}; ${reach}` })
