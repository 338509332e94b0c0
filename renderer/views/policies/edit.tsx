import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Policy, type PolicyProblem, severities } from '../../../shared/domain/policy.ts'
import type { PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import { many } from '../../app/time.ts'
import { bandWords } from '../../app/words.ts'
import { Plain } from '../../components/plain.tsx'
import { useDrafts } from './drafts.ts'
import type { GoTo } from './editor/cedar-editor.tsx'
import { LazyEditor } from './editor/lazy-editor.tsx'
import { Review } from './review.tsx'
import { useChecked } from './use-checked.ts'

/** Writes a policy: its statements with what is wrong at its place, and what it says about itself. */
export function Edit({ policy, draft }: { readonly policy: Policy | null; readonly draft: PolicyDraft }) {
  const write = useDrafts((state) => state.write)
  const { problems, checked } = useChecked(draft.cedar)
  const [goTo, setGoTo] = useState<GoTo | null>(null)
  const edit = (changes: Partial<PolicyDraft>) => write({ ...draft, ...changes }, policy)
  return (
    <div className="policy-part">
      <LazyEditor value={draft.cedar} label="Statements in Cedar" problems={problems} goTo={goTo} onChange={(cedar) => edit({ cedar })} />
      <Problems problems={problems} checked={checked} onGo={({ from }) => setGoTo({ at: from })} />
      <details className="policy-exact" open={policy === null}>
        <summary>What it says about itself</summary>
        <div className="policy-terms">
          <TextInput label="Title" maxLength={120} value={draft.title} onChange={(event) => edit({ title: event.currentTarget.value })} />
          <Select
            label="When it is broken"
            allowDeselect={false}
            data={severities.map((value) => ({ value, label: bandWords[value] }))}
            value={draft.severity}
            onChange={(value) => edit({ severity: severities.find((one) => one === value) ?? draft.severity })}
          />
          <NumberInput
            label="Answer within, in days"
            size="xs"
            min={0}
            max={365}
            allowDecimal={false}
            value={draft.responseDays}
            onChange={(value) => {
              if (typeof value === 'number') edit({ responseDays: Math.min(365, Math.max(0, Math.round(value))) })
            }}
          />
          <Textarea
            label="Summary"
            className="policy-wide"
            autosize
            minRows={2}
            maxLength={1_000}
            value={draft.summary}
            onChange={(event) => edit({ summary: event.currentTarget.value })}
          />
        </div>
      </details>
      <Review policy={policy} draft={draft} />
    </div>
  )
}

function Problems({
  problems,
  checked,
  onGo,
}: {
  readonly problems: readonly PolicyProblem[]
  readonly checked: boolean
  readonly onGo: (problem: PolicyProblem) => void
}) {
  if (!checked) return <p className="quiet policy-holds">Checking …</p>
  if (problems.length === 0)
    return (
      <p className="quiet policy-holds" role="status" data-testid="policy-holds">
        It holds: every name is in the schema, every statement says what it means.
      </p>
    )
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return (
    <section aria-label="What is wrong with the text" className="policy-problems" data-testid="policy-problems">
      <p role="status">
        {errors > 0
          ? `${many(errors, 'error')}: it cannot be published like this.`
          : `${many(problems.length, 'remark')}. It can be published.`}
      </p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.from} ${problem.message}`} data-severity={problem.severity}>
            <button type="button" className="link" onClick={() => onGo(problem)}>
              Line {problem.line}, column {problem.column}
            </button>{' '}
            <Plain text={problem.message} max={400} still /> <span className="quiet">{problem.next}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
