import { IconCheck } from '@tabler/icons-react'
import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { type Draft, type WizardStep, wizardSteps } from './draft.ts'

const stepWords: Readonly<Record<WizardStep, string>> = {
  choose: 'Choose',
  reads: 'What it reads',
  'sign-in': 'Sign in',
  check: 'Check',
  name: 'Name',
  scan: 'Scan',
}

/** Where the reader is, and the way back to every step already seen. */
export function StepBar({
  step,
  draft,
  connector,
  goTo,
}: {
  readonly step: WizardStep
  readonly draft: Draft | null
  readonly connector: ConnectorInfo | null
  readonly goTo: (step: WizardStep) => void
}) {
  const at = wizardSteps.indexOf(step)
  const reached = draft === null ? 0 : wizardSteps.indexOf(draft.reached)
  return (
    <nav aria-label="Steps">
      <ol className="step-bar">
        {wizardSteps.map((one, index) => {
          const word = one === 'sign-in' && connector?.signIn.length === 0 ? 'What to read' : stepWords[one]
          const mark = index < at ? <IconCheck size={12} stroke={2.5} aria-hidden /> : index + 1
          return (
            <li key={one} aria-current={one === step ? 'step' : undefined}>
              {index !== at && index <= reached ? (
                <button type="button" className="step-link" onClick={() => goTo(one)}>
                  <span className="step-mark">{mark}</span>
                  {word}
                </button>
              ) : (
                <span className={index === at ? 'step-now' : 'step-later'}>
                  <span className="step-mark">{mark}</span>
                  {word}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
