import { IconUserOff, IconUserQuestion, IconUserX } from '@tabler/icons-react'
import type { OwnerState } from '../../shared/domain/vocabulary.ts'
import { ownerWords } from '../app/words.ts'
import { Plain } from './plain.tsx'
import './owner.css'

/** Who answers for an agent. Nobody, left and not looked up are three different words. */
export function Owner({ state, name }: { readonly state: OwnerState; readonly name: string | null }) {
  if (state === 'known' && name !== null) return <Plain text={name} max={60} still />
  const Icon = state === 'unknown' ? IconUserQuestion : state === 'left' ? IconUserX : IconUserOff
  return (
    <span className={state === 'unknown' ? 'owner quiet' : 'owner'}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span>{ownerWords[state]}</span>
      {name !== null && (
        <span className="quiet">
          (<Plain text={name} max={40} still />)
        </span>
      )}
    </span>
  )
}
