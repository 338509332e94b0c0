import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Value } from '../../../shared/contract/contract.ts'
import type { TwoKeyRule } from '../../../shared/domain/people.ts'
import { Section } from '../../components/screen.tsx'
import { anyRule, ruleWords, secondKeys } from './model.ts'
import { ChangeStanding, useChange } from './use-change.tsx'

/** What takes two keys, with what follows from it in plain words. */
export function Rule({ list }: { readonly list: Value<'people.list'> }) {
  const [rule, setRule] = useState<TwoKeyRule>(list.rule)
  const changing = useChange()
  const standing = JSON.stringify(list.rule)
  useEffect(() => setRule(JSON.parse(standing) as TwoKeyRule), [standing])
  const changed = JSON.stringify(rule) !== standing
  const possible = secondKeys(list).length > 0 || !anyRule(rule)
  return (
    <Section title="What takes two keys" aside="once any of these is on, people, keys and these rules take two as well">
      <form
        className="people-rule"
        onSubmit={(event) => {
          event.preventDefault()
          void changing.change({ kind: 'two-key-rule', body: rule }, 'The rule stands')
        }}
      >
        {ruleWords.map(({ flag, title, on, off }) => (
          <Checkbox
            key={flag}
            label={title}
            description={rule[flag] ? on : off}
            data-testid={`rule-${flag}`}
            checked={rule[flag]}
            onChange={(event) => setRule({ ...rule, [flag]: event.currentTarget.checked })}
          />
        ))}
        <NumberInput
          label="Agents in one batch at most"
          description="More at once are refused, however many keys agree"
          inputWrapperOrder={['label', 'input', 'description']}
          size="xs"
          w={240}
          min={1}
          max={1_000}
          allowDecimal={false}
          data-testid="rule-cap"
          value={rule.batchCap}
          onChange={(value) => setRule({ ...rule, batchCap: Math.min(1_000, Math.max(1, Math.trunc(Number(value)) || 1)) })}
        />
        <ChangeStanding of={changing} told="The rule stands" />
        <div className="decision-end">
          <Button type="submit" data-testid="rule-save" disabled={!changed || !possible} loading={changing.busy}>
            Save the rule
          </Button>
          {changed && !possible && (
            <span className="quiet">Add yourself with the key of this device, and another lead with a key of theirs, first</span>
          )}
        </div>
      </form>
    </Section>
  )
}
