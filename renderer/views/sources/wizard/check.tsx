import { Button, Loader } from '@mantine/core'
import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { ask } from '../../../app/bridge.ts'
import { useAsk } from '../../../app/use-ask.ts'
import { FailureLine } from '../../../components/failure-line.tsx'
import { Plain } from '../../../components/plain.tsx'
import { ProbeResult } from '../probe.tsx'
import { checkDraft } from './connect-draft.ts'
import type { Draft } from './draft.ts'
import { useWizard } from './store.ts'

/** Who the credential is and what it may do: asked of the provider, while the reader waits or acts elsewhere. */
export function CheckStep({ connector, draft }: { readonly connector: ConnectorInfo; readonly draft: Draft }) {
  const goTo = useWizard((wizard) => wizard.goTo)
  const { check, connectionId } = draft
  const waiting = check?.state === 'waiting'
  const notice = useAsk('connections.notice', connectionId === null || !waiting ? null : { id: connectionId })
  // The button goes away while it is asked: the focus stays in the step, at its heading.
  const again = () => {
    document.querySelector<HTMLElement>('.wizard-title')?.focus()
    void checkDraft(connector.id)
  }
  return (
    <div className="check" aria-busy={waiting}>
      {waiting && (
        <div role="status" className="check-waiting">
          {notice.value === null ? (
            <p>
              <Loader size="xs" type="dots" aria-hidden /> Asking {connector.title} who this is and what it may read.
            </p>
          ) : (
            <p className="probe-notice" data-testid="connect-notice">
              <Plain text={notice.value} max={600} />
            </p>
          )}
          {connectionId !== null && (
            <Button variant="default" onClick={() => void ask('connections.stopProbe', { id: connectionId })}>
              Stop waiting
            </Button>
          )}
        </div>
      )}
      {check?.state === 'failed' && (
        <div className="check-failed" data-testid="connect-failed">
          <FailureLine failure={check.failure} />
          <p className="quiet">Everything you entered is still there. Nothing was read.</p>
          <div className="decision-end">
            <Button variant="default" data-testid="connect-again" onClick={again}>
              Check again
            </Button>
            <Button variant="subtle" color="gray" data-testid="connect-unproved" onClick={() => goTo('name')}>
              Keep it unproved
            </Button>
          </div>
        </div>
      )}
      {check?.state === 'done' && (
        <>
          <ProbeResult report={check.report} connector={connector} />
          <div className="decision-end">
            <Button variant="default" data-testid="connect-again" onClick={again}>
              Check again
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
