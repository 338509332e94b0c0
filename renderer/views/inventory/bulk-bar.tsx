import { Button } from '@mantine/core'
import { IconMailQuestion, IconPlugConnectedX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import { decisionKinds } from '../../actions/decision-kinds.ts'
import { useDesk } from '../../actions/desk.ts'
import { ask } from '../../app/bridge.ts'
import { go, home, useRoute } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { AskOwner } from '../../components/ask-owner.tsx'
import { DecisionForm } from '../../components/decision-form.tsx'
import { FailureLine } from '../../components/failure-line.tsx'

/** One decision, one reason, for all marked rows: all or none. */
export function BulkBar() {
  const { marked, open, start, mark } = useDesk()
  const agent = useRoute((router) => router.route.agent)
  const [planning, setPlanning] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const revoke = async () => {
    setPlanning(true)
    const planned = await ask('governance.planBatch', { agentIds: [...marked] })
    setPlanning(false)
    setFailure(planned.ok ? null : planned.failure)
    if (planned.ok) go({ ...home, screen: 'revocations', part: planned.value.id })
  }
  const [asking, setAsking] = useState(false)
  if (marked.length === 0 || agent !== null) return null
  const writing = open !== null && open.agentIds.length > 0 && !(open.action === 'revoke')
  return (
    <section className="bulk" data-testid="bulk-bar" aria-label="Decide on the marked rows">
      {asking ? (
        <AskOwner agentIds={marked} owner={null} onLeave={() => setAsking(false)} />
      ) : writing ? (
        <DecisionForm open={open} />
      ) : (
        <div className="bulk-line">
          <b>{many(marked.length, 'agent')} marked</b>
          {decisionKinds
            .filter((kind) => !kind.single)
            .map((kind) => (
              <Button
                key={kind.action}
                variant="default"
                leftSection={<kind.icon size={14} stroke={1.75} />}
                onClick={() => start(kind.action, marked)}
                data-testid={`bulk-${kind.action}`}
              >
                {kind.label}
              </Button>
            ))}
          <Button
            variant="default"
            className="revoke-button"
            leftSection={<IconPlugConnectedX size={14} stroke={1.75} />}
            loading={planning}
            onClick={() => void revoke()}
            data-testid="bulk-revoke"
          >
            Plan to revoke
          </Button>
          <Button
            variant="default"
            leftSection={<IconMailQuestion size={14} stroke={1.75} />}
            onClick={() => setAsking(true)}
            data-testid="bulk-ask"
          >
            Ask the owners
          </Button>
          <Button variant="subtle" color="gray" ml="auto" onClick={() => mark([])}>
            Unmark all
          </Button>
        </div>
      )}
      <FailureLine failure={failure} more="Nothing was planned." />
    </section>
  )
}
