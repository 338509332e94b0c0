import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { RulesTrial } from '../../../shared/contract/triage.ts'
import type { TriageRule } from '../../../shared/domain/triage-rule.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { BandBadge } from '../../components/band.tsx'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { actionLabel } from '../../components/suggested.tsx'

/** A trial, and the rules it was made with. */
export interface Tried {
  readonly of: string
  readonly trial: RulesTrial
}

/** Tries rules on what waits now: how many, which, and instead of what. */
export function RuleTrial({
  rules,
  tried,
  keep,
  lacks,
}: {
  readonly rules: readonly TriageRule[]
  /** Of exactly these rules; null: not tried yet. */
  readonly tried: RulesTrial | null
  readonly keep: (tried: Tried) => void
  readonly lacks: string | null
}) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async () => {
    setBusy(true)
    const result = await ask('triage.tryRules', { rules: [...rules] })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (result.ok) keep({ of: JSON.stringify(rules), trial: result.value })
  }
  return (
    <>
      <div className="settings-line">
        <Button variant="default" size="xs" disabled={lacks !== null} loading={busy} data-testid="rules-try" onClick={() => void run()}>
          Try them on what waits now
        </Button>
        {lacks !== null && <span className="quiet">{lacks}</span>}
      </div>
      <FailureLine failure={failure} more="Nothing was changed." />
      {tried !== null && <Found trial={tried} titles={new Map(rules.map(({ id, title }) => [id, title]))} />}
    </>
  )
}

function Found({
  trial: { tried, waiting, silent, byOwners, moved, movedCount },
  titles,
}: {
  readonly trial: RulesTrial
  readonly titles: ReadonlyMap<string, string>
}) {
  return (
    <div data-testid="rules-tried">
      <p>
        {tried === waiting ? many(waiting, 'agent') : `The first ${countWords(tried)} of ${many(waiting, 'agent')}`} that{' '}
        {tried === 1 ? 'waits' : 'wait'}: something else would be suggested for {countWords(movedCount)}; no rule speaks of{' '}
        {countWords(silent)}
        {byOwners > 0 && `; owners spoke of ${countWords(byOwners)}, which outweighs every rule`}. Nothing is decided by it.
      </p>
      {moved.length > 0 && (
        <table className="table" data-testid="rules-moved">
          <thead>
            <tr>
              <th>Agent</th>
              <th>Risk</th>
              <th>Suggested now</th>
              <th>Would be</th>
              <th>By</th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ id, name, band, before, after, ruleId }) => (
              <tr key={id}>
                <td>
                  <button type="button" className="link" onClick={() => openAgent(id)}>
                    <Plain text={name} max={60} still />
                  </button>
                </td>
                <td>
                  <BandBadge band={band} />
                </td>
                <td>{before === null ? 'nothing' : actionLabel(before)}</td>
                <td>{after === null ? 'nothing' : actionLabel(after)}</td>
                <td>{ruleId !== null && <Plain text={titles.get(ruleId) ?? ruleId} max={60} still />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {movedCount > moved.length && <p className="quiet">The first {countWords(moved.length)} are shown.</p>}
    </div>
  )
}
