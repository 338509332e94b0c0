import { Area, AreaChart, CartesianGrid, LabelList, type LabelProps, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Overview } from '../../../shared/contract/workspace.ts'
import { countWords, dateWords, hourWords, momentWords } from '../../app/time.ts'
import { ChartTable } from '../../components/chart-table.tsx'
import { thinned } from './model.ts'

const tick = { fontSize: 11, fill: 'var(--ink-2)' }

/** Shadow and governed over the scans. One scan is a point, not a line, and is drawn as two bars instead. */
export function OverTime({ overview }: { readonly overview: Overview }) {
  const points = thinned(overview.overTime)
  if (points.length < 2) return <Split shadow={overview.shadow} governed={overview.governed} />
  // Scans of one day are told apart by the hour.
  const oneDay = new Set(points.map((point) => new Date(point.at).toDateString())).size === 1
  const data = points.map((point) => ({ ...point, label: oneDay ? hourWords(point.at) : dateWords(point.at) }))
  const lastIndex = data.length - 1
  const end = (name: string, fill: string) => (props: LabelProps) =>
    props.index === lastIndex ? (
      <text x={Number(props.x) - 6} y={Number(props.y) - 6} textAnchor="end" fontSize={12} fontWeight={600} fill={fill}>
        {name} {countWords(Number(props.value))}
      </text>
    ) : null
  return (
    <ChartTable
      title="Shadow and governed agents over the scans"
      columns={['Scan', 'Shadow', 'Governed']}
      rows={points.map((point) => [momentWords(point.at), countWords(point.shadow), countWords(point.governed)])}
    >
      <ResponsiveContainer width="100%" height={200}>
        <AreaChart data={data} margin={{ top: 20, right: 8, bottom: 0, left: -16 }}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="label" tick={tick} stroke="var(--line-strong)" tickLine={false} minTickGap={40} />
          <YAxis tick={tick} stroke="none" allowDecimals={false} domain={[0, 'auto']} />
          <Tooltip content={<Tip />} cursor={{ stroke: 'var(--line-strong)' }} />
          <Area
            dataKey="shadow"
            stroke="var(--shadow)"
            strokeWidth={2}
            fill="var(--shadow-fill)"
            fillOpacity={0.25}
            isAnimationActive={false}
          >
            <LabelList content={end('Shadow', 'var(--shadow)')} />
          </Area>
          <Area
            dataKey="governed"
            stroke="var(--governed-fill)"
            strokeWidth={2}
            strokeDasharray="5 3"
            fill="none"
            isAnimationActive={false}
          >
            <LabelList content={end('Governed', 'var(--good)')} />
          </Area>
        </AreaChart>
      </ResponsiveContainer>
    </ChartTable>
  )
}

interface TipProps {
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: { readonly at: string; readonly shadow: number; readonly governed: number } }[]
}

function Tip({ active = false, payload = [] }: TipProps) {
  const point = payload[0]?.payload
  if (!active || point === undefined) return null
  return (
    <div className="tip">
      <b>{momentWords(point.at)}</b>
      <span>{countWords(point.shadow)} shadow</span>
      <span>{countWords(point.governed)} governed</span>
    </div>
  )
}

/** The first scan: two bars on one scale, labelled in place. */
function Split({ shadow, governed }: { readonly shadow: number; readonly governed: number }) {
  const most = Math.max(1, shadow, governed)
  const bars = [
    ['Shadow', shadow, 'var(--shadow-fill)'],
    ['Governed', governed, 'var(--governed-fill)'],
  ] as const
  return (
    <div className="split">
      {bars.map(([label, value, fill]) => (
        <div key={label} className="split-row">
          <span>{label}</span>
          <span className="split-track">
            <span className="split-bar" style={{ width: `${(100 * value) / most}%`, background: fill }} />
          </span>
          <b className="tabular">{countWords(value)}</b>
        </div>
      ))}
      <p className="quiet">A line appears after the second scan.</p>
    </div>
  )
}
