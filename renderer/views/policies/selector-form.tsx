import { MultiSelect, SegmentedControl, Select, TagsInput } from '@mantine/core'
import type { PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import { type SelectorFieldId, selectorFields } from '../../../shared/domain/selector.ts'
import { useAsk } from '../../app/use-ask.ts'
import { valueWords } from './model.ts'

/** Which agents a policy applies to by itself: none, those that match, every one. */
export function SelectorForm({
  draft,
  names,
  onChange,
}: {
  readonly draft: PolicyDraft
  readonly names: ReadonlyMap<string, string>
  readonly onChange: (changes: Pick<PolicyDraft, 'applies' | 'fields'>) => void
}) {
  const { applies, fields } = draft
  const facets = useAsk('agents.facets', applies === 'some' ? { filter: {} } : null)
  const units = facets.value?.find(({ key }) => key === 'businessUnit')?.values.map(({ value }) => value || 'unknown') ?? []
  const set = (id: SelectorFieldId, values: readonly string[]) => onChange({ applies, fields: { ...fields, [id]: values } })
  return (
    <fieldset className="policy-selector">
      <legend className="unseen">Which agents it applies to by itself</legend>
      <SegmentedControl
        aria-label="Whom it applies to by itself"
        className="policy-wide"
        value={applies}
        onChange={(value) => onChange({ applies: value === 'every' || value === 'some' ? value : 'nobody', fields })}
        data={[
          { value: 'nobody', label: 'Nobody by itself' },
          { value: 'some', label: 'Agents that match' },
          { value: 'every', label: 'Every agent' },
        ]}
      />
      {applies === 'some' &&
        selectorFields.map(({ id, title, values }) => {
          const shared = { label: title, size: 'xs' as const, 'data-testid': `policy-select-${id}` }
          const options = (id === 'connectionIds' ? [...names.keys()] : [...(values ?? [])]).map((value) => ({
            value,
            label: valueWords(id, value, names),
          }))
          if (id === 'autonomy')
            return (
              <Select
                key={id}
                {...shared}
                placeholder="any"
                clearable
                data={options}
                value={fields[id]?.[0] ?? null}
                onChange={(value) => set(id, value === null ? [] : [value])}
              />
            )
          const chosen = [...(fields[id] ?? [])]
          const placeholder = chosen.length === 0 ? 'any' : ''
          return id === 'businessUnits' ? (
            <TagsInput key={id} {...shared} placeholder={placeholder} data={units} value={chosen} onChange={(value) => set(id, value)} />
          ) : (
            <MultiSelect
              key={id}
              {...shared}
              placeholder={placeholder}
              searchable
              data={options}
              value={chosen}
              onChange={(value) => set(id, value)}
            />
          )
        })}
    </fieldset>
  )
}
