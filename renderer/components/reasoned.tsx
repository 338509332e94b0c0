import { Button, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Failure } from '../../shared/base/failure.ts'
import { FailureLine } from './failure-line.tsx'

/**
 * How every change ends that goes into the ledger: why, and the button with the exact consequence.
 * @param put writes it down; null when it is written
 * @param waits what has to come before; null: nothing
 * @param failed draws a failure otherwise than as a line
 */
export function Reasoned({
  testId,
  buttonId = `${testId}-confirm`,
  label = 'Why?',
  description,
  button,
  more = 'Nothing was changed.',
  waits = null,
  danger = false,
  focus = false,
  put,
  failed,
  leave,
  leaves = 'Not now',
}: {
  readonly testId: string
  readonly buttonId?: string
  readonly label?: string
  readonly description?: string
  readonly button: ReactNode
  readonly more?: string
  readonly waits?: string | null
  readonly danger?: boolean
  readonly focus?: boolean
  readonly put: (reason: string) => Promise<Failure | null>
  readonly failed?: (failure: Failure) => ReactNode
  readonly leave?: () => void
  readonly leaves?: string
}) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const lacks = waits ?? (reason.trim() === '' ? 'Say why first.' : null)
  const submit = async () => {
    if (lacks !== null || busy) return
    setBusy(true)
    const problem = await put(reason.trim())
    setBusy(false)
    setFailure(problem)
    if (problem === null) setReason('')
  }
  return (
    <form
      className="decision"
      data-testid={`${testId}-form`}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
      }}
    >
      {failure === null ? null : failed === undefined ? <FailureLine failure={failure} more={more} /> : failed(failure)}
      <Textarea
        label={label}
        description={description}
        autosize
        minRows={2}
        autoFocus={focus}
        maxLength={4_000}
        data-testid={`${testId}-reason`}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="decision-end">
        <Button
          type="submit"
          className={danger ? 'revoke-button' : undefined}
          variant={danger ? 'default' : 'filled'}
          data-testid={buttonId}
          disabled={lacks !== null}
          loading={busy}
        >
          {button}
        </Button>
        {leave !== undefined && (
          <Button variant="subtle" color="gray" disabled={busy} onClick={leave}>
            {leaves}
          </Button>
        )}
        {lacks !== null && <span className="quiet">{lacks}</span>}
      </div>
    </form>
  )
}
