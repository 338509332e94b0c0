/** A node as n8n stores it. */
export interface DrawnNode {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly typeVersion: number
  readonly position: readonly [number, number]
  readonly parameters: Readonly<Record<string, unknown>>
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>
  readonly retryOnFail?: boolean
  readonly onError?: string
}

export type Connections = Readonly<
  Record<string, Readonly<Record<string, readonly (readonly { node: string; type: string; index: number }[])[]>>>
>

/** What an archetype or the crowd draws, before it gets an id, an owner and dates. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[]
  readonly connections: Connections
  readonly settings?: Readonly<Record<string, unknown>>
}

export interface NodeOptions {
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly credentials?: NonNullable<DrawnNode['credentials']>
  readonly retryOnFail?: boolean
  readonly onError?: string
}

const ai = '@n8n/n8n-nodes-langchain.'

/** A node of the base package, e.g. `base('gmailTrigger', 'New mail')`. */
export function base(type: string, name: string, options: NodeOptions = {}): DrawnNode {
  return node(`n8n-nodes-base.${type}`, name, options)
}

/** A node of the AI package. */
export function langchain(type: string, name: string, options: NodeOptions = {}): DrawnNode {
  return node(`${ai}${type}`, name, options)
}

function node(type: string, name: string, options: NodeOptions): DrawnNode {
  const { parameters, ...rest } = options
  return { id: '', name, type, typeVersion: 1, position: [0, 0], parameters: parameters ?? {}, ...rest }
}

/** Lays nodes out in a row, joined by `main` arrows; `hung` nodes hang below a node by an AI arrow: tools, model, memory. */
export function draw(
  row: readonly DrawnNode[],
  hung: readonly {
    readonly node: DrawnNode
    readonly below: string
    readonly by: 'ai_tool' | 'ai_languageModel' | 'ai_memory' | 'ai_embedding'
  }[] = [],
  settings: Readonly<Record<string, unknown>> = {},
): Drawing {
  const all = [...row, ...hung.map((one) => one.node)]
  const connections: Record<string, Record<string, { node: string; type: string; index: number }[][]>> = Object.create(null)
  row.forEach((from, at) => {
    const to = row[at + 1]
    if (to !== undefined) connections[from.name] = { main: [[{ node: to.name, type: 'main', index: 0 }]] }
  })
  for (const { node: from, below, by } of hung) connections[from.name] = { [by]: [[{ node: below, type: by, index: 0 }]] }
  return {
    nodes: all.map((one, at) => ({ ...one, id: `node-${at + 1}`, position: [at * 220, at < row.length ? 0 : 220] })),
    connections: { ...connections },
    settings: { executionOrder: 'v1', ...settings },
  }
}

/** An agent with its model and tools, after what starts it and before what follows. */
export function agent(options: {
  readonly start: DrawnNode
  readonly name?: string
  readonly system: string
  readonly model: DrawnNode
  readonly tools: readonly DrawnNode[]
  readonly after?: readonly DrawnNode[]
  readonly retry?: boolean
  readonly settings?: Readonly<Record<string, unknown>>
}): Drawing {
  const name = options.name ?? 'AI Agent'
  const core = langchain('agent', name, {
    parameters: { options: { systemMessage: options.system } },
    ...(options.retry ? { retryOnFail: true } : {}),
  })
  return draw(
    [options.start, core, ...(options.after ?? [])],
    [
      { node: options.model, below: name, by: 'ai_languageModel' },
      ...options.tools.map((tool) => ({ node: tool, below: name, by: 'ai_tool' as const })),
    ],
    options.settings,
  )
}
