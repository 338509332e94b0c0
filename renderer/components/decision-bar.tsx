import { Button, Tooltip } from '@mantine/core'
import { decisionKinds } from '../actions/decision-kinds.ts'
import { useDesk } from '../actions/desk.ts'
import { Caps } from '../actions/keys-page.tsx'
import { actionTestId } from '../app/test-ids.ts'
import { DecisionForm } from './decision-form.tsx'
import { RevokeFlow } from './revoke/flow.tsx'

/** The decisions that can be taken on one agent, and the form of the one being taken. */
export function DecisionBar({
  agentId,
  canRevoke = true,
  onDecided,
}: {
  readonly agentId: string
  readonly canRevoke?: boolean
  readonly onDecided?: () => void
}) {
  const { open, start } = useDesk()
  const mine = open?.agentIds.includes(agentId) ? open : null
  if (mine?.action === 'revoke') return <RevokeFlow agentId={agentId} />
  return (
    <div className="decide">
      {mine !== null && <DecisionForm open={mine} {...(onDecided === undefined ? {} : { onDecided })} />}
      {mine === null && (
        <div className="decide-row" role="toolbar" aria-label="Decide">
          {decisionKinds
            .filter((kind) => kind.action !== 'revoke' || canRevoke)
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
                  data-testid={actionTestId(kind.action)}
                  onClick={() => start(kind.action, [agentId])}
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
