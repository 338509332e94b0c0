import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import {
  type RuleField,
  type RuleFieldId,
  ruleFields,
  ruleFlags,
  suggestedActions,
  type TriageRule,
} from '../../../shared/domain/triage-rule.ts'
import { actionLabel } from '../../components/suggested.tsx'
import { optionsOf, withCondition } from './rule-draft.ts'

const flagWords = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/** One rule as it is written: when it holds, what it suggests, and why. What is left empty does not matter to it. */
export function RuleForm({ rule, change }: { readonly rule: TriageRule; readonly change: (change: Partial<TriageRule>) => void }) {
  const { title, when, suggest, because } = rule
  const set = (id: keyof TriageRule['when'], value: unknown) => change({ when: withCondition(when, id, value) })
  return (
    <div className="rule-form" data-testid="rule-form">
      <TextInput
        label="Title"
        size="xs"
        maxLength={200}
        autoFocus
        data-testid="rule-title"
        value={title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Select
        label="It suggests"
        size="xs"
        allowDeselect={false}
        data-testid="rule-suggest"
        data={suggestedActions.map((value) => ({ value, label: actionLabel(value) }))}
        value={suggest}
        onChange={(value) => change({ suggest: suggestedActions.find((one) => one === value) ?? suggest })}
      />
      <TextInput
        label="Because"
        size="xs"
        className="rule-wide"
        maxLength={500}
        data-testid="rule-because"
        value={because}
        onChange={(event) => change({ because: event.currentTarget.value })}
      />
      <p className="quiet rule-wide">
        When all of this holds. What is left empty does not matter; what was not looked up meets no condition.
      </p>
      {(ruleFields as readonly (RuleField & { readonly id: RuleFieldId })[]).map(({ id, title: label }) => {
        const chosen = [...(when[id] ?? [])]
        const shared = {
          label,
          size: 'xs' as const,
          value: chosen,
          placeholder: chosen.length === 0 ? 'any' : '',
          'data-testid': `rule-${id}`,
        }
        const options = optionsOf(id)
        return options === null ? (
          <TagsInput key={id} {...shared} onChange={(values) => set(id, values)} />
        ) : (
          <MultiSelect key={id} {...shared} searchable data={[...options]} onChange={(values) => set(id, values)} />
        )
      })}
      {ruleFlags.map(({ id, title: label }) => (
        <Select
          key={id}
          label={label}
          size="xs"
          placeholder="either"
          clearable
          data-testid={`rule-${id}`}
          data={flagWords}
          value={when[id] === undefined ? null : when[id] ? 'yes' : 'no'}
          onChange={(value) => set(id, value === null ? null : value === 'yes')}
        />
      ))}
      <NumberInput
        label="Not used for so many days"
        size="xs"
        min={1}
        max={3_650}
        allowDecimal={false}
        placeholder="any"
        data-testid="rule-idleDays"
        value={when.idleDays ?? ''}
        onChange={(value) => set('idleDays', typeof value === 'number' ? Math.min(3_650, Math.max(1, value)) : null)}
      />
    </div>
  )
}
