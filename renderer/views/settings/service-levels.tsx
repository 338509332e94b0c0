import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { ServiceLevels } from '../../../shared/domain/service-level.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'
import { ask } from '../../app/bridge.ts'
import { dateWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { bandWords } from '../../app/words.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
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
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const standing = JSON.stringify(levels)
  useEffect(() => setDraft(JSON.parse(standing) as ServiceLevels), [standing])
  const changed = JSON.stringify(draft) !== standing
  const submit = async () => {
    setBusy(true)
    const { days, remindDays, escalateTo } = draft
    const told = escalateTo.filter(({ who }) => who.trim() !== '').map(({ who, afterDays }) => ({ who: who.trim(), afterDays }))
    const result = await ask('duty.setLevels', { levels: { days, remindDays, escalateTo: told }, reason: reason.trim() })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (!result.ok) return
    setReason('')
    say('The service levels stand', 'Written to the ledger.')
  }
  const tell = (at: number, change: Partial<ServiceLevels['escalateTo'][number]>) =>
    setDraft({ ...draft, escalateTo: draft.escalateTo.map((one, index) => (index === at ? { ...one, ...change } : one)) })
  return (
    <form
      className="levels"
      data-testid="levels"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
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
        <>
          <Textarea
            label="Why is it changed?"
            autosize
            minRows={2}
            maxLength={4_000}
            data-testid="levels-reason"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FailureLine failure={failure} more="Nothing was changed." />
          <div className="decision-end">
            <Button type="submit" data-testid="levels-save" disabled={reason.trim().length < 3} loading={busy}>
              Set the service levels
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setDraft(levels)}>
              Leave them
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
