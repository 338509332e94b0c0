import { Tooltip } from '@mantine/core'
import {
  IconAdjustments,
  IconArrowDownLeft,
  IconBrain,
  IconCoin,
  IconEye,
  IconPencil,
  IconSend,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { type Action, actions } from '../../shared/domain/vocabulary.ts'
import { capabilityWords } from '../app/words.ts'
import './capability.css'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly 'aria-hidden'?: boolean }>

const icons: Readonly<Record<Action, Icon>> = {
  read: IconEye,
  write: IconPencil,
  delete: IconTrash,
  send: IconSend,
  execute: IconTerminal2,
  pay: IconCoin,
  administer: IconAdjustments,
  invoke: IconBrain,
  receive: IconArrowDownLeft,
}

/** Cuts `read mail` into its glyph and its resource. */
function splitCapability(word: string): { readonly action: Action | null; readonly resource: string } {
  const [first = '', ...rest] = word.split(' ')
  const action = actions.find((known) => known === first) ?? null
  return action === null ? { action, resource: word } : { action, resource: rest.join(' ') }
}

export function ActionGlyph({ action, size = 14 }: { readonly action: Action; readonly size?: number }) {
  const Icon = icons[action]
  return <Icon size={size} stroke={1.75} aria-hidden />
}

/** What an agent can do, one glyph for each action; the whole phrases on hover and for screen readers. */
export function CapabilityGlyphs({ can: coded }: { readonly can: readonly string[] }) {
  const can = coded.map(capabilityWords)
  if (can.length === 0) return <span className="quiet">Nothing found</span>
  const found = new Set(can.map((word) => splitCapability(word).action))
  return (
    <Tooltip label={can.join(' · ')}>
      <span className="can" role="img" aria-label={can.join(', ')}>
        {actions
          .filter((action) => found.has(action))
          .map((action) => (
            <ActionGlyph key={action} action={action} />
          ))}
      </span>
    </Tooltip>
  )
}
