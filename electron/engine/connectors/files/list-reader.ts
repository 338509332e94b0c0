import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import { type Batch, complete, partial, type StepContext } from '../connector.ts'
import type { Field } from './columns.ts'

/** How one kind of list is read; the step chooses by the setting `kind`. */
export interface ListReader {
  readonly endings: readonly string[]
  read(context: StepContext, files: readonly string[], chosen: ReadonlyMap<Field, string>): AsyncGenerator<Batch, readonly string[]>
}

const mostProblems = 20

/** The end of a list that was read: what was not read is said, and then nothing is taken for gone. */
export function endOf(problems: readonly string[]): StepEnd {
  const distinct = [...new Set(problems)]
  if (distinct.length === 0) return complete
  const more = distinct.length > mostProblems ? [`and ${distinct.length - mostProblems} more`] : []
  return partial([...distinct.slice(0, mostProblems), ...more].join('; '))
}

/** A day or time as lists write it: ISO, a spreadsheet's day number, or null where it is neither. */
export function instantOf(text: string): string | null {
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : null
  const ms = serial === null ? (/^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN) : (serial - 25_569) * 86_400_000
  return Number.isFinite(ms) && Math.abs(ms) < 4e12 ? new Date(ms).toISOString() : null
}
