import { describedBy, type Schema } from './aws-schema.ts'

interface Element {
  readonly name: string
  readonly inner: Element[]
}

/** A reply of the form protocol as values: what stands inside its result. */
export function xmlValue(text: string, schema: Schema): unknown {
  const root: Element = { name: '', inner: [] }
  const within = [root]
  for (const [, slash, name = '', alone] of text.matchAll(/<(\/?)([A-Za-z][\w.-]*)[^<>]*?(\/?)>/g)) {
    if (slash === '/') within.pop()
    else {
      const element: Element = { name, inner: [] }
      within.at(-1)?.inner.push(element)
      if (alone !== '/') within.push(element)
    }
  }
  const result = root.inner[0]?.inner.find(({ name }) => name.endsWith('Result'))
  return result === undefined ? {} : membersOf(result, schema)
}

function membersOf({ inner }: Element, schema: Schema): unknown {
  const described = describedBy(schema)
  if (described.kind === 'simple') return null
  if (described.kind === 'list') return inner.map((one) => membersOf(one, described.of))
  if (described.kind === 'map') return {}
  return Object.fromEntries(
    inner.map((one) => {
      const member = described.members.get(one.name)
      return [one.name, member === undefined ? null : membersOf(one, member)]
    }),
  )
}
