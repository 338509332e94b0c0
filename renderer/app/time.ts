/** A moment as the reader's locale writes it, and how long ago it is in words. */

const dateOnly = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' })
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const hourOnly = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

const steps = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

export function dateWords(at: string): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : dateOnly.format(time)
}

export function momentWords(at: string): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : dateAndTime.format(time)
}

export function hourWords(at: string): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : hourOnly.format(time)
}

/** `3 days ago`, `in 2 months`, `just now`. */
export function agoWords(at: string, now: number = Date.now()): string {
  const time = Date.parse(at)
  if (Number.isNaN(time)) return at
  const distance = time - now
  for (const [unit, size] of steps) if (Math.abs(distance) >= size) return relative.format(Math.round(distance / size), unit)
  return 'just now'
}

/** A length of time in words a person would use: `12 s`, `about 2 min`. */
export function lengthWords(ms: number): string {
  if (ms < 1_000) return 'less than a second'
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 90_000) return `${Math.round(ms / 1_000)} s`
  if (ms < 5_400_000) return `about ${Math.round(ms / 60_000)} min`
  return `about ${Math.round(ms / 3_600_000)} h`
}

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
export const countWords = (value: number): string => whole.format(value)

const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
/** `246`, `9,800`, `120K`: where there is little room. */
export const shortCount = (value: number): string => (value < 10_000 ? whole : short).format(value)

const plain = new Intl.PluralRules('en')
/** `1 agent`, `3 agents`. */
export const many = (value: number, one: string, more = `${one}s`): string =>
  `${countWords(value)} ${plain.select(value) === 'one' ? one : more}`

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })
/** Points keep one decimal so that a shown sum adds up. */
export const pointWords = (value: number): string => points.format(value)
