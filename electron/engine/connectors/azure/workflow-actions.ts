import { isObject, own, textOf } from './record.ts'

/** One action of a logic app, wherever it stands: in scopes, branches, cases, loops, or among the tools of an agent. */
export interface Action {
  readonly name: string
  readonly type: string
  readonly inputs: unknown
  readonly runAfter: unknown
  /** It is a tool of an agent, or inside one. */
  readonly tool: boolean
  readonly raw: unknown
}

/** What starts a logic app. */
export interface Trigger {
  readonly name: string
  readonly type: string
  readonly kind: string | null
  readonly inputs: unknown
}

const mostActions = 2_000
const deepest = 20

/** All actions, from outside in. Bounded: a definition is somebody's text. */
export function actionsOf(definition: unknown): readonly Action[] {
  const found: Action[] = []
  const walk = (actions: unknown, tool: boolean, depth: number): void => {
    if (!isObject(actions) || depth > deepest) return
    for (const [name, raw] of Object.entries(actions)) {
      if (found.length >= mostActions) return
      if (!isObject(raw)) continue
      const type = textOf(own(raw, 'type')) ?? ''
      found.push({ name: name.slice(0, 300), type, inputs: own(raw, 'inputs'), runAfter: own(raw, 'runAfter'), tool, raw })
      walk(own(raw, 'actions'), tool, depth + 1)
      walk(own(own(raw, 'else'), 'actions'), tool, depth + 1)
      walk(own(own(raw, 'default'), 'actions'), tool, depth + 1)
      const cases = own(raw, 'cases')
      if (isObject(cases)) for (const one of Object.values(cases)) walk(own(one, 'actions'), tool, depth + 1)
      const tools = own(raw, 'tools')
      if (isObject(tools)) for (const one of Object.values(tools)) walk(own(one, 'actions'), true, depth + 1)
    }
  }
  walk(own(definition, 'actions'), false, 0)
  return found
}

export function triggersOf(definition: unknown): readonly Trigger[] {
  const triggers = own(definition, 'triggers')
  if (!isObject(triggers)) return []
  return Object.entries(triggers)
    .slice(0, 50)
    .map(([name, raw]) => ({
      name: name.slice(0, 300),
      type: textOf(own(raw, 'type')) ?? '',
      kind: textOf(own(raw, 'kind')),
      inputs: own(raw, 'inputs'),
    }))
}

/**
 * Which ready connector an action goes through: `office365`. Connections stand under names of their own, so the workflow's parameters
 * say which connector a name belongs to; where they do not, the name itself is taken.
 */
export function connectorOf({ type, inputs }: Pick<Action, 'type' | 'inputs'>, parameters: unknown): string | null {
  if (type === 'ServiceProvider') {
    const id = textOf(own(own(inputs, 'serviceProviderConfiguration'), 'serviceProviderId'))
    return id === null ? null : (id.split('/').at(-1)?.toLowerCase() ?? null)
  }
  if (!type.startsWith('ApiConnection')) return null
  const connection = own(own(inputs, 'host'), 'connection')
  const reference =
    textOf(own(connection, 'referenceName')) ?? /\['\$connections'\]|'\$connections'/.exec(textOf(own(connection, 'name')) ?? '')?.input
  if (reference === undefined || reference === null) return null
  const name = /\['([^']+)'\]\['connectionId'\]/.exec(reference)?.[1] ?? reference
  const known = own(own(own(parameters, '$connections'), 'value'), name)
  const id = textOf(own(known, 'id'))
  return (id?.split('/').at(-1) ?? name.replace(/[-_]\d+$/, '')).toLowerCase().slice(0, 200)
}
