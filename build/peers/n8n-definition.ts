import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { openN8nEstate } from '../../electron/estate/n8n/open.ts'
import { makePeople } from '../../electron/estate/people.ts'
import { openState } from '../../electron/estate/state-file.ts'
import { packageFolder } from './n8n-server.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly nullable?: boolean
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

interface Definition {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly responses: { readonly 200: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> } } }
        >
      >
    >
  >
}

interface Listed {
  readonly data: readonly { readonly id: string }[]
}

/** Asks the estate what the connector asks and holds each reply against the OpenAPI definition inside the server's package. */
export async function checkEstate(check: (holds: boolean, what: string) => void): Promise<void> {
  const definition: Definition = parse(readFileSync(join(packageFolder, 'dist', 'public-api', 'v1', 'openapi.yml'), 'utf8'))
  const estate = await openN8nEstate({
    people: makePeople({ seed: 1, count: 400, domain: 'meridian.example' }),
    size: { principals: 2_500 },
    seed: 1,
    asOf: '2026-11-22',
    port: 0,
    quotas: 'off',
    faults: [],
    state: openState(undefined).section('n8n'),
  })
  try {
    const ask = async (path: string, method = 'GET'): Promise<unknown> => {
      const answer = await fetch(`${estate.origin}/api/v1${path}`, { method, headers: { 'X-N8N-API-KEY': estate.apiKey } })
      return answer.json()
    }
    const workflow = ((await ask('/workflows?limit=1')) as Listed).data[0]
    const running = ((await ask('/executions?status=running')) as Listed).data[0]
    const asked = [
      ['get', '/discover', '/discover'],
      ['get', '/workflows', '/workflows?limit=250'],
      ['get', '/workflows/{workflowId}', `/workflows/${workflow?.id}`],
      ['get', '/credentials', '/credentials?limit=250'],
      ['get', '/users', '/users?limit=250'],
      ['get', '/projects', '/projects?limit=250'],
      ['get', '/executions', '/executions?limit=250'],
      ['post', '/workflows/{workflowId}/unpublish', `/workflows/${workflow?.id}/unpublish`],
      ['post', '/executions/{executionId}/stop', `/executions/${running?.id}/stop`],
    ] as const
    for (const [method, template, path] of asked) {
      const declared = definition.paths[template]?.[method]?.responses[200].content['application/json']?.schema
      const problems: string[] = []
      hold(declared, await ask(path, method.toUpperCase()), '$', definition, problems)
      check(
        problems.length === 0,
        `${method.toUpperCase()} ${template} is as declared${problems.length === 0 ? '' : `: ${problems.slice(0, 5).join('; ')}`}`,
      )
    }
  } finally {
    await estate.close()
  }
}

/** Types, required members, enumerations and nullability; enough of a schema's language for these replies. */
function hold(schema: Schema | undefined, value: unknown, at: string, definition: Definition, problems: string[]): void {
  if (problems.length > 20 || schema === undefined) return
  if (schema.$ref) {
    hold(resolve(schema.$ref, definition), value, at, definition, problems)
    return
  }
  if (value === null) {
    if (schema.nullable !== true && schema.type !== undefined) problems.push(`${at} is null`)
    return
  }
  const options = schema.anyOf ?? schema.oneOf
  if (options) {
    const fits = options.some((option) => {
      const inner: string[] = []
      hold(option, value, at, definition, inner)
      return inner.length === 0
    })
    if (!fits) problems.push(`${at} fits no alternative`)
    return
  }
  for (const part of schema.allOf ?? []) hold(part, value, at, definition, problems)
  if (schema.enum && !schema.enum.includes(value)) problems.push(`${at} is ${JSON.stringify(value)}`)
  if (schema.type === 'array') {
    if (!Array.isArray(value)) problems.push(`${at} is no list`)
    else for (const [index, item] of value.entries()) hold(schema.items, item, `${at}[${index}]`, definition, problems)
  } else if (schema.type === 'object' || schema.properties) {
    if (typeof value !== 'object' || Array.isArray(value)) {
      problems.push(`${at} is no object`)
      return
    }
    for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) problems.push(`${at}.${name} is missing`)
    for (const [name, inner] of Object.entries(schema.properties ?? {}))
      if (Object.hasOwn(value, name)) hold(inner, (value as Record<string, unknown>)[name], `${at}.${name}`, definition, problems)
  } else if (
    schema.type === 'string'
      ? typeof value !== 'string'
      : schema.type === 'boolean'
        ? typeof value !== 'boolean'
        : /^(number|integer)$/.test(schema.type ?? '') && typeof value !== 'number'
  )
    problems.push(`${at} is a ${typeof value}`)
}

const resolve = (reference: string, definition: Definition): Schema | undefined =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], definition) as Schema | undefined
