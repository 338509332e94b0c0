/** A document ready to paste into a provider's console: it grants what the declared calls take, and nothing else. */
export interface GrantDocument {
  /** `<provider>-<purpose>-<form>`, e.g. `example-read-policy`; also the name of its file. */
  readonly id: string
  readonly title: string
  readonly format: 'json' | 'yaml' | 'text'
  /** `revoke` is granted beside `read`, to a second credential, and only to those who may revoke. */
  readonly purpose: 'read' | 'revoke'
  readonly text: string
  /** What to do with it, in order. Words in capitals are to be replaced by the reader's own. */
  readonly howTo: readonly string[]
}
