import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { TriageItem } from '../../../shared/contract/governance.ts'
import { decisionKinds } from '../../actions/decision-kinds.ts'
import { useDesk } from '../../actions/desk.ts'
import { useScreenKeys } from '../../actions/use-keys.ts'
import { openAgent, useRoute, visit } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { BandShape } from '../../components/band.tsx'
import { DecisionBar } from '../../components/decision-bar.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import { useCanRevoke } from '../agent/can-revoke.ts'
import { AgentHeader } from '../agent/header.tsx'
import { Since } from '../agent/since.tsx'
import { AgentTabs } from '../agent/tabs.tsx'
import { placeAfter, stepped } from './model.ts'
import { useTriage } from './store.ts'
import './triage.css'
import { visibleString } from '../../components/visible-text.ts'

export function TriageView() {
  const triage = useAsk('governance.triage', { limit: 200 })
  const total = triage.value?.total ?? 0
  return (
    <Screen
      title="Triage"
      wide
      says={
        triage.value === null
          ? undefined
          : total === 0
            ? 'Nothing waits for you.'
            : `${many(total, 'agent')} to decide, the most dangerous first. J and K move; a decision’s letter takes it.`
      }
    >
      <Answer of={triage} what="Gathering what waits for you">
        {(value) => (value.items.length === 0 ? <Done /> : <Queue items={value.items} />)}
      </Answer>
    </Screen>
  )
}

function Done() {
  return (
    <Empty title="Everything that was found is decided. New and changed agents appear here after the next scan." testId="triage-empty">
      <Button variant="default" onClick={() => visit('inventory')}>
        Look through the inventory
      </Button>
    </Empty>
  )
}

function Queue({ items }: { readonly items: readonly TriageItem[] }) {
  const { current, move } = useTriage()
  const ids = items.map((item) => item.row.id)
  const before = useRef<readonly string[]>(ids)
  const drawer = useRoute((router) => router.route.agent)
  const place = placeAfter(ids, current, before.current)
  const list = useRef<HTMLUListElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list or the place changes
  useEffect(() => {
    before.current = ids
    if (place !== current) move(place)
    useDesk.getState().focus(place)
    const row = list.current?.querySelector<HTMLElement>('[aria-current=true]')
    row?.scrollIntoView({ block: 'nearest' })
    // The focus goes along with the cursor, unless it is on something else that is being used.
    const active = document.activeElement
    if (active === null || active === document.body || active.closest('.triage-list') !== null) row?.focus({ preventScroll: true })
  }, [ids.join(' '), place])
  useEffect(() => () => useDesk.getState().focus(null), [])

  const to = (step: number) => {
    useDesk.getState().leave()
    move(stepped(ids, place, step))
  }
  const open = () => {
    if (place !== null) openAgent(place)
  }
  useScreenKeys({ j: () => to(1), k: () => to(-1), enter: open })
  const item = items.find((one) => one.row.id === place)
  return (
    <div className="triage">
      <ul className="triage-list" data-testid="triage-list" ref={list} aria-label="Agents to decide">
        {items.map(({ row, why }) => (
          <li key={row.id}>
            <button
              type="button"
              className="triage-item"
              data-row
              aria-current={row.id === place}
              data-testid={`triage-item-${row.id}`}
              onClick={() => {
                useDesk.getState().leave()
                move(row.id)
              }}
            >
              <span className={`band band-${row.band}`}>
                <BandShape band={row.band} />
                <b className="tabular">{Math.round(row.risk)}</b>
              </span>
              <span className="triage-words">
                <b>
                  <Plain text={row.name} max={80} still />
                </b>
                <span className="quiet">{row.reasons[0] ?? why}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {item !== undefined && drawer === null && <Current key={item.row.id} item={item} onDecided={() => move(stepped(ids, place, 1))} />}
    </div>
  )
}

/** One agent: the decision and its reasons first, everything behind it below. */
function Current({ item, onDecided }: { readonly item: TriageItem; readonly onDecided: () => void }) {
  const { row, suggestion, why } = item
  const detail = useAsk('agents.get', { id: row.id })
  const canRevoke = useCanRevoke(row.provider)
  const start = useDesk((desk) => desk.start)
  const suggested = decisionKinds.find((kind) => kind.action === suggestion?.action)
  return (
    <>
      <div className="triage-facts">
        <Answer of={detail}>
          {(value) => (
            <>
              <AgentHeader detail={value} page={false} still />
              <Since detail={value} />
              <AgentTabs detail={value} />
            </>
          )}
        </Answer>
      </div>
      <aside className="triage-decide" data-testid="triage-current" aria-label="Decide">
        <h2>Why it is here</h2>
        <p>{sentence(why)}</p>
        <h2>Reasons</h2>
        <ul className="bullets">
          {row.reasons.map((reason) => (
            <li key={reason}>{visibleString(reason, 240)}</li>
          ))}
        </ul>
        {suggestion !== null && (
          <div className="triage-suggestion">
            <h2>Suggestion</h2>
            <p>
              <b>{suggested?.label ?? suggestion.action}.</b> {visibleString(sentence(suggestion.because), 300)}
            </p>
            {suggested !== undefined && (
              <Button variant="default" onClick={() => start(suggested.action, [row.id])}>
                {suggested.label} …
              </Button>
            )}
            <p className="quiet">A suggestion never decides.</p>
          </div>
        )}
        <h2>Your decision</h2>
        <DecisionBar agent={row} canRevoke={canRevoke} onDecided={onDecided} />
      </aside>
    </>
  )
}
