import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../shared/base/failure.ts'
import type { Connection, ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { Screen } from '../../../components/screen.tsx'
import { CheckStep } from './check.tsx'
import { Choose } from './choose.tsx'
import { checkDraft, connectDraft, nameDraft } from './connect-draft.ts'
import { type Draft, fieldsFor, methodOf, missingKeys, type WizardStep, wizardSteps } from './draft.ts'
import { Leave } from './leave.tsx'
import { Name } from './name.tsx'
import { Reads } from './reads.tsx'
import { ScanNow } from './scan-now.tsx'
import { SignIn } from './sign-in.tsx'
import { StepBar } from './step-bar.tsx'
import { useWizard } from './store.ts'
import './wizard.css'

const before = (step: WizardStep): WizardStep => wizardSteps[Math.max(0, wizardSteps.indexOf(step) - 1)] ?? 'choose'

/** Connecting a source, step by step. Each step is a form: its button, or mod+Enter anywhere in it, goes on. */
export function ConnectWizard({
  connectors,
  connections,
}: {
  readonly connectors: readonly ConnectorInfo[]
  readonly connections: readonly Connection[]
}) {
  const { step, current, drafts, goTo, close } = useWizard()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [missing, setMissing] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const body = useRef<HTMLFormElement>(null)
  const connector = connectors.find((one) => one.id === current) ?? null
  const draft = current === null ? null : (drafts[current] ?? null)
  const connection = connections.find((one) => one.id === draft?.connectionId) ?? null

  // Each step begins at its top: at its search, or at its heading, from which Tab leads through it.
  useEffect(() => {
    if (step === null) return
    setFailure(null)
    setMissing([])
    const start = body.current?.querySelector<HTMLElement>('[data-autofocus]') ?? document.querySelector<HTMLElement>('.wizard-title')
    start?.focus()
    body.current?.scrollTo(0, 0)
  }, [step])

  if (step === null) return null
  const next = async () => {
    if (connector === null || draft === null || busy) return
    if (step === 'reads') return goTo('sign-in')
    if (step === 'sign-in') {
      const method = methodOf(connector, draft)
      const lacks = missingKeys(fieldsFor(connector, method), method, draft.values)
      setMissing(lacks)
      setFailure(null)
      if (lacks.length > 0) return focusField(lacks[0])
      setBusy(true)
      const made = await connectDraft(connector)
      setBusy(false)
      if (!made.ok) {
        setFailure(made.failure)
        return focusField(made.failure.subject)
      }
      goTo('check')
      return checkDraft(connector.id)
    }
    if (step === 'check') return goTo(draft.check?.state === 'failed' ? 'sign-in' : 'name')
    if (step === 'name') {
      setBusy(true)
      const kept = await nameDraft(connector.id)
      setBusy(false)
      if (!kept.ok) return setFailure(kept.failure)
      return goTo('scan')
    }
    if (step === 'scan') return close()
  }
  const leave = () => (draft?.connectionId !== null && draft !== null && step !== 'scan' ? setLeaving(true) : close())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void next()
  }

  return (
    <Screen title={connector === null || step === 'choose' ? 'Connect a source' : `Connect ${connector.title}`} wide>
      <StepBar step={step} draft={draft} connector={connector} goTo={goTo} />
      <form
        ref={body}
        className="wizard-body"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          void next()
        }}
      >
        <div className="wizard-inner">
          <h2 className="wizard-title" tabIndex={-1} data-testid={`wizard-${step}`}>
            {titleOf(step, connector)}
          </h2>
          {step === 'choose' && <Choose connectors={connectors} connections={connections} />}
          {connector !== null && draft !== null && (
            <>
              {step === 'reads' && <Reads connector={connector} />}
              {step === 'sign-in' && <SignIn connector={connector} draft={draft} missing={missing} failure={failure} />}
              {step === 'check' && <CheckStep connector={connector} draft={draft} />}
              {step === 'name' && <Name connector={connector} draft={draft} connections={connections} failure={failure} />}
              {step === 'scan' && connection !== null && <ScanNow connector={connector} draft={draft} connection={connection} />}
            </>
          )}
        </div>
        <footer className="wizard-end">
          {leaving && connection !== null ? (
            <Leave connection={connection} stay={() => setLeaving(false)} close={close} />
          ) : (
            <>
              {step !== 'choose' && step !== 'scan' && (
                <Button variant="default" data-testid="connect-back" onClick={() => goTo(before(step))}>
                  Back
                </Button>
              )}
              {step !== 'choose' && draft !== null && (
                <Button
                  type="submit"
                  variant={step === 'scan' ? 'default' : 'filled'}
                  data-testid="connect-submit"
                  loading={busy}
                  disabled={step === 'check' && draft.check?.state === 'waiting'}
                >
                  {wordOf(step, draft, connector)}
                </Button>
              )}
              {step !== 'scan' && connections.length > 0 && (
                <Button variant="subtle" color="gray" data-testid="connect-leave" onClick={leave}>
                  Leave
                </Button>
              )}
            </>
          )}
        </footer>
      </form>
    </Screen>
  )
}

function titleOf(step: WizardStep, connector: ConnectorInfo | null): string {
  switch (step) {
    case 'choose':
      return 'What to connect'
    case 'reads':
      return 'What it reads, and what to grant'
    case 'sign-in':
      return connector?.signIn.length === 0 ? 'What to read' : 'Sign in'
    case 'check':
      return 'What it may do'
    case 'name':
      return 'Name it'
    case 'scan':
      return 'Scan it'
  }
}

/** The word on the button that goes on. */
function wordOf(step: WizardStep, { check }: Draft, connector: ConnectorInfo | null): string {
  switch (step) {
    case 'choose':
    case 'reads':
      return 'Continue'
    case 'sign-in':
      return 'Connect and check'
    case 'check':
      if (check?.state === 'failed') return connector?.signIn.length === 0 ? 'Correct it' : 'Correct the sign-in'
      return check?.state === 'done' ? goOnWord(check.report.checks.filter((one) => one.state === 'missing').length) : 'Continue'
    case 'name':
      return 'Save the name'
    case 'scan':
      return 'Done'
  }
}

const goOnWord = (missing: number): string => (missing === 0 ? 'Continue' : missing === 1 ? 'Continue without it' : 'Continue without them')

/** The field that is blamed gets the focus once it is drawn so. */
function focusField(key: string | undefined): void {
  if (key === undefined) return
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-testid="connect-field-${CSS.escape(key)}"]`)?.focus())
}
