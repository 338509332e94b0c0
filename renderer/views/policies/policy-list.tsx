import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Value } from '../../../shared/contract/contract.ts'
import type { Policy } from '../../../shared/domain/policy.ts'
import type { PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import type { Asked } from '../../app/use-ask.ts'
import { bandWords, sentence } from '../../app/words.ts'
import { BandShape } from '../../components/band.tsx'
import { Plain } from '../../components/plain.tsx'
import { originWords, standingWords, violationWords } from './model.ts'
import { openPart } from './parts.ts'

/** With more policies than this one searches rather than looks. */
const searchedFrom = 15

/** The policies in force, what is being written, and what was withdrawn. */
export function PolicyList({
  policies,
  own,
  drafts,
  standing,
  shown,
  tab,
}: {
  readonly policies: readonly Policy[]
  /** Drafts of policies that do not exist yet, those that were discarded among them. */
  readonly own: readonly PolicyDraft[]
  readonly drafts: Readonly<Record<string, PolicyDraft>>
  readonly standing: Asked<Value<'policies.standing'>>
  readonly shown: string | null
  readonly tab: string
}) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const fits = ({ id, title }: { readonly id: string; readonly title: string }) =>
    wanted === '' || title.toLowerCase().includes(wanted) || id.includes(wanted)
  const found = policies.filter(fits)
  const standings = new Map((standing.value?.policies ?? []).map((one) => [one.policyId, one]))
  const withdrawn = standing.value?.withdrawn ?? []
  return (
    <nav aria-label="Policies in force" className="policy-list" data-testid="policy-list">
      {policies.length > searchedFrom && (
        <TextInput
          aria-label="Find a policy"
          placeholder="Find a policy"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {standing.failure !== null && (
        <p className="policy-note" role="status">
          Not counted. {sentence(standing.failure.message)}{' '}
          <button type="button" className="link" onClick={standing.again}>
            Try again
          </button>
        </p>
      )}
      {own.map((draft) => (
        <Choice
          key={draft.id}
          id={draft.id}
          title={draft.title.trim() === '' ? draft.id : draft.title}
          shown={shown === draft.id}
          onOpen={() => openPart(draft.id, 'edit')}
        >
          {drafts[draft.id] === undefined ? 'Draft discarded' : 'Draft kept, not published'}
        </Choice>
      ))}
      {found.map((policy) => {
        const counts = standings.get(policy.id) ?? null
        return (
          <Choice key={policy.id} id={policy.id} title={policy.title} shown={shown === policy.id} onOpen={() => openPart(policy.id, tab)}>
            <span>
              {sentence(standingWords(policy, counts)).slice(0, -1)} · <span className="nowrap">version {policy.version}</span>
              {policy.origin === 'shipped' ? '' : `, ${originWords[policy.origin]}`}
              {drafts[policy.id] !== undefined && <b> · draft</b>}
            </span>
            {counts !== null && counts.violations > 0 && (
              <span className={`band band-${policy.severity}`}>
                <BandShape band={policy.severity} />
                {violationWords(counts)}
                <span className="unseen">, {bandWords[policy.severity].toLowerCase()}</span>
              </span>
            )}
          </Choice>
        )
      })}
      {found.length === 0 && <p className="policy-note">No policy is called that.</p>}
      {withdrawn.length > 0 && (
        <>
          <h3>Withdrawn</h3>
          {withdrawn
            .filter(({ policyId, title }) => fits({ id: policyId, title }))
            .map(({ policyId, title, version }) => (
              <Choice key={policyId} id={policyId} title={title} shown={shown === policyId} onOpen={() => openPart(policyId)}>
                Version {version} was the last
              </Choice>
            ))}
        </>
      )}
    </nav>
  )
}

function Choice({
  id,
  title,
  shown,
  onOpen,
  children,
}: {
  readonly id: string
  readonly title: string
  readonly shown: boolean
  readonly onOpen: () => void
  readonly children: React.ReactNode
}) {
  return (
    <button
      type="button"
      id={`policy-choice-${id}`}
      className="policy-choice"
      aria-current={shown}
      data-row
      data-testid={`policy-${id}`}
      onClick={onOpen}
    >
      <b>
        <Plain text={title} max={80} still />
      </b>
      <span className="policy-choice-says quiet">{children}</span>
    </button>
  )
}
