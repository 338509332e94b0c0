import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'

/** One page of a list that is made from an index: `item` may be null for what was deleted meanwhile. */
export interface PagedList {
  readonly context: string
  readonly count: number
  item(index: number): Record<string, unknown> | null
}

/** Answers with `$top` (100 unless said, 999 at most), `$count` and an opaque `$skiptoken` link, as the directory API does. */
export function page(request: LoopbackRequest, list: PagedList, headers: Readonly<Record<string, string>> = {}): LoopbackReply {
  const top = Math.min(999, Math.max(1, Number(request.query.get('$top') ?? 100) || 100))
  const start = offsetOf(request.query.get('$skiptoken'))
  const value: Record<string, unknown>[] = []
  let index = start
  for (; index < list.count && value.length < top; index += 1) {
    const item = list.item(index)
    if (item) value.push(item)
  }
  const counted = request.query.get('$count') === 'true' && start === 0 ? { '@odata.count': list.count } : {}
  const more = index < list.count ? { '@odata.nextLink': nextLink(request, index) } : {}
  return {
    status: 200,
    headers,
    json: { '@odata.context': `${request.origin}/v1.0/$metadata#${list.context}`, ...counted, ...more, value },
  }
}

function nextLink(request: LoopbackRequest, offset: number): string {
  const kept = [...request.query].filter(([name]) => name !== '$skiptoken').map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${request.origin}${request.path}?${[...kept, `$skiptoken=${Buffer.from(`o:${offset}`).toString('base64url')}`].join('&')}`
}

function offsetOf(token: string | null): number {
  const match = /^o:(\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString())
  return match ? Number(match[1]) : 0
}
