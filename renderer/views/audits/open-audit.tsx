import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Audit, AuditProgress } from '../../../shared/domain/audit.ts'
import { ask } from '../../app/bridge.ts'
import { openRows } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say } from '../../components/say-failure.ts'
import { doubts, sealWords } from './model.ts'

/** An open audit: how far it has come, its review, and the seal with its exact consequence. */
export function OpenAudit({ audit, progress }: { readonly audit: Audit; readonly progress: AuditProgress }) {
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const seal = async () => {
    setBusy(true)
    const result = await ask('audits.seal', { audit: audit.id })
    setBusy(false)
    setSure(false)
    setFailure(result.ok ? null : result.failure)
    if (result.ok) say(`${audit.name} is sealed.`, 'Keep its checkpoint somewhere else.')
  }
  const waiting = doubts(audit, progress)
  const { businessUnits, connectionIds } = audit.scope
  const bound = {
    ...(businessUnits.length > 0 ? { businessUnit: [...businessUnits] } : {}),
    ...(connectionIds.length > 0 ? { connectionId: [...connectionIds] } : {}),
    gone: false,
  }
  return (
    <div className="audit-open" data-testid="audit-progress">
      <dl className="audit-figures">
        <Figure label="Agents" value={progress.agents} onOpen={() => openRows(bound)} />
        <Figure
          label="Undecided"
          value={progress.undecided}
          of={progress.agents}
          onOpen={() => openRows({ ...bound, status: ['discovered', 'in-review', 'lapsed', 'reappeared', 'rejected'] })}
        />
        <Figure
          label="Open again"
          value={progress.openAgain}
          of={progress.agents}
          onOpen={() => openRows({ ...bound, status: ['lapsed', 'reappeared'] })}
        />
        <Figure label="Decisions since" value={progress.decisions} />
        <Figure label="Scans since" value={progress.scans} />
        <Figure label="Steps not whole" value={progress.stepsIncomplete} of={progress.steps} />
      </dl>
      <Review audit={audit} />
      {waiting.length > 0 && (
        <div>
          <h3>Before you seal</h3>
          <ul className="bullets">
            {waiting.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="audit-seal">
        {sure ? (
          <>
            <Button color="red" loading={busy} data-testid="audit-seal-confirm" onClick={() => void seal()}>
              {sealWords(audit, progress)}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => setSure(false)}>
              Not yet
            </Button>
            <span className="quiet">Nothing in it can change afterwards. {many(progress.agents, 'agent')} are written and signed.</span>
          </>
        ) : (
          <Button data-testid="audit-seal" onClick={() => setSure(true)}>
            Seal …
          </Button>
        )}
      </div>
      <FailureLine failure={failure} />
    </div>
  )
}

function Figure({
  label,
  value,
  of,
  onOpen,
}: {
  readonly label: string
  readonly value: number
  readonly of?: number
  readonly onOpen?: () => void
}) {
  const words = (
    <>
      <b className="tabular">{countWords(value)}</b>
      {of !== undefined && <span className="quiet"> of {countWords(of)}</span>}
    </>
  )
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {onOpen === undefined ? (
          words
        ) : (
          <button type="button" className="link" onClick={onOpen}>
            {words}
          </button>
        )}
      </dd>
    </div>
  )
}

function Review({ audit }: { readonly audit: Audit }) {
  const [words, setWords] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (audit.review !== null)
    return (
      <p>
        Reviewed by <Plain text={audit.review.by} max={60} still /> on <Moment at={audit.review.at} />:{' '}
        <Plain text={audit.review.words} max={400} />
      </p>
    )
  const record = async () => {
    setBusy(true)
    const result = await ask('audits.review', { audit: audit.id, words })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
  }
  return (
    <form
      className="audit-review"
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
    >
      <TextInput
        label="Review"
        placeholder="What you looked through, and what you found"
        value={words}
        maxLength={4_000}
        data-testid="audit-review"
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy} disabled={words.trim() === ''} data-testid="audit-review-submit">
        Record the review
      </Button>
      <FailureLine failure={failure} />
    </form>
  )
}
