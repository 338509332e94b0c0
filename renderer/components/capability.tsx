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

/** What an agent can do: a glyph for the action and the word for what it acts on; the whole phrase for screen readers. */
export function Capabilities({ can: coded, most = 3 }: { readonly can: readonly string[]; readonly most?: number }) {
  const can = coded.map(capabilityWords)
  if (can.length === 0) return <span className="quiet">Nothing found</span>
  return (
    <Tooltip label={can.join(' · ')}>
      <span className="can" role="img" aria-label={can.join(', ')}>
        {can.slice(0, most).map((word) => {
          const { action, resource } = splitCapability(word)
          return (
            <span key={word} className="can-one">
              {action !== null && <ActionGlyph action={action} />}
              {resource}
            </span>
          )
        })}
        {can.length > most && <span className="quiet">+{can.length - most}</span>}
      </span>
    </Tooltip>
  )
}
