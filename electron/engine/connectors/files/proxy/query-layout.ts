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
    locate: (text, start, end, span) => {
      if (next < start) {
        next = text.indexOf(form.mark, start)
        if (next < 0) next = text.length
      }
      if (next >= end) return false
      let from = next + form.mark.length
      if (form.after !== '') {
        while (from < end && !text.startsWith(form.after, from)) from += 1
        from += form.after.length
      }
      let to = from
      while (to < end && text.charCodeAt(to) !== 32) to += 1
      return to <= end && from < to && narrowToHost(text, from, to, span)
    },
    values: (text, start, end) => {
      const line = text.slice(start, end)
      const client = form.client.exec(line)?.[1] ?? ''
      return { host: '', user: '', client, department: '', sent: '', received: '', time: form.time.exec(line)?.[1] ?? '', action: '' }
    },
  }
}
