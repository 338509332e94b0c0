import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Value } from '../../../shared/contract/contract.ts'
import { roles } from '../../../shared/domain/people.ts'
import { roleWords } from './model.ts'
import { ChangeStanding, useChange } from './use-change.tsx'

const newId = (): string => crypto.randomUUID().slice(0, 13)

/** Adds somebody; the first of all is whoever sits here, with the key of this device. */
export function AddPerson({ list, onDone }: { readonly list: Value<'people.list'>; readonly onDone: () => void }) {
  const first = list.me === null
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof roles)[number]>('lead')
  const [units, setUnits] = useState('')
  const changing = useChange()
  const add = async () => {
    const personId = newId()
    const businessUnits = role === 'delegate' ? split(units) : []
    const added = await changing.change({ kind: 'person-added', body: { personId, name: name.trim(), role, businessUnits } }, 'Added')
    if (!added) return
    if (first) {
      const { keyId, publicKey } = list
      const body = { personId, keyId, publicKey, home: 'this-device', label: 'this device' } as const
      if (!(await changing.change({ kind: 'person-key-added', body }, 'You are added, with the key of this device'))) return
    }
    onDone()
  }
  const lacks = name.trim() === '' ? 'Give the name' : role === 'delegate' && split(units).length === 0 ? 'Name the business units' : null
  return (
    <form
      className="card people-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (lacks === null) void add()
      }}
    >
      <div className="decision-row">
        <TextInput
          label={first ? 'Your name' : 'Name'}
          description="As it stands in the ledger and in reports"
          inputWrapperOrder={['label', 'input', 'description']}
          data-testid="person-name"
          autoFocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {!first && (
          <Select
            label="May"
            data-testid="person-role"
            allowDeselect={false}
            data={roles.map((value) => ({ value, label: roleWords[value].title }))}
            description={roleWords[role].may}
            inputWrapperOrder={['label', 'input', 'description']}
            value={role}
            onChange={(value) => setRole(roles.find((one) => one === value) ?? 'lead')}
          />
        )}
        {role === 'delegate' && (
          <TextInput
            label="Business units"
            description="Separated by commas"
            inputWrapperOrder={['label', 'input', 'description']}
            data-testid="person-units"
            value={units}
            onChange={(event) => setUnits(event.currentTarget.value)}
          />
        )}
      </div>
      <ChangeStanding of={changing} told="Added" />
      <div className="decision-end">
        <Button type="submit" data-testid="person-submit" disabled={lacks !== null} loading={changing.busy}>
          {first ? 'Add yourself with the key of this device' : 'Add'}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          Not now
        </Button>
        {lacks !== null && <span className="quiet">{lacks}</span>}
      </div>
    </form>
  )
}

const split = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
