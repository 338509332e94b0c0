import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { Audit, AuditDifference, DecidedBetween } from '../../../shared/domain/audit.ts'
import { openAgent } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { BandBadge } from '../../components/band.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import { changeLines, kindWord } from './model.ts'

/** Rows drawn at once: a reader goes through them one by one. */
const page = 50

/** What differs between two audits, or between one and now. */
export function Difference({ audits }: { readonly audits: readonly Audit[] }) {
  const sealed = audits.filter((audit) => audit.state === 'sealed')
  const [before, setBefore] = useState<string | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const from = before ?? (sealed[1] ?? sealed[0])?.id ?? null
  const to = after ?? (sealed.length > 1 ? (sealed[0]?.id ?? 'now') : 'now')
  const difference = useAsk('audits.diff', from === null ? null : { before: from, after: to })
  const names = sealed.map((audit) => ({ value: audit.id, label: audit.name }))
  if (from === null) return null
  return (
    <Section title="What changed" aside={difference.value === null ? undefined : <Counts of={difference.value} />}>
      <div className="audit-between">
        <Select label="From" data={names} value={from} allowDeselect={false} data-testid="diff-before" onChange={setBefore} />
        <Select
          label="To"
          data={[...names, { value: 'now', label: 'now' }]}
          value={to}
          allowDeselect={false}
          data-testid="diff-after"
          onChange={setAfter}
        />
      </div>
      <Answer of={difference} what="Comparing">
        {(found) => <Found difference={found} />}
      </Answer>
    </Section>
  )
}

function Counts({ of: { counts } }: { readonly of: AuditDifference }) {
  return (
    <span data-testid="diff-counts">
      {countWords(counts.agentsBefore)} → {countWords(counts.agentsAfter)} agents · {countWords(counts.new)} new · {countWords(counts.gone)}{' '}
      gone · {countWords(counts.changed)} changed · {many(counts.decided, 'decision')} · {countWords(counts.lapsed)} lapsed · risk up{' '}
      {countWords(counts.riskUp)}, down {countWords(counts.riskDown)}
    </span>
  )
}

function Found({ difference }: { readonly difference: AuditDifference }) {
  const [shown, setShown] = useState(page)
  const { agents, decided, lapsed, left } = difference
  if (agents.length === 0 && decided.length === 0 && lapsed.length === 0) return <p className="quiet">Nothing differs.</p>
  return (
    <>
      {agents.length > 0 && (
        <table className="table" data-testid="diff-agents">
          <thead>
            <tr>
              <th>Agent</th>
              <th>Change</th>
              <th>Band</th>
              <th>What exactly</th>
            </tr>
          </thead>
          <tbody>
            {agents.slice(0, shown).map((one) => (
              <tr key={one.id}>
                <td>
                  <button type="button" className="link" onClick={() => openAgent(one.id)}>
                    <Plain text={one.name} max={60} still />
                  </button>
                </td>
                <td>{kindWord(one)}</td>
                <td>
                  <BandBadge band={one.band} />
                </td>
                <td className="audit-what">
                  {changeLines(one).map((line) => (
                    <div key={line}>
                      <Plain text={line} max={220} />
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {agents.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + 4 * page)}>
          Show more of {countWords(agents.length)}
        </Button>
      )}
      <Decisions title="Lapsed" list={lapsed} />
      <Decisions title="Decided" list={decided} />
      {left > 0 && <p className="quiet">{countWords(left)} more rows are counted but not listed.</p>}
    </>
  )
}

function Decisions({ title, list }: { readonly title: string; readonly list: readonly DecidedBetween[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="bullets">
        {list.slice(0, page).map((one) => (
          <li key={one.seq}>
            <Moment at={one.at} /> · <Plain text={one.agentName} max={60} still />: <Plain text={one.reason} max={200} />
          </li>
        ))}
      </ul>
      {list.length > page && <p className="quiet">and {countWords(list.length - page)} more in Decisions.</p>}
    </>
  )
}
