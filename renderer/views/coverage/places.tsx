import { Checkbox, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ConnectorInfo } from '../../../shared/domain/connection.ts'
import { useAsk } from '../../app/use-ask.ts'
import { PlaceMatrix } from './place-matrix.tsx'
import { narrowRows, placeRows, placesSentence } from './place-model.ts'
import { type PlaceChoice, PlaceSteps } from './place-steps.tsx'

const long = 12

/** A source of many places, such as accounts and regions: a matrix of how each stands, and the steps of the one that is chosen. */
export function Places({ connectionId, connector }: { readonly connectionId: string; readonly connector: ConnectorInfo | null }) {
  const grid = useAsk('scans.placeGrid', { connectionId })
  const [text, setText] = useState('')
  const [gapsOnly, setGapsOnly] = useState<boolean | null>(null)
  const [chosen, setChosen] = useState<PlaceChoice | null>(null)
  const rows = useMemo(() => (grid.value === null ? [] : placeRows(grid.value)), [grid.value])
  if (grid.value === null || grid.value.cells.length === 0) return null
  const withGaps = rows.filter((row) => row.gaps > 0).length
  // A long list opens with what wants attention; a short one is shown whole.
  const only = gapsOnly ?? (rows.length > long && withGaps > 0)
  const shown = narrowRows(rows, text, only)
  return (
    <section className="places" aria-label="Places" data-testid="coverage-places">
      <p>{placesSentence(grid.value)}</p>
      {rows.length > long && (
        <div className="places-narrow">
          <TextInput
            aria-label="Narrow the places"
            placeholder="Part of a name"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {withGaps > 0 && (
            <Checkbox
              label={`Only the ${withGaps} with gaps`}
              checked={only}
              onChange={(event) => setGapsOnly(event.currentTarget.checked)}
            />
          )}
          <span className="quiet" role="status">
            {shown.length} of {rows.length} shown
          </span>
        </div>
      )}
      {shown.length === 0 ? (
        <p className="quiet">None is called so.</p>
      ) : (
        <PlaceMatrix narrows={grid.value.narrows} rows={shown} chosen={chosen} choose={setChosen} />
      )}
      {chosen !== null && <PlaceSteps connectionId={connectionId} connector={connector} place={chosen} close={() => setChosen(null)} />}
    </section>
  )
}
