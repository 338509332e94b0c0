import { Kbd, Modal } from '@mantine/core'
import { bridge } from '../app/bridge.ts'
import type { Command } from './command.ts'
import { useHelp } from './help.ts'
import { shortcutCaps } from './keys.ts'
import { commands } from './registry.ts'
import './keys-page.css'

const moves = [
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['enter', 'Open the row'],
  ['space', 'Mark the row'],
  ['shift+j', 'Mark it and go on, in triage'],
] as const

export function Caps({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className="caps">
      {shortcutCaps(shortcut, bridge().platform === 'darwin').map((cap) => (
        <Kbd key={cap} size="xs">
          {cap}
        </Kbd>
      ))}
    </span>
  )
}

/** All keys on one page, from the commands themselves. */
export function KeysPage() {
  const { open, close } = useHelp()
  const groups: readonly Command['group'][] = ['Decide', 'Go to', 'Do']
  return (
    <Modal opened={open} onClose={close} title="Keys" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="keys-page">
        <section>
          <h3>Move</h3>
          {moves.map(([key, label]) => (
            <p key={key}>
              <Caps shortcut={key} /> {label}
            </p>
          ))}
        </section>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            {commands
              .filter((command) => command.group === group && command.shortcut !== undefined)
              .map((command) => (
                <p key={command.id}>
                  <Caps shortcut={command.shortcut ?? ''} /> {command.label}
                </p>
              ))}
          </section>
        ))}
      </div>
    </Modal>
  )
}
