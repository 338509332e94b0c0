import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Value } from '../../../shared/contract/contract.ts'
import type { Person } from '../../../shared/domain/people.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { ChangeStanding, useChange } from './use-change.tsx'

/** Gives somebody a key, by its public half. Where it lives follows from the key itself as far as it says so. */
export function AddKey({
  person,
  list,
  onDone,
}: {
  readonly person: Person
  readonly list: Value<'people.list'>
  readonly onDone: () => void
}) {
  const [text, setText] = useState('')
  const [label, setLabel] = useState('')
  const typed = text.trim()
  const read = useAsk('people.readKey', typed.length < 40 ? null : { text: typed })
  const key = typed.length < 40 ? null : read.value
  const changing = useChange()
  const add = async () => {
    if (key === null) return
    const home = key.keyId === list.keyId ? 'this-device' : key.hardware ? 'hardware' : 'other-device'
    const body = { personId: person.id, keyId: key.keyId, publicKey: key.publicKey, home, label: label.trim() } as const
    if (await changing.change({ kind: 'person-key-added', body }, `${person.name} has the key ${key.keyId}`)) onDone()
  }
  return (
    <form
      className="card people-form"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <p>
        <b>A key for {person.name}.</b>{' '}
        <span className="quiet">
          They make it on their own device and give you the public half only: <code>rollcall key new --out mine.key</code>, or the key of
          this kind that their Rollcall shows under People, or <code>ssh-keygen -t ed25519-sk</code> for a hardware token.
        </span>
      </p>
      <Textarea
        label="Public half"
        description="The line as it was printed, or the line in the .pub file of a token"
        inputWrapperOrder={['label', 'input', 'description']}
        data-testid="key-text"
        autoFocus
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput label="Label (if any)" w={280} maxLength={200} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
      {typed.length >= 40 && <FailureLine failure={read.failure} />}
      {key !== null && (
        <p data-testid="key-read">
          This is key <code>{key.keyId}</code>
          {key.hardware ? ', on a hardware token' : ''}. Compare it with {person.name} by voice before you add it: that is what keeps
          somebody from slipping in a key of their own.
        </p>
      )}
      <ChangeStanding of={changing} told={`${person.name} has a key`} />
      <div className="decision-end">
        <Button type="submit" data-testid="key-submit" disabled={key === null} loading={changing.busy}>
          {key === null ? 'Add the key' : `Add the key ${key.keyId}`}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  )
}
