import { createHmac } from 'node:crypto'

/** Replaces people by marks: the same person by the same mark, wherever they stand. Who knows the salt can tell who it was. */
export interface Redactor {
  text(text: string): string
  /** Every text in a value; names of members stay. */
  value(value: unknown): unknown
  /** How many people were replaced so far. */
  people(): number
}

const mail = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const word = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu

/** @param names whoever is known by name; one who also has a mail gets one mark for both */
export function createRedactor(salt: string, names: Iterable<{ readonly name: string; readonly mail: string | null }>): Redactor {
  const marks = new Map<string, string>()
  const byFirstWord = new Map<string, string[]>()
  const used = new Set<string>()
  const markOf = (key: string) => `person-${createHmac('sha256', salt).update(key, 'utf8').digest('hex').slice(0, 12)}`
  for (const one of names) {
    const name = one.name.trim().toLowerCase()
    const key = one.mail?.trim().toLowerCase() || name
    if (one.mail !== null) marks.set(key, markOf(key))
    if (name.length < 2 || marks.has(name)) continue
    marks.set(name, markOf(key))
    const [first = ''] = name.match(word) ?? []
    // A name of one word may be any word: it is replaced where it stands alone only.
    if (first !== '' && first.length < name.length) byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), name])
  }
  const use = (mark: string): string => {
    used.add(mark)
    return mark
  }

  function text(given: string): string {
    const whole = marks.get(given.trim().toLowerCase())
    if (whole !== undefined) return use(whole)
    const withoutMails = given.replace(mail, (found) => use(marks.get(found.toLowerCase()) ?? markOf(found.toLowerCase())))
    return withoutNames(withoutMails)
  }

  function withoutNames(given: string): string {
    const lower = given.toLowerCase()
    // Letters whose lower case has another length would move the places: such a text is looked at as a whole only.
    if (lower.length !== given.length) return given
    let told = ''
    let done = 0
    for (const match of lower.matchAll(word)) {
      if (match.index < done) continue
      const name = byFirstWord
        .get(match[0])
        ?.find((one) => lower.startsWith(one, match.index) && !/^[\p{L}\p{N}]/u.test(lower.slice(match.index + one.length)))
      const mark = name === undefined ? undefined : marks.get(name)
      if (name === undefined || mark === undefined) continue
      told += given.slice(done, match.index) + use(mark)
      done = match.index + name.length
    }
    return told + given.slice(done)
  }

  function value(given: unknown): unknown {
    if (typeof given === 'string') return text(given)
    if (Array.isArray(given)) return given.map(value)
    if (typeof given !== 'object' || given === null) return given
    return Object.fromEntries(Object.entries(given).map(([key, member]) => [key, value(member)]))
  }

  return { text, value, people: () => used.size }
}
