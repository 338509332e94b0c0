import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../failure-line.tsx'
import { say, valueOrSay } from '../say-failure.ts'
import { FileText } from './file-text.tsx'
import { SignForm } from './sign-form.tsx'

/** What can be done about an open request: send it as a file, take the answer in, or have the other person sign here. */
export function RequestActions({ asked }: { readonly asked: AskedApproval }) {
  const people = useAsk('people.list', {})
  const [signing, setSigning] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { request } = asked
  if (asked.state !== 'open' && asked.state !== 'signed') return null

  const take = async (text: string) => {
    const taken = await ask('people.take', { text })
    setFailure(taken.ok ? null : taken.failure)
    if (!taken.ok) return
    setSigning(false)
    say(taken.value.format === 'rollcall-approval/1' ? 'The second key agrees' : 'The second key refuses', 'Written to the ledger.')
  }
  const save = async () => {
    const path = valueOrSay(
      await bridge().shell.chooseSavePath({
        title: 'Save the request',
        defaultName: `request-${request.hash.slice(0, 8)}`,
        extension: 'json',
      }),
    )
    if (path === null) return
    const saved = await ask('people.saveRequest', { requestId: request.id, path })
    setFailure(saved.ok ? null : saved.failure)
    if (saved.ok) say('The request is saved', 'Send it to the other person in any way you like: it is signed, and holds no secret.')
  }
  return (
    <div className="request-actions">
      <div className="decision-end">
        <Button variant="default" data-testid="request-save" onClick={() => void save()}>
          Save the request
        </Button>
        <FileText label="Take an answer in" testId="request-answer" onText={(text) => void take(text)} />
        <Button variant="default" data-testid="request-sign" aria-expanded={signing} onClick={() => setSigning(!signing)}>
          {signing ? 'Not here' : 'The other person signs here'}
        </Button>
      </div>
      <FailureLine failure={failure} more="Nothing was taken in." />
      {signing && (
        <SignForm
          text={JSON.stringify(request)}
          from={people.value?.publicKey ?? null}
          thisDevice={false}
          onAnswered={(answer) => void take(JSON.stringify(answer))}
        />
      )}
    </div>
  )
}
