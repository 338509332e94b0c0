import { useEffect, useRef } from 'react'
import { isPossible } from './command.ts'
import { matchPress } from './keys.ts'
import { commands, situationNow } from './registry.ts'

const pairTime = 1_000

/** Whether the press belongs to something that is being typed into or chosen from. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  if (target.matches('input:not([type=checkbox]):not([type=radio])')) return true
  return target.closest('[role=dialog], [role=menu], [role=listbox]') !== null
}

/** Whether the focus is on a control that Enter and Space work themselves; rows of a list are not such controls. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button:not([data-row]), a[href], summary, [role=tab], input, label') !== null

/** Runs the commands' shortcuts for the whole window. */
export function useCommandKeys(): void {
  useEffect(() => {
    let prefix = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      const typing = isTyping(event.target)
      if (event.defaultPrevented || (typing && !(event.ctrlKey || event.metaKey) && event.key !== 'Escape')) return
      if (event.key === 'Escape' && document.querySelector('[role=dialog]') !== null) return
      const found = matchPress(commands, prefix, event)
      clearTimeout(timer)
      prefix = found.kind === 'wait' ? found.prefix : ''
      if (found.kind === 'wait') timer = setTimeout(() => (prefix = ''), pairTime)
      if (found.kind !== 'hit') return
      const situation = situationNow()
      if (!isPossible(found.item, situation)) return
      event.preventDefault()
      found.item.perform(situation)
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      clearTimeout(timer)
    }
  }, [])
}

/** Keys of one screen, by their names (`j`, `shift+j`, `enter`, `space`); without one of its own, a letter with shift is the letter; they work while it is shown and nothing is being typed. */
export function useScreenKeys(keys: Readonly<Record<string, () => void>>): void {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
      const run = (event.shiftKey ? now.current[`shift+${key}`] : undefined) ?? now.current[key]
      if (run === undefined || ((key === 'enter' || key === 'space') && isControl(event.target))) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
