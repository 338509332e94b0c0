import { Button, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import { conditionWords, type TriageRule } from '../../../shared/domain/triage-rule.ts'
import { decisionKinds } from '../../actions/decision-kinds.ts'
import { ask } from '../../app/bridge.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { say } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

/** The rules that suggest, in their order: the first that holds speaks. Switched here; written anew on the command line. */
export function TriageRules() {
  const rules = useAsk('triage.rules', {})
  return (
    <Section title="What triage suggests" aside="the first rule that holds speaks; a suggestion never decides">
      <Answer of={rules}>{(value) => <Rules rules={value.rules} />}</Answer>
      <p className="quiet">
        New rules and another order: <code>rollcall triage rules --set FILE</code>
      </p>
    </Section>
  )
}

function Rules({ rules }: { readonly rules: readonly TriageRule[] }) {
  const [switched, setSwitched] = useState<TriageRule | null>(null)
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (rule: TriageRule) => {
    const changed = rules.map((one) => (one.id === rule.id ? { ...one, on: !one.on } : one))
    const result = await ask('triage.setRules', { rules: changed, reason: reason.trim() })
    setFailure(result.ok ? null : result.failure)
    if (!result.ok) return
    setSwitched(null)
    setReason('')
    say(`${rule.title}: ${rule.on ? 'off' : 'on'}`, 'Written to the ledger.')
  }
  return (
    <>
      <ul className="rules" data-testid="triage-rules">
        {rules.map((rule) => (
          <li key={rule.id}>
            <Switch
              checked={rule.on}
              onChange={() => setSwitched(rule)}
              aria-label={rule.title}
              size="xs"
              data-testid={`triage-rule-${rule.id}`}
            />
            <div>
              <p>
                <b>
                  <Plain text={rule.title} max={120} still />
                </b>{' '}
                → {decisionKinds.find(({ action }) => action === rule.suggest)?.label ?? rule.suggest}
              </p>
              <p className="quiet">
                <Plain text={sentence(conditionWords(rule.when))} max={300} still /> <Plain text={rule.because} max={300} still />
              </p>
              {switched?.id === rule.id && (
                <form
                  className="settings-line"
                  onSubmit={(event) => {
                    event.preventDefault()
                    void submit(rule)
                  }}
                >
                  <TextInput
                    aria-label="Why"
                    placeholder="Why?"
                    size="xs"
                    w={320}
                    autoFocus
                    maxLength={4_000}
                    value={reason}
                    onChange={(event) => setReason(event.currentTarget.value)}
                  />
                  <Button type="submit" size="xs" disabled={reason.trim().length < 3}>
                    Switch it {rule.on ? 'off' : 'on'}
                  </Button>
                  <Button size="xs" variant="subtle" color="gray" onClick={() => setSwitched(null)}>
                    Not now
                  </Button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ul>
      <FailureLine failure={failure} more="Nothing was changed." />
    </>
  )
}
