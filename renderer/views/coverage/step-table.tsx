import type { ConnectorInfo } from '../../../shared/domain/connection.ts'
import type { StepCoverage } from '../../../shared/domain/coverage.ts'
import { go } from '../../app/routes.ts'
import { countWords } from '../../app/time.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { Plain } from '../../components/plain.tsx'
import { stepOutcome, unseenWords, whyWords } from './model.ts'

/** Steps with how they ended, why, what helps, and what stays unseen. */
export function StepTable({
  steps,
  connectors,
  withSource = false,
}: {
  readonly steps: readonly StepCoverage[]
  readonly connectors: readonly ConnectorInfo[]
  readonly withSource?: boolean
}) {
  return (
    <table className="table coverage-table">
      <thead>
        <tr>
          <th>Step</th>
          <th>Result</th>
          <th>Why, and what helps</th>
          <th>What stays unseen</th>
          <th className="number">Objects</th>
          <th className="number">Calls</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => {
          const { why, next } = whyWords(step, connectors.find((one) => one.id === step.provider) ?? null)
          return (
            <tr key={`${step.connectionId} ${step.stepId}`}>
              <td>
                {step.stepTitle}
                {withSource && (
                  <p className="quiet">
                    <button type="button" className="link" onClick={() => go({ part: `source ${step.connectionId}` })}>
                      <Plain text={step.connectionLabel} max={60} still />
                    </button>
                  </p>
                )}
              </td>
              <td>
                <CoverageMark outcome={stepOutcome(step)} />
              </td>
              <td>
                <Plain text={why} max={220} />
                {next !== null && (
                  <p className="mend">
                    <Plain text={next} max={320} />
                  </p>
                )}
              </td>
              <td className="quiet">
                <Plain text={unseenWords(step)} max={200} />
              </td>
              <td className="number">{countWords(step.objects)}</td>
              <td className="number">{countWords(step.calls)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
