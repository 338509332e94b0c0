import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
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
import { DecisionForm } from '../../components/decision-form.tsx'
import { NothingFound } from '../../components/nothing-found.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty, Waiting } from '../../components/states.tsx'
import { actionLabel, actionShort, dueWords, triageShown } from '../../components/suggested.tsx'
import { useCanRevoke } from '../agent/can-revoke.ts'
import { AgentHeader } from '../agent/header.tsx'
import { Since } from '../agent/since.tsx'
import { AgentTabs } from '../agent/tabs.tsx'
import { placeAfter, stepped, suggestedCounts, toggled } from './model.ts'
import { useTriage } from './store.ts'
import './triage.css'
import { visibleString } from '../../components/visible-text.ts'

export function TriageView() {
  const asked = useAsk('governance.triage', { limit: triageShown })
  // The cursor keeps its place, so the list it is first put on must be today's: not what stood here when somebody last looked.
  const fresh = useRef(false)
  if (!asked.loading) fresh.current = true
  const triage = fresh.current ? asked : { ...asked, value: null }
  const total = triage.value?.total ?? 0
  const known = useAsk('agents.page', total === 0 ? { limit: 1 } : null)
  const agents = known.value?.total ?? null
  return (
    <Screen
      title="Triage"
      wide
      says={
        triage.value === null || agents === 0
          ? undefined
          : total === 0
            ? 'Nothing waits for you.'
            : `${many(total, 'agent')} to decide, overdue first, then the most dangerous. J and K move, Space marks; a decision’s letter takes it.`
      }
    >
      <Answer of={triage} what="Gathering what waits for you">
        {(value) => (value.items.length === 0 ? <Done agents={agents} /> : <Sorted items={value.items} total={value.total} />)}
      </Answer>
    </Screen>
  )
}

/** Nothing waits: because all is decided, or because nothing is known that could be. */
function Done({ agents }: { readonly agents: number | null }) {
  if (agents === null) return <Waiting />
  if (agents === 0) return <NothingFound />
  return (
    <Empty title="Everything that was found is decided. New and changed agents appear here after the next scan." testId="triage-empty">
      <Button variant="default" onClick={() => visit('inventory')}>
        Look through the inventory
      </Button>
    </Empty>
  )
}

/** The queue, or the part of it of which one thing is suggested. */
function Sorted({ items, total }: { readonly items: readonly TriageItem[]; readonly total: number }) {
  const [wanted, setWanted] = useState<string | null>(null)
  const { mark, start } = useDesk()
  const counts = suggestedCounts(items)
  const chosen = counts.some(({ action }) => action === wanted) ? wanted : null
  const shown = chosen === null ? items : items.filter(({ suggestion }) => suggestion?.action === chosen)
  const kind = decisionKinds.find(({ action }) => action === chosen)
  const ids = shown.map(({ row }) => row.id)
  useEffect(() => () => useDesk.getState().mark([]), [])
  return (
    <>
      <div className="triage-sort" role="toolbar" aria-label="What is suggested">
        <Button
          size="compact-sm"
          variant={chosen === null ? 'light' : 'subtle'}
          aria-pressed={chosen === null}
          onClick={() => setWanted(null)}
        >
          {total > items.length ? `The first ${items.length}` : `All ${items.length}`}
        </Button>
        {counts.map(({ action, count }) => (
          <Button
            key={action}
            size="compact-sm"
            variant={chosen === action ? 'light' : 'subtle'}
            aria-pressed={chosen === action}
            data-testid={`triage-suggests-${action}`}
            onClick={() => setWanted(action)}
          >
            {actionLabel(action)}? {count}
          </Button>
        ))}
        {kind !== undefined && !kind.single && (
          <Button
            size="compact-sm"
            variant="default"
            data-testid="triage-mark-suggested"
            onClick={() => {
              mark(ids)
              start(kind.action, ids)
            }}
          >
            {kind.label}: all {ids.length} …
          </Button>
        )}
      </div>
      <Queue items={shown} />
    </>
  )
}

