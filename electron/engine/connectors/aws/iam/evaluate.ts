import type { Statement } from './document.ts'

export interface Rights {
  /** Patterns of actions that are allowed, the widest ones only, in order. */
  readonly allowed: readonly string[]
  /** What the answer leaves out, in words; empty when nothing. */
  readonly notEvaluated: readonly string[]
}

/** Whether every action of one pattern is one of another: `s3:Get*` of `s3:*`. Patterns are matched as the provider does, case aside. */
function covers(wide: string, narrow: string): boolean {
  if (wide === '*') return true
  const pattern = wide
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.'))
    .join('.*')
  return new RegExp(`^${pattern}$`).test(narrow.toLowerCase())
}

const mostPatterns = 400

/**
 * What an identity may do by its policies and its boundary. An allowance holds where any statement gives it, under whatever
 * condition and on whichever resource; a denial takes away what it covers whole, everywhere and without a condition. So the answer
 * is the most it can be, and says what was not weighed.
 */
export function rightsOf(statements: readonly Statement[], boundary: readonly Statement[] | null): Rights {
  const notes = new Set<string>()
  for (const one of statements) {
    if (one.conditional) notes.add('conditions')
    if (!one.everywhere) notes.add('limits to single resources')
    if (one.allBut && one.allows) notes.add('exceptions by NotAction')
  }
  const given = allowedBy(statements)
  const denied = statements.filter(({ allows, everywhere, conditional, allBut }) => !allows && everywhere && !conditional && !allBut)
  const refused = denied.flatMap(({ actions }) => actions)
  const left = given.filter((pattern) => !refused.some((deny) => covers(deny, pattern)))
  const within = boundary === null ? left : both(left, allowedBy(boundary))
  // A denial of a part of what is allowed takes nothing from the pattern; it is told instead.
  if (refused.some((deny) => left.some((pattern) => covers(pattern, deny))))
    notes.add(`denied all the same: ${refused.slice(0, 5).join(', ')}`)
  return { allowed: widest(within).slice(0, mostPatterns), notEvaluated: [...notes] }
}

function allowedBy(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ allows, allBut, actions }) => (allows ? (allBut ? ['*'] : actions) : []))
}

/** What both allow: of each pair the narrower one. */
function both(one: readonly string[], other: readonly string[]): readonly string[] {
  return one.flatMap((a) => other.flatMap((b) => (covers(b, a) ? [a] : covers(a, b) ? [b] : [])))
}

function widest(patterns: readonly string[]): readonly string[] {
  const unique = [...new Set(patterns)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
  const kept: string[] = []
  for (const pattern of unique) if (!kept.some((wide) => covers(wide, pattern))) kept.push(pattern)
  return kept.toSorted()
}

/** Actions that have a model or an agent work. */
const invocations = [
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'bedrock:InvokeAgent',
  'bedrock-agentcore:InvokeAgentRuntime',
]

/** Whether it may have a model or an agent work: because somebody gave it that, or only because it may do everything. */
export function mayInvoke({ allowed, notEvaluated }: Rights): 'named' | 'with-everything' | 'no' {
  const denied = notEvaluated.find((note) => note.startsWith('denied all the same')) ?? ''
  const left = invocations.filter((action) => !denied.includes(action) && !denied.includes('bedrock:*'))
  const patterns = allowed.filter((pattern) => left.some((action) => covers(pattern, action)))
  if (patterns.length === 0) return 'no'
  return patterns.some((pattern) => /^bedrock/i.test(pattern)) ? 'named' : 'with-everything'
}
