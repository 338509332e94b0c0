import type { Pack } from './define-pack.ts'
import { readOnlyAssistant } from './packs/read-only-assistant.ts'

/** Every pack there is. A test proves that the folder says the same, and checks each text against the schema. */
export const packs: readonly Pack[] = [readOnlyAssistant]

export function packOf(id: string): Pack | null {
  return packs.find((pack) => pack.id === id) ?? null
}
