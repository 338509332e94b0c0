/** What a scan's benchmark says of itself in its line `figures`. */
interface ScanFigures {
  readonly seconds: number
  readonly newFacts: number
  readonly requests: number
  readonly throttled: number
  readonly peakMegabytes: number
  readonly fileMegabytes: number
  readonly recall: number
  readonly precision: number
  readonly secondSeconds: number | null
  readonly secondNewFacts: number | null
}

interface Limits {
  readonly seconds: number
  /** The least the provider's published quota allows, in seconds; null where none binds. */
  readonly floor: string
  readonly megabytes: number
}

/** What must be kept, by size. The floor is that of the slowest endpoint: reports take five requests in ten seconds. */
const limits: Readonly<Record<string, Limits>> = {
  default: { seconds: 45, floor: '–', megabytes: 300 },
  large: { seconds: 300, floor: '138–276 s', megabytes: 300 },
}

const mostThrottled = 0.001
const leastRight = 0.99

type Row = readonly (string | number)[]

export function scanTable(scans: readonly { readonly size: string; readonly figures: ScanFigures }[]): {
  readonly text: string
  readonly broken: string[]
} {
  const broken: string[] = []
  const rows = scans.map(({ size, figures }): Row => {
    const limit = limits[size]
    if (limit === undefined) return [size]
    const share = figures.throttled / Math.max(1, figures.requests)
    const hold = (kept: boolean, what: string) => {
      if (!kept) broken.push(`${size}: ${what}`)
    }
    hold(figures.seconds <= limit.seconds, `first scan ${figures.seconds.toFixed(0)} s, limit ${limit.seconds}`)
    hold(figures.peakMegabytes <= limit.megabytes, `memory ${figures.peakMegabytes} MB, limit ${limit.megabytes}`)
    hold(share <= mostThrottled, `throttled ${(100 * share).toFixed(2)} %, limit ${100 * mostThrottled} %`)
    hold(Math.min(figures.recall, figures.precision) >= leastRight, `recall ${figures.recall}, precision ${figures.precision}`)
    hold((figures.secondNewFacts ?? 0) === 0, `second scan wrote ${figures.secondNewFacts} new facts`)
    return [
      size,
      `${figures.seconds.toFixed(1)} s (≤ ${limit.seconds})`,
      limit.floor,
      figures.newFacts,
      `${figures.throttled} of ${figures.requests}`,
      `${figures.peakMegabytes} MB (≤ ${limit.megabytes})`,
      `${figures.fileMegabytes} MB`,
      `${figures.recall.toFixed(3)} / ${figures.precision.toFixed(3)}`,
      figures.secondSeconds === null ? '–' : `${figures.secondSeconds.toFixed(1)} s, ${figures.secondNewFacts} new`,
    ]
  })
  const head = ['estate', 'first scan', 'quota’s floor', 'facts', 'throttled', 'engine’s peak', 'file', 'recall / precision', 'second scan']
  return { text: table(head, rows), broken }
}

/** What verifying a ledger of a million entries may take, in seconds, and by how many megabytes the process may grow. */
const ledgerLimits = { seconds: 5, megabytes: 100 }

interface LedgerFigures {
  readonly entries: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly signaturesByCheckpoint: number
  readonly grownMegabytes: number
  /** Microseconds of one processor for an entry, by what they are spent on. */
  readonly split: Readonly<Record<string, number>>
}

export function ledgerTable(figures: LedgerFigures): { readonly text: string; readonly broken: readonly string[] } {
  const { entries, seconds, cpuSeconds, signaturesByCheckpoint, grownMegabytes, split } = figures
  const row = [
    entries,
    `${seconds.toFixed(1)} s (≤ ${ledgerLimits.seconds})`,
    `${cpuSeconds.toFixed(1)} s`,
    signaturesByCheckpoint,
    `${grownMegabytes} MB`,
  ]
  return {
    text: [
      table(['ledger verified', 'time', 'processor time', 'signatures by checkpoint', 'grown by'], [row]),
      table(['processor time for an entry', 'µs'], Object.entries(split)),
    ].join('\n\n'),
    broken: [
      ...(seconds > ledgerLimits.seconds ? [`ledger: ${seconds.toFixed(1)} s, limit ${ledgerLimits.seconds}`] : []),
      ...(grownMegabytes > ledgerLimits.megabytes ? [`ledger: grown by ${grownMegabytes} MB, limit ${ledgerLimits.megabytes}`] : []),
    ],
  }
}

/** What judging policies may take, in seconds. */
const policyLimits = { judge: 10, again: 0.5, simulate: 30 }

interface PolicyFigures {
  readonly agents: number
  readonly capabilities: number
  readonly judgeSeconds: number
  readonly judgeCpuSeconds: number
  readonly againSeconds: number
  readonly simulateSeconds: number
  readonly peakMegabytes: number
}

export function policyTable(figures: PolicyFigures): { readonly text: string; readonly broken: readonly string[] } {
  const { agents, capabilities, judgeSeconds, judgeCpuSeconds, againSeconds, simulateSeconds, peakMegabytes } = figures
  const text = table(
    ['agents', 'capabilities', 'judged', 'processor', '1 % again', 'tried on now and four audits', 'peak'],
    [
      [
        agents,
        capabilities,
        `${judgeSeconds.toFixed(1)} s (≤ ${policyLimits.judge})`,
        `${judgeCpuSeconds.toFixed(1)} s`,
        `${againSeconds.toFixed(2)} s (≤ ${policyLimits.again})`,
        `${simulateSeconds.toFixed(1)} s (≤ ${policyLimits.simulate})`,
        `${peakMegabytes} MB`,
      ],
    ],
  )
  const broken = [
    ...(judgeSeconds <= policyLimits.judge ? [] : [`policies: judged in ${judgeSeconds.toFixed(1)} s, limit ${policyLimits.judge}`]),
    ...(againSeconds <= policyLimits.again ? [] : [`policies: 1 % again in ${againSeconds.toFixed(2)} s, limit ${policyLimits.again}`]),
    ...(simulateSeconds <= policyLimits.simulate
      ? []
      : [`policies: tried in ${simulateSeconds.toFixed(1)} s, limit ${policyLimits.simulate}`]),
  ]
  return { text, broken }
}

type Reported = Readonly<Record<string, number>> & { readonly what: string }

const reported = (lines: readonly string[]): readonly Reported[] =>
  lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Reported)

/** Writing: rows a second, on the clock and by processor time. */
export function fileTable(lines: readonly string[]): string {
  const rows = reported(lines).filter((one) => one.rowsPerSecond !== undefined)
  return table(
    ['written', 'rows', 'rows a second', 'rows a processor second'],
    rows.map((one) => [one.what, one.rows ?? one.agents ?? '–', one.rowsPerSecond ?? '–', one.rowsPerCpuSecond ?? '–']),
  )
}

/** Reading: milliseconds for the first answer, the usual and the slow one. */
export function listTable(lines: readonly string[]): string {
  const rows = reported(lines).filter((one) => one.p50Ms !== undefined || one.ms !== undefined || one.thenMs !== undefined)
  return table(
    ['asked', 'found', 'first, ms', 'usual (p50), ms', 'slow (p95), ms'],
    rows.map((one) => [one.what, one.total ?? '–', one.firstMs ?? one.ms ?? '–', one.p50Ms ?? one.thenMs ?? '–', one.p95Ms ?? '–']),
  )
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (row: Row) => `| ${row.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
