import { type ReactNode, useState } from 'react'

/** A chart with its figures behind it, as a table one press away. */
export function ChartTable({
  title,
  columns,
  rows,
  children,
}: {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <figure className="chart" aria-label={title}>
      {open ? (
        <div className="chart-table">
          <table className="table">
            <thead>
              <tr>
                {columns.map((column, index) => (
                  <th key={column} className={index === 0 ? undefined : 'number'}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row[0]}>
                  {row.map((cell, index) => (
                    <td key={columns[index]} className={index === 0 ? undefined : 'number'}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div aria-hidden="true">{children}</div>
      )}
      <button type="button" className="link quiet chart-switch" onClick={() => setOpen(!open)}>
        {open ? 'Show as chart' : 'Show as table'}
      </button>
    </figure>
  )
}
