import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { IconBookmarkPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ask } from '../../app/bridge.ts'
import { go, useRoute } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Plain } from '../../components/plain.tsx'
import { valueOrSay } from '../../components/say-failure.ts'
import { viewInForce, viewTabs } from './model.ts'
import { useInventory } from './store.ts'

/** Saved views as tabs; the one whose filter is in force is marked. */
export function ViewTabs() {
  const { filter, sort } = useRoute((router) => router.route)
  const columns = useInventory((state) => state.columns)
  const saved = useAsk('agents.views', {})
  const tabs = viewTabs(saved.value ?? [])
  const { current, exact } = viewInForce(tabs, { filter, sort, columns })
  return (
    <fieldset className="view-tabs" aria-label="Views">
      {tabs.map((tab) => (
        <span key={tab.id} className="view-tab" data-current={tab === current}>
          <button
            type="button"
            className="view-name"
            aria-pressed={tab === current}
            data-testid={`view-tab-${tab.id}`}
            onClick={() => {
              if (tab.columns !== null && tab.columns.length > 0) useInventory.getState().showColumns(tab.columns)
              go({ filter: tab.filter, sort: tab.sort })
            }}
          >
            <Plain text={tab.name} max={32} still />
          </button>
          {tab.removable && tab === current && (
            <ActionIcon
              size="xs"
              aria-label={`Remove the view ${tab.name}`}
              onClick={async () => {
                if ((await ask('agents.removeView', { id: tab.id })).ok) saved.again()
              }}
            >
              <IconX size={11} />
            </ActionIcon>
          )}
        </span>
      ))}
      {!exact && <SaveView onSaved={saved.again} />}
    </fieldset>
  )
}

function SaveView({ onSaved }: { readonly onSaved: () => void }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const save = async () => {
    const { filter, sort } = useRoute.getState().route
    const columns = [...useInventory.getState().columns]
    if (valueOrSay(await ask('agents.saveView', { name: name.trim(), filter, sort, columns })) === null) return
    setOpen(false)
    setName('')
    onSaved()
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconBookmarkPlus size={14} />}
          data-testid="save-view"
          onClick={() => setOpen(!open)}
        >
          Save this view
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="save-view"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <TextInput label="Name of the view" maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
