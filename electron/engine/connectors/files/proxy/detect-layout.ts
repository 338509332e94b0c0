import { type Columns, columnsOf, type Field, plainTitle } from '../columns.ts'
import { csvRows } from '../csv.ts'
import { delimitedLayout, logFields } from './delimited-layout.ts'
import { jsonLayout } from './json-layout.ts'
import type { LineLayout } from './line-layout.ts'
import { queryForms, queryLayout } from './query-layout.ts'

const headWithin = 20
const fixed = (columns: readonly (readonly [Field, number])[]): Columns => new Map(columns)

/** Squid's own format: time elapsed client code/status bytes method URL user hierarchy type. Source: the Squid wiki, Features/LogFormat. */
const squid = /^\s*\d{9,11}\.\d{3}\s+-?\d+\s+\S+\s+[A-Z_]+\/\d{3}\s+\d+\s+\S+\s+\S+\s+\S+/
const squidColumns = fixed([
  ['time', 0],
  ['client', 2],
  ['action', 3],
  ['received', 4],
  ['address', 6],
  ['user', 7],
])

/** Zscaler's web log feed as it is set by default, without a header. Source: help.zscaler.com, NSS feed output format: web logs. */
const zscaler =
  /^"[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} [\d:]{8} \d{4}","[^"]*","[A-Z_]+","[^"]*","(Allowed|Blocked|Cautioned)[^"]*"(,"[^"]*"){25,}/i
const zscalerColumns = fixed([
  ['time', 0],
  ['user', 1],
  ['address', 3],
  ['action', 4],
  ['sent', 7],
  ['received', 8],
  ['department', 20],
  ['client', 21],
])

/** How a log is written, by its beginning; null when it is in no form known here. */
export function detectLayout(head: string, chosen: ReadonlyMap<Field, string>): LineLayout | null {
  const lines = head.split('\n').map((line) => line.replace(/\r$/, ''))
  const firsts = lines.slice(0, headWithin).filter((line) => line.trim() !== '')
  return (
    jsonLog(firsts, chosen) ??
    extendedLog(lines, chosen) ??
    queryLog(firsts) ??
    withoutHeader(firsts, 'Squid access log', squid, squidColumns, ' ') ??
    withoutHeader(firsts, 'Zscaler web log', zscaler, zscalerColumns, ',') ??
    withHeader(lines, chosen)
  )
}

function jsonLog(firsts: readonly string[], chosen: ReadonlyMap<Field, string>): LineLayout | null {
  for (const line of firsts) {
    if (!line.startsWith('{')) continue
    try {
      const layout = jsonLayout(JSON.parse(line), chosen)
      if (layout !== null) return layout
    } catch {
      // A broken line tells nothing; the next one may.
    }
  }
  return null
}

/** W3C extended log format: the fields stand in a line of their own. Source: the W3C working draft WD-logfile. */
function extendedLog(lines: readonly string[], chosen: ReadonlyMap<Field, string>): LineLayout | null {
  const at = lines.slice(0, headWithin).findIndex((line) => line.startsWith('#Fields:'))
  if (at < 0) return null
  const titles = (lines[at] ?? '').slice('#Fields:'.length).trim().split(/\s+/)
  const columns = withClock(titles, columnsOf(titles, logFields, chosen))
  const spaced = !(lines[at + 1] ?? '').includes('\t')
  return tellsHost(columns)
    ? delimitedLayout({ title: 'extended log format', delimiter: spaced ? ' ' : '\t', runs: spaced, skip: at + 1, columns })
    : null
}

function queryLog(firsts: readonly string[]): LineLayout | null {
  const form = queryForms.find(({ sample }) => firsts.some((line) => sample.test(line)))
  return form === undefined ? null : queryLayout(form)
}

function withoutHeader(firsts: readonly string[], title: string, form: RegExp, columns: Columns, delimiter: string): LineLayout | null {
  return firsts.some((line) => form.test(line)) ? delimitedLayout({ title, delimiter, runs: delimiter === ' ', skip: 0, columns }) : null
}

function withHeader(lines: readonly string[], chosen: ReadonlyMap<Field, string>): LineLayout | null {
  for (const [at, line] of lines.slice(0, headWithin).entries()) {
    for (const delimiter of ['\t', ';', ',', '|']) {
      if (!line.includes(delimiter)) continue
      const titles = delimiter === '\t' || delimiter === '|' ? line.split(delimiter) : (csvRows(line).rows[0] ?? [])
      const bare = titles.map((title) => title.trim().replace(/^"|"$/g, ''))
      const columns = withClock(bare, columnsOf(bare, logFields, chosen))
      if (columns.size >= 2 && tellsHost(columns))
        return delimitedLayout({ title: 'table with a header', delimiter, runs: false, skip: at + 1, columns })
    }
  }
  return null
}

const tellsHost = (columns: Columns): boolean => columns.has('host') || columns.has('address')

/** Day and time of day in columns of their own are read together. */
function withClock(titles: readonly string[], columns: Columns): Columns {
  const plain = titles.map(plainTitle)
  const [date, time] = [plain.indexOf('date'), plain.indexOf('time')]
  return date < 0 || time < 0 ? columns : new Map([...columns, ['time', date], ['clock', time]])
}
