import type { PolicyPack } from '../../../shared/domain/policy.ts'

/** One Cedar statement with what it means, and, for what it forbids about the agent as a whole, what cures it. */
export interface Statement {
  readonly id: string
  /** In plain words, as a sentence. */
  readonly words: string
  /** In words: the least that must change. Where absent, the cure is worked out from the capability. */
  readonly cure?: string
  readonly cedar: string
}

/** A pack with its statements at hand; what crosses to the window is the `PolicyPack` in it. */
export interface Pack extends PolicyPack {
  readonly statements: readonly Statement[]
}

/** A pack as one declared value: its Cedar text and its explanation are made from the same statements. */
export function definePack(declared: Omit<Pack, 'cedar' | 'explains'>): Pack {
  return {
    ...declared,
    cedar: declared.statements.map((one) => `// ${one.words}\n@id("${one.id}")\n${one.cedar.trim()}\n`).join('\n'),
    explains: declared.statements.map((one) => ({ statement: one.id, words: one.words })),
  }
}
