import { ActionIcon, Button, Switch } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { RulesInForce, RulesTrial } from '../../../shared/contract/triage.ts'
import { conditionWords, type TriageRule } from '../../../shared/domain/triage-rule.ts'
import { ask } from '../../app/bridge.ts'
import { countWords, dateWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { Plain } from '../../components/plain.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import { actionLabel } from '../../components/suggested.tsx'
import { freshRule, lacksIn, movedBy, withRule } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { RuleTrial, type Tried } from './rule-trial.tsx'

/** The rules that suggest, in their order: the first that holds speaks. Written, tried and put in force here. */
export function TriageRules() {
  const rules = useAsk('triage.rules', {})
  return (
    <Section title="What triage suggests" aside="the first rule that holds speaks; a suggestion never decides">
      <Answer of={rules}>{(value) => <Rules inForce={value} />}</Answer>
    </Section>
  )
}

function Rules({ inForce: { rules, set } }: { readonly inForce: RulesInForce }) {
  const standing = JSON.stringify(rules)
  const [draft, setDraft] = useState(rules)
  const [open, setOpen] = useState<string | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  useEffect(() => setDraft(JSON.parse(standing) as readonly TriageRule[]), [standing])
  const now = JSON.stringify(draft)
  const trial = tried?.of === now ? tried.trial : null
  const lacks = draft.map(lacksIn).find((words) => words !== null) ?? null
  return (
    <div className="rules-editor">
      <ol className="rules" data-testid="triage-rules">
        {draft.map((rule, at) => (
          <Rule
            key={rule.id}
            rule={rule}
            at={at}
            last={draft.length - 1}
            trial={trial}
            open={open === rule.id}
            toggle={() => setOpen(open === rule.id ? null : rule.id)}
            change={(change) => setDraft(withRule(draft, at, change))}
            move={(by) => setDraft(movedBy(draft, at, by))}
            remove={() => setDraft(draft.filter((_one, place) => place !== at))}
          />
        ))}
      </ol>
      <Button
        variant="subtle"
        size="compact-sm"
        data-testid="rule-new"
        onClick={() => {
          const fresh = freshRule(draft)
          // The first that holds speaks: a new one at the end would seldom be heard.
          setDraft([fresh, ...draft])
          setOpen(fresh.id)
        }}
      >
        Write a rule
      </Button>
      <RuleTrial rules={draft} tried={trial} keep={setTried} lacks={lacks} />
      {now !== standing && (
        <Reasoned
          testId="rules"
          label="Why are they changed?"
          button={`Put ${many(draft.length, 'rule')} in force`}
          waits={lacks}
          leave={() => setDraft(rules)}
          leaves="Leave them as they were"
          put={async (reason) => {
            const result = await ask('triage.setRules', { rules: [...draft], reason })
            if (!result.ok) return result.failure
            setOpen(null)
            say('The rules are in force', 'Written to the ledger. They suggest, and never decide.')
            return null
          }}
        />
      )}
      <p className="quiet">
        {set === null ? (
          'As they ship.'
        ) : (
          <>
            Set by <Plain text={set.by} max={60} still /> on {dateWords(set.at)}, entry {set.entry}:{' '}
            <Plain text={set.reason} max={200} still />
          </>
        )}{' '}
        As a file: <code>rollcall triage rules</code> with <code>--json</code> or <code>--set FILE</code>
      </p>
    </div>
  )
}

function Rule({
  rule,
  at,
  last,
  trial,
  open,
  toggle,
  change,
  move,
  remove,
}: {
  readonly rule: TriageRule
  readonly at: number
  readonly last: number
  readonly trial: RulesTrial | null
  readonly open: boolean
  readonly toggle: () => void
  readonly change: (change: Partial<TriageRule>) => void
  readonly move: (by: -1 | 1) => void
  readonly remove: () => void
}) {
  const title = rule.title.trim() === '' ? 'A rule without a title' : rule.title
  return (
    <li data-testid={`triage-rule-row-${rule.id}`} data-open={open}>
      <Switch
        checked={rule.on}
        onChange={(event) => change({ on: event.currentTarget.checked })}
        aria-label={title}
        size="xs"
        data-testid={`triage-rule-${rule.id}`}
      />
      <div>
        <p>
          <b>
            <Plain text={title} max={120} still />
          </b>{' '}
          → {actionLabel(rule.suggest)} <span className="quiet">{trialWords(rule, trial)}</span>
        </p>
        <p className="quiet">
          <Plain text={sentence(conditionWords(rule.when))} max={300} still /> <Plain text={rule.because} max={300} still />
        </p>
        {open && (
          <>
            <RuleForm rule={rule} change={change} />
            <Button variant="subtle" color="gray" size="compact-xs" data-testid="rule-remove" onClick={remove}>
              Remove this rule
            </Button>
          </>
        )}
      </div>
      <div className="rule-keys">
        <ActionIcon variant="subtle" color="gray" size="sm" disabled={at === 0} aria-label={`Move up: ${title}`} onClick={() => move(-1)}>
          <IconArrowUp size={14} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          disabled={at === last}
          aria-label={`Move down: ${title}`}
          onClick={() => move(1)}
        >
          <IconArrowDown size={14} aria-hidden />
        </ActionIcon>
        <Button variant="subtle" size="compact-xs" aria-expanded={open} data-testid={`rule-open-${rule.id}`} onClick={toggle}>
          {open ? 'Close' : 'Edit'}
        </Button>
      </div>
    </li>
  )
}

/** What a trial says of one rule. */
function trialWords({ id, on }: TriageRule, trial: RulesTrial | null): string {
  const found = trial?.rules.find((one) => one.id === id)
  if (found === undefined) return ''
  if (!on) return '· off'
  const before = found.holds - found.speaks
  return `· would speak for ${countWords(found.speaks)}${before > 0 ? `; an earlier rule speaks for ${countWords(before)} more` : ''}`
}
