/** A ready set of Cedar statements, explained in plain words. */
export interface PolicyPack {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly version: number
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** Days within which a violation must be answered. */
  readonly responseDays: number
  readonly cedar: string
  readonly explains: readonly { readonly statement: string; readonly words: string }[]
}
