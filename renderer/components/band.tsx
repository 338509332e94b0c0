import type { Band } from '../../shared/domain/vocabulary.ts'
import { bandWords } from '../app/words.ts'
import { visibleString } from './visible-text.ts'
import './band.css'

// One shape for each band, so that they can be told apart in grey.
const shapes: Readonly<Record<Band, string>> = {
  critical: 'M6 0.5 11.5 6 6 11.5 0.5 6Z',
  high: 'M6 1 11.5 11H0.5Z',
  medium: 'M1.5 1.5H10.5V10.5H1.5Z',
  low: 'M6 1.75A4.25 4.25 0 1 1 6 10.25 4.25 4.25 0 1 1 6 1.75Z',
}

/** The band's shape alone; words stand beside it wherever it is used. */
export function BandShape({ band, size = 10 }: { readonly band: Band; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className={`band-shape band-${band}`}>
      <path d={shapes[band]} />
    </svg>
  )
}

/** Shape and word. */
export function BandBadge({ band, score }: { readonly band: Band; readonly score?: number }) {
  return (
    <span className={`band band-${band}`}>
      <BandShape band={band} />
      {score !== undefined && <b className="tabular">{Math.round(score)}</b>}
      <span>{bandWords[band]}</span>
    </span>
  )
}

/** A band never stands without its reasons: shape, word, number and the first reasons in words. */
export function Verdict({ band, risk, reasons }: { readonly band: Band; readonly risk: number; readonly reasons: readonly string[] }) {
  return (
    <span className="verdict">
      <BandBadge band={band} score={risk} />
      <span className="verdict-reasons" title={visibleString(reasons.join(', '), 400)}>
        {reasons.length === 0 ? 'no reason recorded' : visibleString(reasons.slice(0, 2).join(', '), 240)}
      </span>
    </span>
  )
}
