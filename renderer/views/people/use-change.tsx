import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { PeopleChange } from '../../../shared/contract/people-change.ts'
import { lacksSecondKey } from '../../../shared/domain/approval.ts'
import { ask } from '../../app/bridge.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { say } from '../../components/say-failure.ts'
import { SecondKey } from '../../components/second-key/second-key.tsx'

/** Writes changes of people, keys and rules; what takes a second key waits in `Waiting` until it is there. */
export function useChange() {
  const [waiting, setWaiting] = useState<PeopleChange | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  /** Whether it stands in the ledger now. */
  const change = async (wanted: PeopleChange, told: string): Promise<boolean> => {
    setBusy(true)
    const result = await ask('people.change', { change: wanted })
    setBusy(false)
    const second = !result.ok && lacksSecondKey(result.failure)
    setWaiting(second ? wanted : null)
    setFailure(result.ok || second ? null : result.failure)
    if (result.ok) say(told, 'Written to the ledger.')
    return result.ok
  }
  return { change, busy, waiting, failure, leave: () => setWaiting(null) }
}

/** What became of a change: why it failed, or the second key that it waits for. */
export function ChangeStanding({ of, told }: { readonly of: ReturnType<typeof useChange>; readonly told: string }) {
  const { waiting, failure, busy, change, leave } = of
  if (waiting === null) return <FailureLine failure={failure} more="Nothing was changed." />
  return (
    <div className="people-waiting">
      <SecondKey
        key={JSON.stringify(waiting)}
        of={{ kind: 'people', change: waiting }}
        find={(all, askedHere) => all.find(({ request }) => request.id === askedHere) ?? null}
        why="While two keys are asked for anything, people, keys and rules change with two as well. Nothing was changed yet."
      />
      <div className="decision-end">
        <Button variant="default" loading={busy} onClick={() => void change(waiting, told)}>
          Try again with the second key
        </Button>
        <Button variant="subtle" color="gray" onClick={leave}>
          Not now
        </Button>
      </div>
    </div>
  )
}
