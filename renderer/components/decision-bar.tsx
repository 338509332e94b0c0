import { Button, Tooltip } from '@mantine/core'
import type { Agent } from '../../shared/domain/agent.ts'
import { obstacleTo } from '../../shared/domain/allowed-actions.ts'
import { decisionKind, decisionKinds } from '../actions/decision-kinds.ts'
import { useDesk } from '../actions/desk.ts'
import { Caps } from '../actions/keys-page.tsx'
import { actionTestId } from '../app/test-ids.ts'
import { obstacleWords } from '../app/words.ts'
import { DecisionForm } from './decision-form.tsx'
import { RevokeFlow } from './revoke/flow.tsx'
import './decision-bar.css'

/** The decisions that can be taken on one agent in its present state, and the form of the one being taken. */
export function DecisionBar({
  agent,
  canRevoke = true,
  onDecided,
}: {
  readonly agent: Pick<Agent, 'id' | 'status' | 'gone'>
  readonly canRevoke?: boolean
  readonly onDecided?: () => void
}) {
  const { open, start } = useDesk()
  const mine = open?.agentIds.includes(agent.id) ? open : null
  const obstacle = mine === null ? null : obstacleTo(agent, mine.action)
  if (mine?.action === 'revoke' && obstacle === null) return <RevokeFlow agentId={agent.id} />
  return (
    <div className="decide">
      {mine !== null && obstacle !== null && (
        <p className="quiet" role="status">
          {decisionKind(mine.action).label}: not now. {obstacleWords[obstacle]}
        </p>
      )}
      {mine !== null && obstacle === null && <DecisionForm open={mine} {...(onDecided === undefined ? {} : { onDecided })} />}
      {(mine === null || obstacle !== null) && (
        <div className="decide-row" role="toolbar" aria-label="Decide">
          {decisionKinds
            .filter((kind) => obstacleTo(agent, kind.action) === null && (kind.action !== 'revoke' || canRevoke))
            .map((kind) => (
              <Tooltip
                key={kind.action}
                label={
                  <span>
                    <b>{kind.label}.</b> {kind.means} <Caps shortcut={kind.shortcut} />
                  </span>
                }
              >
                <Button
                  variant={kind.action === 'approve' ? 'filled' : 'default'}
                  className={kind.action === 'revoke' ? 'revoke-button' : undefined}
                  leftSection={<kind.icon size={14} stroke={1.75} />}
                  rightSection={<span className="key-hint">{kind.shortcut.toUpperCase()}</span>}
                  aria-keyshortcuts={kind.shortcut}
                  data-testid={actionTestId(kind.action)}
                  onClick={() => start(kind.action, [agent.id])}
                >
                  {kind.short}
                </Button>
              </Tooltip>
            ))}
        </div>
      )}
    </div>
  )
}
