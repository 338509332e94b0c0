import { type LineLayout, narrowToHost } from './line-layout.ts'

/** A name server's own log: the name stands behind a mark, the asking computer behind or before another. */
interface QueryForm {
  readonly title: string
  readonly sample: RegExp
  readonly mark: string
  /** The name begins after this, looked for behind the mark; at once when empty. */
  readonly after: string
  readonly client: RegExp
  readonly time: RegExp
}

/** Sources: BIND 9 (category queries), dnsmasq (log-queries), Unbound (log-queries). */
export const queryForms: readonly QueryForm[] = [
  {
    title: 'BIND query log',
    sample: /client (@0x[0-9a-f]+ )?[0-9a-f.:]+#\d+ .*query: \S+ IN /,
    mark: ' query: ',
    after: '',
    client: /client (?:@0x[0-9a-f]+ )?([0-9a-f.:]+)#/,
    time: /^(\d{2}-[A-Z][a-z]{2}-\d{4} [\d:]{8})/,
  },
  {
    title: 'dnsmasq query log',
    sample: /dnsmasq(\[\d+\])?: .*query\[[A-Za-z0-9=]+\] \S+ from /,
    mark: ' query[',
    after: '] ',
    client: / from ([0-9a-f.:]+)\s*$/,
    time: /^([A-Z][a-z]{2} +\d+ [\d:]{8})/,
  },
  {
    title: 'Unbound query log',
    sample: /unbound(\[\d+:\d+\])? info: [0-9a-f.:]+ \S+\. [A-Z]+ IN$/m,
    mark: ' info: ',
    after: ' ',
    client: / info: ([0-9a-f.:]+) /,
    time: /^\[(\d+)\]/,
  },
]

export function queryLayout(form: QueryForm): LineLayout {
  const [mark, after] = [Buffer.from(form.mark), Buffer.from(form.after)]
  let next = -1
  return {
    title: form.title,
    skip: 0,
    mixed: true,
    tellsUsers: false,
    tellsDepartments: false,
    begin: () => {
      next = -1
    },
    locate: (bytes, start, end, span) => {
      if (next < start) {
        next = bytes.indexOf(mark, start)
        if (next < 0) next = bytes.length
      }
      if (next >= end) return false
      let from = next + mark.length
      if (after.length > 0) {
        while (from < end && !beginsAt(bytes, after, from)) from += 1
        from += after.length
      }
      let to = from
      while (to < end && bytes[to] !== 32) to += 1
      return to <= end && from < to && narrowToHost(bytes, from, to, span)
    },
    values: (bytes, start, end) => {
      const line = bytes.toString('utf8', start, end)
      const client = form.client.exec(line)?.[1] ?? ''
      return { host: '', user: '', client, department: '', sent: '', received: '', time: form.time.exec(line)?.[1] ?? '', action: '' }
    },
  }
}

function beginsAt(bytes: Uint8Array, sought: Uint8Array, from: number): boolean {
  for (let at = 0; at < sought.length; at += 1) if (bytes[from + at] !== sought[at]) return false
  return true
}
