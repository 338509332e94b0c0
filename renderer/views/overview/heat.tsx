import { useState } from 'react'
import type { Overview } from '../../../shared/contract/workspace.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'
import { openRows } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { bandWords } from '../../app/words.ts'
import { BandShape } from '../../components/band.tsx'
import { Plain } from '../../components/plain.tsx'
import { visibleString } from '../../components/visible-text.ts'
import { heatFilter, heatRows, heatShare } from './model.ts'

const shownAtOnce = 10

/** Business unit by band, the worst first; each number opens its rows. */
export function Heat({ overview }: { readonly overview: Overview }) {
  const rows = heatRows(overview)
  const [all, setAll] = useState(false)
  const connections = useAsk('connections.list', {})
  const unnamed = new Set((connections.value ?? []).flatMap((one) => (one.businessUnit === null ? [one.label] : [])))
  return (
    <>
      <table className="heat" data-testid="overview-heat">
        <thead>
          <tr>
            <th scope="col">Unit</th>
            {bands.map((band) => (
              <th key={band} scope="col">
                <span className={`band band-${band}`}>
                  <BandShape band={band} />
                  {bandWords[band]}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, shownAtOnce)).map((row) => (
            <tr key={row.unit}>
              <th scope="row">
                <Plain text={row.unit} max={48} still />
                {unnamed.has(row.unit) && <span className="quiet"> · no unit</span>}
              </th>
              {bands.map((band) => (
                <td key={band}>
                  {row[band] === 0 ? (
                    <span className="heat-none">0</span>
                  ) : (
                    <button
                      type="button"
                      className={`heat-cell heat-${band}`}
                      aria-label={`${many(row[band], `${bandWords[band].toLowerCase()} agent`)} in ${visibleString(row.unit, 48)}`}
                      onClick={() => openRows(heatFilter(row.unit, band, connections.value ?? []))}
                    >
                      <span className="heat-tint" style={{ opacity: heatShare(overview, band, row[band]) }} />
                      <span className="heat-value tabular">{countWords(row[band])}</span>
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shownAtOnce && (
        <button type="button" className="link heat-more" onClick={() => setAll(!all)}>
          {all ? `Show the first ${shownAtOnce}` : `Show ${many(rows.length - shownAtOnce, 'more unit', 'more units')}`}
        </button>
      )}
    </>
  )
}
