import { hash } from 'node:crypto'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { NativeId, Observation } from '../../../shared/domain/observation.ts'

/** What an observation is about, as columns: whose it is, who is in it, what it stands for. */
export interface Place {
  readonly subjectKey: string | null
  readonly personKey: string | null
  readonly native: string | null
  readonly role: string | null
  /** Equal for grants that say the same to different people. */
  readonly shape: number | null
}

const nowhere: Place = { subjectKey: null, personKey: null, native: null, role: null, shape: null }

export function placeOf(observation: Observation): Place {
  switch (observation.kind) {
    case 'subject':
      return { ...nowhere, subjectKey: observation.key, role: observation.role }
    case 'grant': {
      const { subjectKey, principalKey, resource, permissions, type, consent } = observation
      return { ...nowhere, subjectKey, personKey: principalKey, shape: shapeOf([resource, permissions, type, consent]) }
    }
    case 'ownership':
      return { ...nowhere, subjectKey: observation.subjectKey, personKey: observation.person?.key ?? null }
    case 'activity':
      return {
        ...nowhere,
        subjectKey: observation.subjectKey,
        native: observation.nativeId === null ? null : nativeText(observation.nativeId),
      }
    case 'person':
      return { ...nowhere, native: observation.mail === null || observation.mail === '' ? null : mailText(observation.mail) }
  }
}

/** A native id as one text that no other pair of kind and value shares. */
export function nativeText({ kind, value }: Pick<NativeId, 'kind' | 'value'>): string {
  return JSON.stringify([kind, value])
}

/** A mail address as the text by which one person's accounts in several systems are found. */
export function mailText(mail: string): string {
  return nativeText({ kind: 'mail', value: mail.toLowerCase() })
}

/** SHA-256 of a canonical form. */
export function digest(canonical: string): Buffer {
  return hash('sha256', canonical, 'buffer')
}

const shapeBytes = 6

function shapeOf(facts: readonly unknown[]): number {
  return digest(canonicalJson(facts)).readUIntBE(0, shapeBytes)
}