function Queue({ items }: { readonly items: readonly TriageItem[] }) {
  const { marked, mark } = useDesk()
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
  const toggle = () => {
    if (place !== null) mark(toggled(marked, place))
  }
  const further = (step: number) => {
    if (place !== null && !marked.includes(place)) mark([...marked, place])
    to(step)
  }
  useScreenKeys({ j: () => to(1), k: () => to(-1), enter: open, space: toggle, 'shift+j': () => further(1), 'shift+k': () => further(-1) })
  const item = items.find((one) => one.row.id === place)
  return (
    <div className="triage">
      <ul className="triage-list" data-testid="triage-list" ref={list} aria-label="Agents to decide">
        {items.map(({ row, why, due, suggestion }) => (
          <li key={row.id}>
            <button
              type="button"
              className="triage-item"
              data-row
              data-marked={marked.includes(row.id)}
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
                <span className="quiet triage-hint">
                  {marked.includes(row.id) && <b>Marked · </b>}
                  {due?.state === 'overdue' && <b>Overdue · </b>}
                  {suggestion !== null && `${actionShort(suggestion.action)}?`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {marked.length > 0 && drawer === null ? (
        <Marked ids={marked} items={items} />
      ) : (
        item !== undefined && drawer === null && <Current key={item.row.id} item={item} onDecided={() => move(stepped(ids, place, 1))} />
      )}
    </div>
  )
}

/** One decision, one reason, for all that are marked: all or none. */
function Marked({ ids, items }: { readonly ids: readonly string[]; readonly items: readonly TriageItem[] }) {
  const { open, start, mark } = useDesk()
  const writing = open !== null && open.action !== 'revoke' && open.agentIds.length === ids.length
  return (
    <section className="triage-marked" data-testid="triage-marked" aria-label="Decide on the marked agents">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard, even where nothing in it can be pressed */}
      <section className="triage-scroll" tabIndex={0} aria-label="What speaks for it">
        <h2>{many(ids.length, 'agent')} marked</h2>
        <ul className="bullets">
          {items
            .filter(({ row }) => ids.includes(row.id))
            .map(({ row, why, suggestion }) => (
              <li key={row.id}>
                <Plain text={row.name} max={80} still />{' '}
                <span className="quiet">
                  {row.band} · {visibleString(why, 160)}
                  {suggestion === null ? '' : ` · ${actionLabel(suggestion.action)}?`}
                </span>
              </li>
            ))}
        </ul>
      </section>
      <div className="triage-foot">
        {writing ? (
          <DecisionForm open={open} />
        ) : (
          <div className="decide-row" role="toolbar" aria-label="Decide on all of them">
            {decisionKinds
              .filter((kind) => !kind.single)
              .map((kind) => (
                <Button
                  key={kind.action}
                  variant="default"
                  leftSection={<kind.icon size={14} stroke={1.75} />}
                  rightSection={<span className="key-hint">{kind.shortcut.toUpperCase()}</span>}
                  onClick={() => start(kind.action, ids)}
                  data-testid={`marked-${kind.action}`}
                >
                  {kind.short}
                </Button>
              ))}
            <Button variant="subtle" color="gray" onClick={() => mark([])}>
              Unmark all
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

/** One agent: the decision and its reasons first, everything behind it below. */
function Current({ item, onDecided }: { readonly item: TriageItem; readonly onDecided: () => void }) {
  const { row, suggestion, why, due } = item
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
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard, even where nothing in it can be pressed */}
        <section className="triage-scroll" tabIndex={0} aria-label="What speaks for it">
          <h2>Why it is here</h2>
          <p>{sentence(why)}</p>
          {due?.state !== 'overdue' && <p className="quiet">{dueWords(item)}</p>}
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
        </section>
        <div className="triage-foot">
          <h2>Your decision</h2>
          <DecisionBar agent={row} canRevoke={canRevoke} onDecided={onDecided} />
        </div>
      </aside>
    </>
  )
}
