import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Policy } from '../../../shared/domain/policy.ts'
import { draftFrom } from '../../../shared/domain/policy-draft.ts'
import { blankCedar, idFrom } from './draft-model.ts'
import { useDrafts } from './drafts.ts'
import { openPart } from './parts.ts'

/** Begins a policy of one's own: from nothing, or from one that is there. */
export function NewPolicy({ policies, taken }: { readonly policies: readonly Policy[]; readonly taken: readonly string[] }) {
  const begin = useDrafts((state) => state.begin)
  const [title, setTitle] = useState('')
  const [base, setBase] = useState('')
  const id = idFrom(title)
  const lacks =
    title.trim() === ''
      ? null
      : id.length < 2
        ? 'Use some Latin letters or digits: its id is made of the title.'
        : taken.includes(id)
          ? 'There is a policy of that name.'
          : null
  const start = () => {
    const from = policies.find((one) => one.id === base)
    const content = from ?? { summary: '', severity: 'high' as const, responseDays: 14, cedar: blankCedar, selector: null }
    begin({ ...draftFrom({ ...content, id, title: title.trim() }, null), applies: 'nobody', fields: {} })
    openPart(id, 'edit')
  }
  return (
    <form
      className="card policy policy-new"
      data-testid="policy-new-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (lacks === null && id !== '') start()
      }}
    >
      <h2>A new policy</h2>
      <TextInput
        label="Title"
        description={id === '' || lacks !== null ? 'What it is for, in a few words' : `Its id will be ${id}`}
        error={lacks}
        maxLength={120}
        value={title}
        data-testid="policy-new-title"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Select
        label="Begin with"
        allowDeselect={false}
        data={[
          { value: '', label: 'Little: it may operate and call a model' },
          ...policies.map((one) => ({ value: one.id, label: one.title })),
        ]}
        value={base}
        onChange={(value) => setBase(value ?? '')}
      />
      <div className="policy-actions">
        <Button type="submit" disabled={lacks !== null || id === ''} data-testid="policy-new-begin">
          Begin the draft
        </Button>
        <span className="quiet">Nothing counts before it is published.</span>
      </div>
    </form>
  )
}
