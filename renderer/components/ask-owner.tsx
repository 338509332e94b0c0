import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../shared/base/failure.ts'
import type { AskedOwners } from '../../shared/contract/attestations.ts'
import { ask, bridge } from '../app/bridge.ts'
import { many } from '../app/time.ts'
import { FailureLine } from './failure-line.tsx'
import { Plain } from './plain.tsx'
import { valueOrSay } from './say-failure.ts'

/** Asks whoever answers for these agents, by one form for each owner, written into a folder of the reader's choice. */
export function AskOwner({
  agentIds,
  owner,
  onLeave,
}: {
  readonly agentIds: readonly string[]
  /** Who is known to answer for the one agent; null: nobody, or several agents. */
  readonly owner: string | null
  readonly onLeave: () => void
}) {
  const [who, setWho] = useState(agentIds.length === 1 ? (owner ?? '') : '')
  const [note, setNote] = useState('')
  const [days, setDays] = useState('14')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [done, setDone] = useState<AskedOwners | null>(null)
  const submit = async () => {
    const folder = valueOrSay(await bridge().shell.chooseFolder({ title: 'Where the forms are written' }))
    if (folder === null) return
    setBusy(true)
    const result = await ask('attestations.ask', {
      agentIds: [...agentIds],
      owner: who.trim() === '' ? null : who.trim(),
      note: note.trim() === '' ? null : note.trim(),
      dueDays: Number(days),
      folder,
    })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    setDone(result.ok ? result.value : null)
  }
  if (done !== null) return <Done done={done} onLeave={onLeave} />
  return (
    <form
      className="decision"
      data-testid="ask-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>
        <b>Ask the owner{agentIds.length > 1 ? `s of ${many(agentIds.length, 'agent')}` : ''}</b>{' '}
        <span className="quiet">
          One form for each owner, which opens in any browser without a network. You send it, and take the answer in.
        </span>
      </p>
      <div className="decision-row">
        <TextInput
          label="Whom to ask"
          placeholder={agentIds.length > 1 ? 'Each one’s owner' : 'name@example.com'}
          data-testid="ask-owner-name"
          maxLength={320}
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
        />
        <TextInput
          type="number"
          label="Days to answer"
          min={1}
          max={180}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label="A word of your own (if any)"
        data-testid="ask-note"
        autosize
        minRows={2}
        maxRows={5}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FailureLine failure={failure} more="Nobody was asked." />
      <div className="decision-end">
        <Button type="submit" data-testid="ask-submit" loading={busy}>
          Choose a folder and write the {agentIds.length > 1 ? 'forms' : 'form'}
        </Button>
        <Button variant="subtle" color="gray" onClick={onLeave}>
          Not now
        </Button>
      </div>
    </form>
  )
}

function Done({ done, onLeave }: { readonly done: AskedOwners; readonly onLeave: () => void }) {
  return (
    <div className="decision" role="status" data-testid="ask-done">
      <p>
        <b>{many(done.files.length, 'form')} written.</b> Send each to its owner; what they return is taken in under Decisions.
      </p>
      <ul className="bullets">
        {done.files.map((file) => (
          <li key={file.requestId}>
            <Plain text={file.owner} max={80} still />: <code>{file.path}</code>
          </li>
        ))}
        {[...Map.groupBy(done.left, ({ why }) => why)].map(([why, agents]) => (
          <li key={why} className="quiet">
            Not asked about {many(agents.length, 'agent')}: <Plain text={why} max={200} still />
          </li>
        ))}
      </ul>
      <div className="decision-end">
        <Button variant="default" onClick={onLeave}>
          Close
        </Button>
      </div>
    </div>
  )
}
