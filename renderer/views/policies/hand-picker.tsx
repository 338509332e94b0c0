import { Button, MultiSelect, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AgentFilter } from '../../../shared/contract/agents.ts'
import type { DecidedEach } from '../../../shared/contract/governance.ts'
import type { CandidatePage, Policy } from '../../../shared/domain/policy.ts'
import { agentKinds } from '../../../shared/domain/vocabulary.ts'
import { ask } from '../../app/bridge.ts'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { kindWords } from '../../app/words.ts'
import { failureWords } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { Answer } from '../../components/states.tsx'
import { StatusBadge } from '../../components/status.tsx'
import { boundWords, isBoundByHand, moveTo } from './hand-model.ts'
import { useLater } from './use-later.ts'

const pageSize = 50
/** One decision names at most this many. */
const mostMarked = 1_000

/** Brings agents under a policy by hand: looked for, marked, decided on with a reason. One page of them is here at a time. */
export function HandPicker({ policy, names }: { readonly policy: Policy; readonly names: ReadonlyMap<string, string> }) {
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <p>
        <Button variant="default" data-testid="policy-by-hand" onClick={() => setOpen(true)}>
          Bring agents under it by hand
        </Button>
      </p>
    )
  return <Picker policy={policy} names={names} onClose={() => setOpen(false)} />
}

type Chosen = Pick<AgentFilter, 'businessUnit' | 'kind' | 'connectionId'>

function Picker({
  policy,
  names,
  onClose,
}: {
  readonly policy: Policy
  readonly names: ReadonlyMap<string, string>
  readonly onClose: () => void
}) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Chosen>({})
  /** Where each page before this one began, and where this one does. */
  const [places, setPlaces] = useState<readonly (string | null)[]>([null])
  const [marked, setMarked] = useState<ReadonlyMap<string, string>>(new Map())
  const [left, setLeft] = useState<DecidedEach['left']>([])
  const list = useRef<HTMLDivElement>(null)
  const facets = useAsk('agents.facets', { filter: {} })
  const units = facets.value?.find(({ key }) => key === 'businessUnit')?.values ?? []
  const searched = useLater(text.trim())
  const filter: AgentFilter = { ...withoutEmpty(chosen), ...(searched === '' ? {} : { text: searched }) }
  const asked = { policyId: policy.id, selector: policy.selector, filter, after: places.at(-1) ?? null, limit: pageSize }
  const page = useAsk('policies.candidates', asked)
  const choose = (changes: Chosen) => {
    setChosen({ ...chosen, ...changes })
    setPlaces([null])
  }
  const mark = (id: string, name: string) => {
    const next = new Map(marked)
    if (!next.delete(id) && next.size < mostMarked) next.set(id, name)
    setMarked(next)
  }
  const turn = (by: 1 | -1) => {
    const next = page.value?.next ?? null
    if (by === 1 && next !== null) setPlaces([...places, next])
    if (by === -1 && places.length > 1) setPlaces(places.slice(0, -1))
  }
  const decide = async (reason: string) => {
    const decided = await ask('governance.decideEach', { agentIds: [...marked.keys()], action: 'policy', policyId: policy.id, reason })
    if (!decided.ok) return decided.failure
    const not = new Set(decided.value.left.map(({ agentId }) => agentId))
    setMarked(new Map([...marked].filter(([id]) => not.has(id))))
    setLeft(decided.value.left)
    say(`${many(decided.value.taken.length, 'agent')} brought under ${policy.title}`, 'Written to the ledger, once for each.')
    return null
  }
  return (
    <section className="policy-review" aria-label="Bring agents under it by hand" data-testid="policy-picker">
      <h3>Bring agents under it by hand</h3>
      <p className="quiet">It is a decision on each of them, and it lapses when their facts change.</p>
      <div className="policy-terms">
        <TextInput
          label="Find agents"
          placeholder="Name, purpose, owner, tool"
          size="xs"
          data-autofocus
          value={text}
          data-testid="policy-picker-search"
          ref={focusOnce}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setPlaces([null])
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
            event.preventDefault()
            list.current?.focus()
          }}
        />
        <MultiSelect
          label="Business unit"
          size="xs"
          searchable
          data={units.map(({ value }) => ({ value, label: value === '' ? 'not known' : value }))}
          value={[...(chosen.businessUnit ?? [])]}
          data-testid="policy-picker-unit"
          onChange={(businessUnit) => choose({ businessUnit })}
        />
        <MultiSelect
          label="Kind"
          size="xs"
          searchable
          data={agentKinds.map((value) => ({ value, label: kindWords[value] }))}
          value={[...(chosen.kind ?? [])]}
          data-testid="policy-picker-kind"
          onChange={(values) => choose({ kind: agentKinds.filter((one) => values.includes(one)) })}
        />
        <MultiSelect
          label="Connection"
          size="xs"
          searchable
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={[...(chosen.connectionId ?? [])]}
          data-testid="policy-picker-connection"
          onChange={(connectionId) => choose({ connectionId })}
        />
      </div>
      <Answer of={page} what="Looking for agents">
        {(value) => (
          <>
            <p role="status" className="tabular">
              {value.total === 0 ? 'No agent is like that.' : `${many(value.total, 'agent')}, by name`}
              {marked.size > 0 && (
                <>
                  {' '}
                  · <b data-testid="policy-picker-marked">{countWords(marked.size)} marked</b>{' '}
                  <button type="button" className="link" onClick={() => setMarked(new Map())}>
                    Mark none
                  </button>
                </>
              )}
              {marked.size >= mostMarked && ' One decision names no more than that.'}
            </p>
            <Candidates key={asked.after} page={value} marked={marked} names={names} listRef={list} onMark={mark} onTurn={turn} />
            <div className="policy-actions">
              <Button variant="default" size="xs" disabled={places.length === 1} onClick={() => turn(-1)}>
                Page before
              </Button>
              <Button variant="default" size="xs" disabled={value.next === null} data-testid="policy-picker-next" onClick={() => turn(1)}>
                Next page
              </Button>
              <span className="quiet">
                {countWords((places.length - 1) * pageSize + Math.min(1, value.items.length))} to{' '}
                {countWords((places.length - 1) * pageSize + value.items.length)} · arrows go through them, space marks, page keys turn the
                page
              </span>
            </div>
          </>
        )}
      </Answer>
      {left.length > 0 && (
        <div role="alert" className="decision-failed">
          <p>{many(left.length, 'agent')} could not be brought under it:</p>
          <ul className="bullets">
            {left.slice(0, 20).map(({ agentId, agentName, failure }) => (
              <li key={agentId}>
                <Plain text={agentName ?? agentId} max={80} still />: {failureWords(failure)}
              </li>
            ))}
          </ul>
          {left.length > 20 && <p>And {many(left.length - 20, 'agent')} more.</p>}
        </div>
      )}
      <Reasoned
        testId="policy-picker"
        label="Why they come under it"
        description="It stands in the ledger, once for each of them."
        button={marked.size === 0 ? 'Bring them under it' : `Bring ${many(marked.size, 'agent')} under it`}
        more="Nobody was brought under it."
        waits={marked.size === 0 ? 'Mark agents first.' : null}
        put={decide}
        leave={onClose}
        leaves="Close"
      />
    </section>
  )
}

