import { z } from 'zod'
import type { FactorFamily } from '../domain/risk.ts'
import { method, nothing } from './method.ts'

export interface WorkspaceInfo {
  readonly path: string
  readonly organisation: string
  readonly actor: string
  readonly version: string
  readonly schemaVersion: number
  readonly secrets: { readonly kind: 'os-key-store' | 'memory' | 'file'; readonly why: string }
  readonly keyId: string | null
  readonly estateOpen: boolean
}

/** What the overview says: at most seven things, each with its denominator. */
export interface Overview {
  readonly agents: number
  readonly identitiesSeen: number
  readonly shadow: number
  readonly governed: number
  readonly bands: Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>
  readonly shadowByBand: Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>
  readonly byStatus: readonly { readonly status: string; readonly count: number }[]
  /** Business unit (or connection where no unit is known) × band. */
  readonly heat: readonly {
    readonly unit: string
    readonly critical: number
    readonly high: number
    readonly medium: number
    readonly low: number
  }[]
  readonly overTime: readonly { readonly at: string; readonly scanId: string; readonly shadow: number; readonly governed: number }[]
  readonly changed: {
    readonly since: string | null
    readonly appeared: number
    readonly gone: number
    readonly changed: number
    readonly lapsed: number
  }
  readonly overdue: number
  readonly undecided: number
  readonly layers: readonly {
    readonly id: string
    readonly title: string
    readonly state: string
    readonly of: number
    readonly value: number
  }[]
}

export const workspace = {
  info: method(nothing)<WorkspaceInfo>(),
  rename: method(z.object({ organisation: z.string().min(1).max(200) }).strict())<null>(),
  overview: method(nothing)<Overview>(),
  factors:
    method(nothing)<
      readonly {
        readonly id: string
        readonly version: number
        readonly title: string
        readonly family: FactorFamily
        readonly weight: number
        readonly explains: string
      }[]
    >(),
}
