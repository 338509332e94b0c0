import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { Policy, PolicyContent } from '../../../shared/domain/policy.ts'

/** A statement as a pack declares it: its name, what it means, what cures a violation of it, and its Cedar text. */
interface Declared {
  readonly id: string
  /** In plain words, as a sentence. */
  readonly words: string
  /** In words: the least that must change. Where absent, the cure is worked out from the capability. */
  readonly cure?: string
  readonly cedar: string
}

type Pack = Omit<PolicyContent, 'cedar' | 'selector'> & { readonly version: number; readonly statements: readonly Declared[] }

/** A pack as one declared value: its Cedar text and its explanation are made from the same statements. */
export function definePack({ statements, version, ...declared }: Pack): Policy {
  const cedar = statements.map(annotated).join('\n')
  const content: PolicyContent = { ...declared, cedar, selector: null }
  return {
    ...content,
    version,
    hash: contentHash(content),
    origin: 'shipped',
    published: null,
    explains: statements.map(({ id, words, cedar: text }) => ({
      statement: id,
      effect: text.trim().startsWith('forbid') ? 'forbid' : 'permit',
      words,
    })),
  }
}

/** SHA-256 of the canonical content: what a version is known by, and what a second key agrees to. */
export function contentHash({ id, title, summary, severity, responseDays, cedar, selector }: PolicyContent): string {
  const canonical = canonicalJson({ id, title, summary, severity, responseDays, cedar, selector })
  return createHash('sha256').update(canonical, 'utf8').digest('hex')
}

function annotated({ id, words, cure, cedar }: Declared): string {
  const cures = cure === undefined ? '' : `@cure(${JSON.stringify(cure)})\n`
  return `@id(${JSON.stringify(id)})\n@says(${JSON.stringify(words)})\n${cures}${cedar.trim()}\n`
}
