import { Button, NumberInput, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ServiceLevels } from '../../../shared/domain/service-level.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'
import { ask } from '../../app/bridge.ts'
import { dateWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { bandWords } from '../../app/words.ts'
import { Plain } from '../../components/plain.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

/** How long a decision may wait, and who is to be told when it waited longer. */
export function ServiceLevelsForm() {
  const duty = useAsk('duty.now', { limit: 0 })
  return (
    <Section title="How long a decision may wait" aside="what is overdue stands first on the overview and in triage">
      <Answer of={duty}>
        {({ levels, set }) => (
          <>
            <Levels levels={levels} />
            <p className="quiet">
              {set === null ? (
                'As it ships.'
              ) : (
                <>
                  Set by <Plain text={set.by} max={60} still /> on {dateWords(set.at)}, entry {set.entry}:{' '}
                  <Plain text={set.reason} max={200} still />
                </>
              )}
            </p>
          </>
        )}
      </Answer>
    </Section>
  )
}

const whole = (value: string | number): number => Math.min(3_650, Math.max(0, Math.trunc(Number(value)) || 0))

function Levels({ levels }: { readonly levels: ServiceLevels }) {
  const [draft, setDraft] = useState(levels)
  const standing = JSON.stringify(levels)
  useEffect(() => setDraft(JSON.parse(standing) as ServiceLevels), [standing])
  const changed = JSON.stringify(draft) !== standing
  const put = async (reason: string) => {
    const { days, remindDays, escalateTo } = draft
    const told = escalateTo.filter(({ who }) => who.trim() !== '').map(({ who, afterDays }) => ({ who: who.trim(), afterDays }))
    const result = await ask('duty.setLevels', { levels: { days, remindDays, escalateTo: told }, reason })
    if (!result.ok) return result.failure
    say('The service levels stand', 'Written to the ledger.')
    return null
  }
  const tell = (at: number, change: Partial<ServiceLevels['escalateTo'][number]>) =>
    setDraft({ ...draft, escalateTo: draft.escalateTo.map((one, index) => (index === at ? { ...one, ...change } : one)) })
  return (
    <div className="levels" data-testid="levels">
      <div className="levels-row">
        {bands.map((band) => (
          <NumberInput
            key={band}
            label={`${bandWords[band]}, days`}
            size="xs"
            min={0}
            max={3_650}
            allowDecimal={false}
            data-testid={`levels-${band}`}
            value={draft.days[band]}
            onChange={(value) => setDraft({ ...draft, days: { ...draft.days, [band]: whole(value) } })}
          />
        ))}
        <NumberInput
          label="Remind, days before"
          size="xs"
          min={0}
          max={3_650}
          allowDecimal={false}
          value={draft.remindDays}
          onChange={(value) => setDraft({ ...draft, remindDays: whole(value) })}
        />
      </div>
      {draft.escalateTo.map((one, at) => (
        <div className="levels-tell" key={`${String(at)} of ${String(draft.escalateTo.length)}`}>
          <TextInput
            label="Who is to be told"
            size="xs"
            maxLength={320}
            data-testid={`levels-who-${at}`}
            value={one.who}
            onChange={(event) => tell(at, { who: event.currentTarget.value })}
          />
          <NumberInput
            label="Days after it was due"
            size="xs"
            min={0}
            max={3_650}
            allowDecimal={false}
            value={one.afterDays}
            onChange={(value) => tell(at, { afterDays: whole(value) })}
          />
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            onClick={() => setDraft({ ...draft, escalateTo: draft.escalateTo.filter((_one, index) => index !== at) })}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        data-testid="levels-add"
        onClick={() => setDraft({ ...draft, escalateTo: [...draft.escalateTo, { who: '', afterDays: 0 }] })}
      >
        Name somebody who is to be told
      </Button>
      {changed && (
        <Reasoned
          testId="levels"
          buttonId="levels-save"
          label="Why is it changed?"
          button="Set the service levels"
          put={put}
          leave={() => setDraft(levels)}
          leaves="Leave them"
        />
      )}
    </div>
  )
}
