import { IconPlugOff } from '@tabler/icons-react'
import { countWords } from '../../app/time.ts'
import { outcomeIcons } from '../../components/coverage-mark.tsx'
import type { Figure } from './model.ts'
import '../../components/coverage-strip.css'

/** What each figure counts, in one line; each opens its rows, and a second press closes them. */
export function Figures({
  figures,
  chosen,
  choose,
}: {
  readonly figures: readonly Figure[]
  readonly chosen: Figure['id'] | null
  readonly choose: (id: Figure['id'] | null) => void
}) {
  return (
    <div className="figures">
      {figures.map(({ id, count, word }) => {
        if (id === 'outside')
          return (
            <button
              key={id}
              type="button"
              className="link quiet"
              data-testid={`coverage-figure-${id}`}
              aria-pressed={chosen === id}
              onClick={() => choose(chosen === id ? null : id)}
            >
              and {countWords(count)} {word}
            </button>
          )
        const Icon = id === 'absent' ? IconPlugOff : outcomeIcons[id]
        return (
          <button
            key={id}
            type="button"
            className="figure"
            data-testid={`coverage-figure-${id}`}
            aria-pressed={chosen === id}
            onClick={() => choose(chosen === id ? null : id)}
          >
            <b className="tabular">
              {countWords(count)}
              {id !== 'absent' && <i className="strip-part" data-outcome={id} aria-hidden="true" />}
            </b>
            <span>
              <Icon size={14} stroke={1.75} aria-hidden /> {word}
            </span>
          </button>
        )
      })}
    </div>
  )
}
