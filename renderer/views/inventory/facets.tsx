import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Facet } from '../../../shared/contract/agents.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'
import { go, useRoute } from '../../app/routes.ts'
import { countWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { BandShape } from '../../components/band.tsx'
import { Plain } from '../../components/plain.tsx'
import { facetTitles, facetValues, facetWord, isChosen, toggled } from './model.ts'

const few = 6

/** What the rows have in common, with counts; a press filters. */
export function Facets() {
  const filter = useRoute((router) => router.route.filter)
  const facets = useAsk('agents.facets', { filter })
  const connections = useAsk('connections.list', {})
  const providers = useAsk('connections.providers', {})
  const shown = useKept(facets.value)
  if (shown === null) return <aside className="facets" aria-label="Filters" />
  const word = (key: string, value: string) => {
    if (key === 'connectionId') return connections.value?.find((one) => one.id === value)?.label ?? value
    if (key === 'provider') return providers.value?.find((one) => one.id === value)?.title ?? value
    return facetWord(key, value)
  }
  return (
    <aside className="facets" aria-label="Filters">
      {Object.entries(facetTitles).map(([key, title]) => {
        const facet = shown.find((one) => one.key === key)
        const chosen = ((filter as Record<string, unknown>)[key] ?? []) as readonly string[]
        const values = facet?.values ?? []
        // What filters stays in sight, even when nothing is left of it.
        return values.length === 0 && chosen.length === 0 ? null : <FacetList key={key} facet={{ key, values }} title={title} word={word} />
      })}
      <Checkbox
        label="No longer seen"
        checked={filter.gone === true}
        onChange={(event) => {
          const { gone: _, ...rest } = filter
          go({ filter: event.currentTarget.checked ? { ...rest, gone: true } : rest })
        }}
      />
    </aside>
  )
}

/** The last counts stay while the next are fetched, so that the list does not jump. */
function useKept(value: readonly Facet[] | null): readonly Facet[] | null {
  const [kept, setKept] = useState<readonly Facet[] | null>(value)
  if (value !== null && value !== kept) setKept(value)
  return value ?? kept
}

function FacetList({
  facet,
  title,
  word,
}: {
  readonly facet: Facet
  readonly title: string
  readonly word: (key: string, value: string) => string
}) {
  const [all, setAll] = useState(false)
  const filter = useRoute((router) => router.route.filter)
  const chosen = ((filter as Record<string, unknown>)[facet.key] ?? []) as readonly string[]
  const values = facetValues(facet.key, facet.values, chosen)
  const shown = all ? values : values.slice(0, few)
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {shown.map(({ value, count }) => {
        const band = facet.key === 'band' ? bands.find((known) => known === value) : undefined
        return (
          <label key={value} className="facet-value" data-testid={`facet-${facet.key}-${value}`}>
            <input
              type="checkbox"
              checked={isChosen(filter, facet.key, value)}
              onChange={() => go({ filter: toggled(filter, facet.key, value) })}
            />
            {band !== undefined && <BandShape band={band} />}
            <span className="facet-word">
              <Plain text={word(facet.key, value)} max={48} still />
            </span>
            <span className="tabular quiet">{countWords(count)}</span>
          </label>
        )
      })}
      {values.length > few && (
        <button type="button" className="link quiet" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${values.length - few} more`}
        </button>
      )}
    </fieldset>
  )
}
