import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'

export type Json = Readonly<Record<string, unknown>>

export interface Description {
  readonly paths: Readonly<Record<string, Json>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Json>>; readonly responses?: Readonly<Record<string, Json>> }
}

export interface Operation {
  readonly method: string
  /** Its template in the description. */
  readonly path: string
  /** The schema that a reply of this status has; null where the description gives none. */
  schema(status: number): Json | null
}

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value a reference points at, followed to its end. */
export function resolved(document: Description, value: unknown): Json | null {
  let at = value
  for (let hops = 0; isRecord(at) && typeof at.$ref === 'string' && hops < 20; hops += 1) {
    const keys = at.$ref.replace(/^#\//, '').split('/')
    at = keys.reduce<unknown>(
      (place, key) => (isRecord(place) ? place[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      document,
    )
  }
  return isRecord(at) ? at : null
}

/** The operation that a call is one of: of several templates that fit, the one with most fixed segments. */
export function operationOf(document: Description, method: string, path: string): Operation | null {
  const wanted = path.split('/')
  let best: { readonly path: string; readonly fixed: number } | null = null
  for (const template of Object.keys(document.paths)) {
    const parts = template.split('/')
    if (parts.length !== wanted.length || !isRecord(document.paths[template]?.[method.toLowerCase()])) continue
    if (!parts.every((part, at) => fitsPart(part, wanted[at] ?? ''))) continue
    const fixed = parts.filter((part) => !part.includes('{')).length
    if (best === null || fixed > best.fixed) best = { path: template, fixed }
  }
  if (best === null) return null
  const operation = document.paths[best.path]?.[method.toLowerCase()] as { readonly responses?: Json }
  return {
    method,
    path: best.path,
    schema(status) {
      const responses = operation.responses ?? {}
      const reply = resolved(document, responses[String(status)] ?? responses[`${String(status)[0]}XX`] ?? responses.default)
      const content = isRecord(reply?.content) ? reply.content : {}
      const media = content['application/json'] ?? Object.values(content)[0]
      return isRecord(media) ? resolved(document, media.schema) : null
    },
  }
}

/** A parameter stands for a value; a cast to a type, such as `microsoft.graph.user`, is no value. */
function fitsPart(part: string, wanted: string): boolean {
  if (!part.includes('{')) return part === wanted
  if (/^\{[^}]*\}$/.test(part)) return wanted !== '' && !/^[a-z]+\.graph\./.test(wanted)
  const pattern = part.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(wanted)
}

/** How long a chain of references is followed by value; what lies deeper is not looked at. */
const deepest = 14

/**
 * A schema of a description as a schema of JSON, with its references put in: `nullable`, boolean bounds and the like are OpenAPI's own. What
 * a reply holds only on request (navigation properties) is not looked into.
 */
export function jsonSchema(document: Description, schema: unknown, depth = 0): unknown {
  if (Array.isArray(schema)) return schema.map((one) => jsonSchema(document, one, depth))
  if (!isRecord(schema)) return schema
  if (typeof schema.$ref === 'string') return depth > deepest ? {} : jsonSchema(document, resolved(document, schema) ?? {}, depth + 1)
  const made: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) {
    if (/^(x-|example|description$|title$|discriminator$|xml$|externalDocs$|deprecated$|readOnly$|writeOnly$|default$)/.test(key)) continue
    if (key === 'nullable' || (typeof value === 'boolean' && /^exclusive/.test(key))) continue
    if (key === 'properties' && isRecord(value))
      made.properties = Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          isRecord(inner) && inner['x-ms-navigationProperty'] === true ? {} : jsonSchema(document, inner, depth),
        ]),
      )
    else if (key === 'enum' || key === 'required' || key === 'const' || key === 'type' || key === 'format' || key === 'pattern')
      made[key] = value
    else made[key] = jsonSchema(document, value, depth)
  }
  return schema.nullable === true ? { anyOf: [{ type: 'null' }, made] } : made
}

/** What of a value the schema does not allow, and which members it does not know. */
export interface Verdict {
  readonly wrong: readonly string[]
  readonly unheardOf: readonly string[]
}

export function makeJudge(document: Description): (schema: Json, value: unknown) => Verdict {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateSchema: false })
  addFormats.default(ajv)
  const compiled = new Map<Json, { readonly schema: unknown; readonly holds: ReturnType<typeof ajv.compile> }>()
  return (schema, value) => {
    let known = compiled.get(schema)
    if (known === undefined) {
      const made = jsonSchema(document, schema)
      known = { schema: made, holds: ajv.compile(made as object) }
      compiled.set(schema, known)
    }
    const wrong = known.holds(value) ? [] : said(known.holds.errors ?? [])
    const unheardOf: string[] = []
    findUnheardOf(known.schema, value, '', unheardOf)
    return { wrong: [...new Set(wrong)], unheardOf: [...new Set(unheardOf)] }
  }
}

interface Problem {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Missing members of one place in one line; what follows from them is not said again. */
function said(errors: readonly Problem[]): readonly string[] {
  const missing = new Map<string, Set<string>>()
  const others: string[] = []
  for (const { instancePath, keyword, message, params } of errors) {
    const at = general(instancePath)
    if (keyword === 'required') missing.set(at, (missing.get(at) ?? new Set()).add(String(params.missingProperty)))
    else if (!/^(anyOf|oneOf|additionalProperties)$/.test(keyword) && params.type !== 'null') others.push(`${at} ${message}`)
  }
  if (missing.size + others.length === 0)
    others.push(
      ...errors
        .filter(({ keyword }) => keyword !== 'additionalProperties')
        .map((error) => `${general(error.instancePath)} ${error.message}`),
    )
  return [...[...missing].map(([at, names]) => `${at} lacks ${[...names].toSorted().join(', ')}`), ...others]
}

/** `/value/12/name` is about every element's name. */
const general = (path: string): string => path.replace(/\/\d+(?=\/|$)/g, '/*') || '/'

function alternatives(schema: unknown): readonly Json[] {
  if (!isRecord(schema)) return []
  const inner = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as unknown[]) : []))
  return [schema, ...inner.flatMap(alternatives)]
}

function findUnheardOf(schema: unknown, value: unknown, at: string, found: string[]): void {
  const all = alternatives(schema)
  if (Array.isArray(value)) {
    const items = { anyOf: all.flatMap((one) => (isRecord(one.items) ? [one.items] : [])) }
    if (items.anyOf.length > 0) for (const one of value) findUnheardOf(items, one, `${at}/*`, found)
    return
  }
  if (!isRecord(value)) return
  const properties = all.filter((one) => isRecord(one.properties)).map((one) => one.properties as Json)
  if (properties.length === 0) return
  for (const [name, inner] of Object.entries(value)) {
    const declared = properties.flatMap((one) => (Object.hasOwn(one, name) ? [one[name]] : []))
    if (declared.length > 0) findUnheardOf({ anyOf: declared }, inner, `${at}/${name}`, found)
    else if (!all.some((one) => isRecord(one.additionalProperties) || one.additionalProperties === true)) found.push(`${at}/${name}`)
  }
}
