import type { ReportCell, ReportColumn, ReportFigure } from '../../../shared/domain/report.ts'

/** Numbers, dates and cells in the words all formats share, so that a figure reads the same wherever it stands. */

/** `1,234`; at most one digit after the point. */
export function count(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 1 })
}

/** `1 agent`, `2 agents`; the plural adds an s unless said. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** `The call was refused.`: begins large and ends with a full stop, whoever wrote it. */
export function sentence(text: string): string {
  const whole = text.trim()
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}${whole === '' || /[.!?…]$/.test(whole) ? '' : '.'}`
}

/** Whole per cent, never rounded up to 100 % or down to 0 %: a rest stays a rest. */
export function percent(value: number, of: number): string {
  if (of === 0) return 'none'
  const exact = (value / of) * 100
  if (value > 0 && exact < 1) return '< 1 %'
  if (value < of && exact > 99) return '> 99 %'
  return `${Math.round(exact)} %`
}

/** `22 November 2026`, in UTC so that the same instant reads the same everywhere. */
export function day(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return 'not known'
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** `2026-11-22`, for tables. */
function shortDay(instant: string | null): string {
  if (instant === null || Number.isNaN(Date.parse(instant))) return 'not known'
  return new Date(instant).toISOString().slice(0, 10)
}

/** `2026-11-22 09:30 UTC` */
export function moment(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) return 'not known'
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** `of 200 agents`: the denominator every figure carries. */
export function denominator(figure: ReportFigure): string {
  return `of ${count(figure.of)} ${figure.ofWhat}`
}

/** A cell in words; still untrusted text, which each format makes harmless in its own way. */
export function cellText(cell: ReportCell, column: ReportColumn): string {
  if (cell === null) return 'not known'
  if (typeof cell === 'number') return count(cell)
  if (column.kind === 'date') return shortDay(cell)
  return cell.trim() === '' ? 'not given' : cell
}

/** `a, b and c` */
export function sentenceList(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}