/** Who opened the picker wants to look for somebody. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true })
}

const withoutEmpty = (chosen: Chosen): Chosen =>
  Object.fromEntries(Object.entries(chosen).filter(([, values]) => values !== undefined && values.length > 0))

function Candidates({
  page: { items },
  marked,
  names,
  listRef,
  onMark,
  onTurn,
}: {
  readonly page: CandidatePage
  readonly marked: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
  readonly listRef: React.RefObject<HTMLDivElement | null>
  readonly onMark: (id: string, name: string) => void
  readonly onTurn: (by: 1 | -1) => void
}) {
  const [at, setAt] = useState(0)
  const place = Math.min(at, items.length - 1)
  const current = items[place]
  useEffect(() => {
    if (current !== undefined) document.getElementById(`candidate-${current.row.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'PageDown' || event.key === 'PageUp') onTurn(event.key === 'PageDown' ? 1 : -1)
    else if (event.key === ' ' || event.key === 'Enter') {
      if (current !== undefined && !isBoundByHand(current.by)) onMark(current.row.id, current.row.name)
    } else {
      const next = moveTo(event.key, place, items.length)
      if (next === null) return
      setAt(next)
    }
    event.preventDefault()
  }
  return (
    <div
      ref={listRef}
      role="listbox"
      aria-multiselectable
      aria-label="Agents"
      tabIndex={0}
      className="policy-candidates"
      aria-activedescendant={current === undefined ? undefined : `candidate-${current.row.id}`}
      data-testid="policy-candidates"
      onKeyDown={onKey}
    >
      {items.map(({ row, by }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
        // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
        <div
          key={row.id}
          id={`candidate-${row.id}`}
          role="option"
          aria-selected={marked.has(row.id)}
          aria-disabled={isBoundByHand(by)}
          data-current={index === place}
          onClick={() => {
            setAt(index)
            if (!isBoundByHand(by)) onMark(row.id, row.name)
          }}
        >
          <span aria-hidden className="policy-tick">
            {marked.has(row.id) ? '✓' : ''}
          </span>
          <span className="policy-candidate">
            <Plain text={row.name} max={60} still />
            <span className="quiet">
              {' '}
              {kindWords[row.kind]} · <Plain text={names.get(row.connectionId) ?? row.connectionLabel} max={40} still />
              {row.businessUnit !== null && (
                <>
                  {' '}
                  · <Plain text={row.businessUnit} max={40} still />
                </>
              )}
            </span>
          </span>
          {by.length > 0 ? <b>{boundWords(by)}</b> : <StatusBadge status={row.status} />}
        </div>
      ))}
    </div>
  )
}
