import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import { ask } from '../../app/bridge.ts'
import { go, home, openAgent } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { byUrgency, requestStateWords, standingWords } from '../../components/second-key/model.ts'
import { RequestActions } from '../../components/second-key/request-actions.tsx'
import { RequestSays } from '../../components/second-key/request-says.tsx'
import { Answer } from '../../components/states.tsx'
import { type Allowed, allowedBy } from './model.ts'

const shownAtOnce = 20

/** What was asked of a second key: who, what exactly, until when, and what became of it. */
export function Requests() {
  const all = useAsk('people.approvals', {})
  const [more, setMore] = useState(false)
  return (
    <Section title="Asked of a second key">
      <Answer of={all}>
        {(list) =>
          list.length === 0 ? (
            <p className="quiet" data-testid="requests-empty">
              Nothing was asked yet. What takes two keys offers to ask where it is done.
            </p>
          ) : (
            <>
              <ul className="requests" data-testid="requests">
                {byUrgency(list)
                  .slice(0, more ? list.length : shownAtOnce)
                  .map((asked) => (
                    <Request key={asked.request.id} asked={asked} />
                  ))}
              </ul>
              {list.length > shownAtOnce && !more && (
                <Button variant="default" onClick={() => setMore(true)}>
                  Show {(list.length - shownAtOnce).toLocaleString()} older ones
                </Button>
              )}
            </>
          )
        }
      </Answer>
    </Section>
  )
}

function Request({ asked }: { readonly asked: AskedApproval }) {
  const { request, says, state, until } = asked
  const waits = state === 'open' || state === 'signed'
  return (
    <li className="card request" data-testid={`request-${request.id}`} data-state={state}>
      <p className="request-head">
        <span className={`request-state request-state-${state}`}>{requestStateWords[state]}</span>
        <b>
          <Plain text={says.title} max={140} still />
        </b>
        <span className="quiet">
          <code>{request.hash.slice(0, 16)}</code>
        </span>
      </p>
      <p className="quiet">
        <Plain text={request.requestedBy.name} max={80} still /> asked on <Moment at={request.createdAt} exact />.{' '}
        <Plain text={standingWords(asked)} max={300} />{' '}
        {waits && (
          <>
            {state === 'signed' ? 'Counts until' : 'Can be answered until'} <Moment at={until} exact />.
          </>
        )}
      </p>
      <details>
        <summary>Exactly what is asked</summary>
        <RequestSays says={says} hash={request.hash} />
      </details>
      {state === 'signed' && <Carry asked={asked} />}
      {state === 'open' && <RequestActions asked={asked} />}
    </li>
  )
}

const carryWords: Readonly<Record<Allowed['kind'], string>> = {
  decide: 'Take the decision as agreed',
  change: 'Make the change as agreed',
  resolve: 'Let it stand as agreed',
}

function carried(allowed: Allowed) {
  switch (allowed.kind) {
    case 'decide':
      return ask('governance.decide', allowed.args)
    case 'change':
      return ask('people.change', allowed.args)
    case 'resolve':
      return ask('audits.resolveConflict', allowed.args)
  }
}

/** What was agreed to can be done now, exactly as it was asked. */
function Carry({ asked }: { readonly asked: AskedApproval }) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { subject } = asked.request
  const batches = useAsk('governance.batches', subject.kind === 'revocation' ? {} : null)
  if (subject.kind === 'revocation') {
    const [only] = subject.plans
    if (subject.plans.length === 1 && only !== undefined)
      return (
        <Button variant="default" onClick={() => openAgent(only.agentId)}>
          Open the agent to revoke it
        </Button>
      )
    const ids = subject.plans.map(({ revocationId }) => revocationId).join(' ')
    const batch = batches.value?.find(({ revocationIds }) => revocationIds.join(' ') === ids)
    return batch === undefined ? null : (
      <Button variant="default" onClick={() => go({ ...home, screen: 'revocations', part: batch.id })}>
        Open the batch to revoke it
      </Button>
    )
  }
  const allowed = allowedBy(asked.request)
  if (allowed === null) return null
  const carry = async () => {
    setBusy(true)
    const result = await carried(allowed)
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (result.ok) say('Done as it was agreed', 'Written to the ledger. The second key is used up.')
  }
  return (
    <>
      <Button data-testid="request-carry" loading={busy} onClick={() => void carry()}>
        {carryWords[allowed.kind]}
      </Button>
      <FailureLine failure={failure} more="Nothing was written." />
    </>
  )
}
