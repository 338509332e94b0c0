import { Button } from '@mantine/core'
import { IconMailQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { Asked, Attestation } from '../../../shared/domain/attestation.ts'
import { useAsk } from '../../app/use-ask.ts'
import { AskOwner } from '../../components/ask-owner.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'

/** What its owner was asked and said; and the way to ask. */
export function Attested({ agent }: { readonly agent: Agent }) {
  const asked = useAsk('attestations.list', { agentId: agent.id })
  const [asking, setAsking] = useState(false)
  const last = asked.value?.[0] ?? null
  return (
    <div className="attested" data-testid="attested">
      {agent.attestation !== undefined && <Said said={agent.attestation} changed={agent.attestation.factsHash !== agent.factsHash} />}
      {last !== null && last.state !== 'answered' && <Waiting asked={last} />}
      {asking ? (
        <AskOwner agentIds={[agent.id]} owner={agent.owner.name} onLeave={() => setAsking(false)} />
      ) : (
        !agent.gone && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconMailQuestion size={14} stroke={1.75} />}
            data-testid="ask-owner"
            onClick={() => setAsking(true)}
          >
            {last === null ? 'Ask the owner' : 'Ask again'}
          </Button>
        )
      )}
    </div>
  )
}

const words = { yes: 'says it is needed', no: 'says nobody needs it any more', 'not-mine': 'says it is not theirs' } as const

function Said({ said, changed }: { readonly said: Attestation; readonly changed: boolean }) {
  return (
    <p>
      <b>
        <Plain text={said.by} max={80} still />
      </b>{' '}
      {words[said.needed]}
      {said.purpose !== null && (
        <>
          : <Plain text={said.purpose} max={300} />
        </>
      )}
      {said.data !== null && (
        <>
          {' '}
          Data: <Plain text={said.data} max={200} />
        </>
      )}
      {said.deputy !== null && (
        <>
          {' '}
          Deputy: <Plain text={said.deputy} max={80} still />
        </>
      )}{' '}
      <span className="quiet">
        <Moment at={said.answeredAt} />
        {changed ? ' · what it may do has changed since it was asked' : ''}
      </span>
    </p>
  )
}

function Waiting({ asked: { owner, state, dueAt, expiresAt } }: { readonly asked: Asked }) {
  return (
    <p className="quiet">
      <Plain text={owner} max={80} still /> was asked;{' '}
      {state === 'expired' ? (
        <>
          nobody answered, and the question ran out <Moment at={expiresAt} />
        </>
      ) : (
        <>
          {state === 'overdue' ? 'the answer is overdue since' : 'an answer is due'} <Moment at={dueAt} />
        </>
      )}
    </p>
  )
}
