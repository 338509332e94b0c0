import { InvalidArgumentError } from 'commander'

/** Collects a repeatable `key=value` option; the value may itself hold `=`. */
export function keyValue(text: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('write it as key=value')
  return Object.fromEntries([...Object.entries(earlier), [text.slice(0, at), text.slice(at + 1)]])
}

/** Collects a repeatable option into a list. */
export function listed(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text]
}

export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new InvalidArgumentError('write a whole number')
  return value
}

/** How large the demo estate is: by name, or a number of principals. */
export function estateSizeText(text: string): string {
  if (['small', 'default', 'large'].includes(text)) return text
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('write small, default, large or a whole number of principals')
  return text
}

/** A day (`2026-12-31`, its end) or a moment, as an instant. */
export function untilDate(text: string): string {
  const moment = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text)
  if (Number.isNaN(moment.getTime())) throw new InvalidArgumentError('write a date such as 2026-12-31')
  return moment.toISOString()
}
