import type { GrantDocument } from '../../../shared/domain/grant-document.ts'

/** What a document is to grant: permissions of the declared calls, each once, in their order. */
export interface GrantWish {
  readonly permissions: readonly string[]
  readonly purpose: GrantDocument['purpose']
}

/** A form in which a provider takes permissions: a policy, a manifest, a list to tick. A connector declares one or several. */
export interface GrantForm {
  readonly id: string
  readonly title: string
  readonly format: GrantDocument['format']
  /** Whether the form can name a permission; every one unless said. What no form of a connector takes fails a test. */
  readonly takes?: (permission: string) => boolean
  /** The document's text: exactly what is wished. Ends with a line feed. */
  readonly write: (wish: GrantWish) => string
  /** What a person does with it, step by step, in the provider's own words for its pages. */
  readonly howTo: (wish: GrantWish) => readonly string[]
}

/** JSON as people paste it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** One permission a line, for consoles where boxes are ticked. */
export function lineText({ permissions }: GrantWish): string {
  return permissions.map((permission) => `${permission}\n`).join('')
}
