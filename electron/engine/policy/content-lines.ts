import type { PolicyChange, PolicyContent } from '../../../shared/domain/policy.ts'
import { selectorWords } from '../../../shared/domain/selector.ts'

type Line = PolicyChange['lines'][number]

/** Beyond this many changed lines on both sides together, what went and what came are told whole. */
const mostCompared = 4_000

/** The lines of a policy as a person reads them: what it says about itself, then its statements. */
function linesOf(content: PolicyContent | null): readonly string[] {
  if (content === null) return []
  const { title, summary, severity, responseDays, selector, cedar } = content
  return [
    `Title: ${title}`,
    `Summary: ${summary}`,
    `Severity: ${severity}`,
    `Answer within: ${responseDays} days`,
    `Applies to: ${selectorWords(selector)}`,
    ...cedar.trimEnd().split('\n'),
  ]
}

/** What differs between two versions, line by line: the longest common lines stay. */
export function compareLines(before: PolicyContent | null, after: PolicyContent): readonly Line[] {
  const was = linesOf(before)
  const is = linesOf(after)
  let head = 0
  while (head < was.length && head < is.length && was[head] === is[head]) head += 1
  let tail = 0
  while (tail < was.length - head && tail < is.length - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1
  const stays = (text: string): Line => ({ mark: ' ', text })
  return [
    ...was.slice(0, head).map(stays),
    ...changed(was.slice(head, was.length - tail), is.slice(head, is.length - tail)),
    ...was.slice(was.length - tail).map(stays),
  ]
}

function changed(was: readonly string[], is: readonly string[]): readonly Line[] {
  const gone = (text: string): Line => ({ mark: '-', text })
  const come = (text: string): Line => ({ mark: '+', text })
  if (was.length + is.length > mostCompared) return [...was.map(gone), ...is.map(come)]
  // common[i][j]: how many lines was[i…] and is[j…] have in common.
  const common = Array.from({ length: was.length + 1 }, () => new Uint16Array(is.length + 1))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1) {
      const row = common[i]
      if (row !== undefined) row[j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const lines: Line[] = []
  let i = 0
  let j = 0
  while (i < was.length || j < is.length) {
    const before = was[i]
    const after = is[j]
    if (before !== undefined && before === after) {
      lines.push({ mark: ' ', text: before })
      i += 1
      j += 1
    } else if (before !== undefined && (after === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(before))
      i += 1
    } else if (after !== undefined) {
      lines.push(come(after))
      j += 1
    }
  }
  return lines
}
