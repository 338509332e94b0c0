import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import { ask } from '../../app/bridge.ts'
import { momentWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../failure-line.tsx'
import { requestStateWords, standingWords } from './model.ts'
import { RequestActions } from './request-actions.tsx'
import './second-key.css'

/**
 * Asking a second key, where it is needed: nobody asked yet → open → signed. `find` picks the request about exactly this out of all;
 * what it gives is the caller's to act on.
 */
export function SecondKey({
  of,
  find,
  why,
}: {
  readonly of: Input<'people.ask'>['for']
  readonly find: (all: readonly AskedApproval[], askedHere: string | null) => AskedApproval | null
  /** In a sentence: what takes two keys here. */
  readonly why: string
}) {
  const all = useAsk('people.approvals', {})
  const [askedHere, setAskedHere] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asked = all.value === null ? null : find(all.value, askedHere)
  const request = async () => {
    setBusy(true)
    const result = await ask('people.ask', { for: of })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (!result.ok) return
    setAskedHere(result.value.id)
    all.again()
  }
  const over = asked === null || asked.state === 'refused' || asked.state === 'expired' || asked.state === 'used'
  return (
    <section className="second-key" data-testid="second-key" data-state={asked?.state ?? 'none'} aria-label="Second key">
      <h3>Second key</h3>
      <p>{why}</p>
      {asked !== null && (
        <p role="status" data-testid="second-key-state">
          <b>{requestStateWords[asked.state]}.</b> {standingWords(asked)}{' '}
          <span className="quiet">
            {asked.state === 'signed' ? 'Counts until' : 'Can be answered until'} {momentWords(asked.until)} · hash{' '}
            <code>{asked.request.hash.slice(0, 16)}</code>
          </span>
        </p>
      )}
      {over && (
        <div className="decision-end">
          <Button data-testid="second-key-ask" loading={busy} onClick={() => void request()}>
            {asked === null ? 'Ask for the second key' : 'Ask again'}
          </Button>
        </div>
      )}
      <FailureLine failure={failure} />
      {asked !== null && asked.state === 'open' && <RequestActions asked={asked} />}
    </section>
  )
}
