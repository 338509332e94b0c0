/** One reply of the estate as it went over the wire. */
export interface SeenReply {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly body: unknown
  /** As it went over the wire. */
  readonly text: string
  /** Which operation was asked for, where one path carries many. */
  readonly operation?: string
  /** What a mock found wrong with the question. */
  readonly violations?: string | null
}

/** A network that lets everything pass and remembers what was answered. */
export function listening(): { readonly transport: typeof fetch; readonly replies: readonly SeenReply[] } {
  const replies: SeenReply[] = []
  const transport: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    const url = new URL(input instanceof Request ? input.url : input)
    const text = await answer.clone().text()
    const reply = {
      method: init?.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      status: answer.status,
      body: parsed(text),
      text,
      operation: operationOf(init),
      violations: answer.headers.get('sl-violations'),
    }
    replies.push(reply, ...batched(init?.body, reply))
    return answer
  }
  return { transport, replies }
}

/** Named by a header, or by a field of a form. */
function operationOf(init: RequestInit | undefined): string {
  const named = new Headers(init?.headers).get('x-amz-target')?.split('.').at(-1)
  return named ?? (typeof init?.body === 'string' ? (new URLSearchParams(init.body).get('Action') ?? '') : '')
}

/** The replies inside the reply to a batch, as if each had come alone; what the batch's own path stands under is theirs too. */
function batched(sent: unknown, { path, body }: SeenReply): readonly SeenReply[] {
  if (!path.endsWith('/$batch') || typeof sent !== 'string') return []
  const asked = (parsed(sent) as { readonly requests?: readonly { readonly id: string; readonly method: string; readonly url: string }[] })
    .requests
  const answered = (body as { readonly responses?: readonly { readonly id: string; readonly status: number; readonly body: unknown }[] })
    .responses
  return (asked ?? []).flatMap(({ id, method, url }) => {
    const one = answered?.find((reply) => reply.id === id)
    const [own = ''] = url.split('?')
    return one === undefined
      ? []
      : [{ method, path: `${path.slice(0, -'/$batch'.length)}${own}`, status: one.status, body: one.body, text: JSON.stringify(one.body) }]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
