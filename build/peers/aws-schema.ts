/**
 * The provider's own description of a reply, as its official library carries it: a number for a simple type, a list for anything else
 * (`[kind, namespace, name, traits, members, their schemas, how many of them are required]`), a function where it is looked up late, and a
 * pair where a member has traits of its own.
 */
export type Schema = number | readonly unknown[] | (() => Schema)

const kinds = { list: 1, map: 2, structure: 3, union: 4 }
/** Seconds since 1970 unless another form is said. */
const times: Readonly<Record<number, string>> = { 4: 'number', 5: 'text', 6: 'text', 7: 'number' }
const simple: Readonly<Record<number, string>> = {
  0: 'text',
  1: 'number',
  2: 'yes or no',
  15: 'document',
  17: 'number',
  19: 'number',
  21: 'bytes',
}

/** What a description says, in our words. */
export type Described =
  /** `wire`: what stands for it in JSON, where that is another type. */
  | { readonly kind: 'simple'; readonly type: string; readonly wire: string }
  | { readonly kind: 'list'; readonly of: Schema }
  | { readonly kind: 'map'; readonly of: Schema }
  | { readonly kind: 'structure'; readonly members: ReadonlyMap<string, Schema>; readonly required: ReadonlySet<string> }

export function describedBy(schema: Schema): Described {
  if (typeof schema === 'function') return describedBy(schema())
  if (typeof schema === 'number') return describedByNumber(schema)
  const [kind] = schema
  if (typeof kind !== 'number' || schema.length === 2) return describedBy(kind as Schema)
  if (kind === kinds.list) return { kind: 'list', of: schema[4] as Schema }
  if (kind === kinds.map) return { kind: 'map', of: schema[5] as Schema }
  if (kind === kinds.structure || kind === kinds.union) {
    const [names, schemas] = [schema[4] as readonly string[], schema[5] as readonly Schema[]]
    const required = new Set(names.slice(0, (schema[6] as number | undefined) ?? 0))
    return { kind: 'structure', members: new Map(names.map((name, index) => [name, schemas[index] ?? 0])), required }
  }
  return describedBy(schema[4] as Schema)
}

/** Lists and maps of simple things are a bit beside the number of what is in them. */
function describedByNumber(schema: number): Described {
  if ((schema & 64) !== 0) return { kind: 'list', of: schema & ~64 }
  if ((schema & 128) !== 0) return { kind: 'map', of: schema & ~128 }
  const wire = times[schema]
  if (wire !== undefined) return { kind: 'simple', type: 'time', wire }
  const type = simple[schema] ?? 'document'
  return { kind: 'simple', type, wire: type }
}

/** Members of a request that stand in its path: it cannot be made without them. */
export function labelsOf(request: Schema): readonly string[] {
  if (typeof request === 'function') return labelsOf(request())
  if (typeof request === 'number') return []
  const [names, schemas] = [(request[4] ?? []) as readonly string[], (request[5] ?? []) as readonly unknown[]]
  const isLabel = (member: unknown) => Array.isArray(member) && member.length === 2 && (member[1] === 1 || member[1]?.httpLabel === 1)
  return names.filter((_name, index) => isLabel(schemas[index]))
}
