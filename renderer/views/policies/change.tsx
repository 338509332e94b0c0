import type { PolicyChange } from '../../../shared/domain/policy.ts'
import { Plain } from '../../components/plain.tsx'

const markWords = { '-': 'goes', '+': 'comes', ' ': 'stays' } as const

/** Lines that stay are shown this near to one that goes or comes. */
const context = 2

/** What differs, line by line, and why it weakens where it does. */
export function Change({ change }: { readonly change: PolicyChange }) {
  const lines = change.lines.map((line, at) => ({ ...line, at }))
  const near = lines.filter(({ at }) => lines.slice(Math.max(0, at - context), at + context + 1).some(({ mark }) => mark !== ' '))
  return (
    <section aria-label="What changes" data-testid="policy-change" className="policy-part">
      <h3>What changes</h3>
      {near.length === 0 ? (
        <p className="quiet">Nothing.</p>
      ) : (
        <ul className="policy-lines">
          {near.map(({ at, mark, text }, place) => (
            <li key={at} data-mark={mark} data-gap={place > 0 && near[place - 1]?.at !== at - 1}>
              <span className="unseen">{markWords[mark]}: </span>
              <span aria-hidden className="policy-mark">
                {mark}
              </span>
              <Plain text={text === '' ? ' ' : text} max={400} still />
            </li>
          ))}
        </ul>
      )}
      {change.weakening.length === 0 ? (
        <p>It permits nothing that was not permitted.</p>
      ) : (
        <div data-testid="policy-weakens" className="policy-weakens">
          <b>It permits more than before.</b>
          <ul className="bullets">
            {change.weakening.map((why) => (
              <li key={why}>
                <Plain text={why} max={600} still />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
