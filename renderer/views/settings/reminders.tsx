import { Checkbox, Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReminderChoice } from '../../../shared/contract/duty.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { useAsk } from '../../app/use-ask.ts'
import { valueOrSay } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

/** Whether the system's own notifications tell of what became overdue. */
export function Reminders() {
  const choice = useAsk('duty.reminders', {})
  const [can, setCan] = useState<boolean | null>(null)
  useEffect(() => {
    void bridge()
      .shell.canNotify()
      .then((answer) => setCan(answer.ok && answer.value))
  }, [])
  return (
    <Section title="Reminders outside the window" aside="while Rollcall runs; shown by this computer, and nothing leaves it">
      <Answer of={choice}>{(value) => <Choice choice={value} can={can} />}</Answer>
    </Section>
  )
}

function Choice({ choice: { on, names }, can }: { readonly choice: ReminderChoice; readonly can: boolean | null }) {
  const set = async (wanted: ReminderChoice) => valueOrSay(await ask('duty.setReminders', wanted))
  return (
    <div className="reminders">
      <Switch
        label="Notify me of decisions that became overdue, and of audits that are due or were missed"
        data-testid="reminders-on"
        checked={on}
        onChange={(event) => void set({ on: event.currentTarget.checked, names })}
      />
      <Checkbox
        label="With names of agents and audits. Otherwise counts only: a notification may be read by whoever passes by"
        data-testid="reminders-names"
        disabled={!on}
        checked={names}
        onChange={(event) => void set({ on, names: event.currentTarget.checked })}
      />
      {can === false && (
        <p className="quiet" data-testid="reminders-cannot">
          This computer shows no notifications of programs, so nothing would be seen. What is overdue stands on the overview and in triage.
        </p>
      )}
    </div>
  )
}
