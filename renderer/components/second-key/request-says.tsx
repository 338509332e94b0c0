import type { SubjectWords } from '../../../shared/domain/approval-words.ts'
import { Plain } from '../plain.tsx'

const shownAtOnce = 12

/** Everything a request's hash covers, line by line, and the hash. What is long waits behind a line that says how much it is. */
export function RequestSays({ says, hash }: { readonly says: SubjectWords; readonly hash: string }) {
  const rest = says.lines.slice(shownAtOnce)
  return (
    <div className="request-says">
      <Lines lines={says.lines.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length.toLocaleString()} more lines</summary>
          <Lines lines={rest} />
        </details>
      )}
      <p className="quiet">
        Hash <code data-testid="request-hash">{hash}</code>
      </p>
    </div>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="request-lines">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one fixed request never move
        <li key={index} data-inner={line.startsWith('  ')}>
          <Plain text={line.trim()} max={400} />
        </li>
      ))}
    </ul>
  )
}
