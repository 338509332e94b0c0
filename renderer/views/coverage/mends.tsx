import { useState } from 'react'
import { go } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { sentence } from '../../app/words.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import type { Mend } from './model.ts'

const few = 4

/** The gaps with what would open them, told once for each cause. */
export function Mends({ mends }: { readonly mends: readonly Mend[] }) {
  const [all, setAll] = useState(false)
  if (mends.length === 0) return null
  const shown = all ? mends : mends.slice(0, few)
  return (
    <Section title="What was not seen, and what would help" aside={many(mends.length, 'cause')}>
      <ul className="mends">
        {shown.map((mend) => (
          <li key={mend.key}>
            <CoverageMark outcome={mend.outcome} />
            <div>
              <p>
                <button type="button" className="link" onClick={() => go({ part: `source ${mend.connectionId}` })}>
                  <b>
                    <Plain text={mend.label} max={60} still />
                  </b>
                </button>
                {' · '}
                <Plain text={sentence(mend.what)} max={200} />
              </p>
              <p className="quiet">
                {mend.steps > 1 ? `${many(mend.steps, 'step')} hide: ` : 'It hides: '}
                <Plain text={`${mend.hides.join('; ')}.`} max={200} />
              </p>
              {mend.next !== null && (
                <p className="mend">
                  <Plain text={mend.next} max={320} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mends.length > few && (
        <button type="button" className="link quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${mends.length}`}
        </button>
      )}
    </Section>
  )
}
