import { type Node, type ParseError, parseTree } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { parseDocument } from 'yaml'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'

export type Format = 'json' | 'toml' | 'yaml'

/** Reads a configuration's text as a plain value. JSON may carry comments and trailing commas, as the clients allow. */
export function parseConfiguration(text: string, format: Format): Result<unknown> {
  try {
    if (format === 'toml') return ok(parseToml(text))
    // Aliases are capped: a few lines of YAML can otherwise unfold into gigabytes.
    if (format === 'yaml') {
      const document = parseDocument(text, { schema: 'core', logLevel: 'silent' })
      return document.errors.length === 0 ? ok(document.toJS({ maxAliasCount: 50 })) : malformed(format)
    }
    const errors: ParseError[] = []
    const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
    return errors.length === 0 ? ok(tree === undefined ? {} : plain(tree)) : malformed(format)
  } catch {
    // The parsers' messages quote the text, which may hold secrets.
    return malformed(format)
  }
}

/** The value of a syntax tree. The parser's own conversion would lose a member called `__proto__`. */
function plain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plain)
  if (node.type !== 'object') return node.value
  return Object.fromEntries(
    (node.children ?? []).map(({ children }) => [children?.[0]?.value, children?.[1] === undefined ? null : plain(children[1])]),
  )
}

const malformed = (format: Format) => fail('unexpected-reply', `is not valid ${format.toUpperCase()}`)

/** A member of a plain value by its own key; undefined for anything else. `__proto__` is a key like any other. */
export function member(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All values at a path of keys, `*` standing for every key, each with the keys that lead to it. */
export function valuesAt(
  value: unknown,
  path: readonly string[],
): readonly { readonly path: readonly string[]; readonly value: unknown }[] {
  const [key, ...rest] = path
  if (key === undefined) return value === undefined ? [] : [{ path: [], value }]
  const keys = key === '*' ? (isRecord(value) ? Object.keys(value) : []) : [key]
  return keys.flatMap((one) => valuesAt(member(value, one), rest).map((found) => ({ path: [one, ...found.path], value: found.value })))
}
