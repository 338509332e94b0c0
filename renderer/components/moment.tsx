import { Tooltip } from '@mantine/core'
import { agoWords, dateWords, momentWords } from '../app/time.ts'

/** A date as the reader's locale writes it; the relative time on hover. `missing` says in words why there is none. */
export function Moment({
  at,
  missing = 'Not looked up',
  exact = false,
}: {
  readonly at: string | null
  readonly missing?: string
  readonly exact?: boolean
}) {
  if (at === null) return <span className="quiet">{missing}</span>
  return (
    <Tooltip label={`${agoWords(at)} · ${momentWords(at)}`}>
      <time dateTime={at} className="tabular">
        {exact ? momentWords(at) : dateWords(at)}
      </time>
    </Tooltip>
  )
}
