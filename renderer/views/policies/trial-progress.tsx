import { Button } from '@mantine/core'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Plain } from '../../components/plain.tsx'
import { type Trial, useTrials } from './trials.ts'

/** How far a trial has come, and its end before its time. */
export function TrialProgress({ policyId, trial }: { readonly policyId: string; readonly trial: Trial }) {
  const { value } = useAsk('policies.trial', { trialId: trial.id })
  const { cancel } = useTrials.getState()
  return (
    <div className="policy-actions" data-testid="policy-trial">
      <progress aria-label="How much was looked at" {...(value === null ? {} : { value: value.agents, max: Math.max(1, value.of) })} />
      <span className="tabular" role="status">
        {value === null ? (
          'Trying it'
        ) : (
          <>
            Trying it on <Plain text={value.at} max={60} still /> ({value.sides + 1} of {value.ofSides}): {countWords(value.agents)} of{' '}
            {many(value.of, 'agent')}
          </>
        )}
      </span>
      <Button
        variant="default"
        size="xs"
        disabled={trial.state === 'stopping'}
        data-testid="policy-trial-cancel"
        onClick={() => cancel(policyId)}
      >
        {trial.state === 'stopping' ? 'Ending' : 'Cancel'}
      </Button>
    </div>
  )
}
