import { useState } from 'react'
import type { Policy } from '../../../shared/domain/policy.ts'
import { contentOf, draftFrom, type PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import { useAsk } from '../../app/use-ask.ts'
import { failureWords } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'
import { Change } from './change.tsx'
import { useDrafts } from './drafts.ts'
import { openPart, type Tab } from './parts.ts'

/** Says of a draft that it is kept and not published, by whom and since when, and what it was begun from; or how one that was discarded comes back. */
export function DraftLine({ id, policy, tab }: { readonly id: string; readonly policy: Policy | null; readonly tab: Tab }) {
  const draft = useDrafts((state) => state.drafts[id] ?? null)
  const kept = useDrafts((state) => state.kept[id] ?? null)
  const unkept = useDrafts((state) => state.unkept[id] ?? null)
  const discarded = useDrafts((state) => state.discarded[id] ?? null)
  const { discard, bringBack, keepAgain } = useDrafts.getState()
  if (draft === null)
    return discarded === null ? null : (
      <p className="policy-note" role="status" data-testid="policy-discarded">
        The draft is discarded.{' '}
        <button type="button" className="link" data-testid="policy-bring-back" onClick={() => bringBack(id)}>
          Bring it back
        </button>
      </p>
    )
  return (
    <div className="policy-note policy-draft" data-testid="policy-draft">
      {unkept !== null ? (
        <p role="alert" className="decision-failed">
          <b>Draft not kept.</b> {failureWords(unkept, 'It is in this window only.')}{' '}
          <button type="button" className="link" onClick={() => keepAgain(id)}>
            Try again
          </button>
        </p>
      ) : (
        <p>
          <b>Draft kept, not published.</b>{' '}
          {kept !== null && (
            <span className="quiet">
              Written by <Plain text={kept.by} max={80} still />, <Moment at={kept.at} />.
            </span>
          )}
        </p>
      )}
      <p className="policy-actions">
        {tab !== 'edit' && (
          <button type="button" className="link" data-testid="policy-resume" onClick={() => openPart(id, 'edit')}>
            Go on writing
          </button>
        )}
        <button type="button" className="link" data-testid="policy-discard" onClick={() => discard(id)}>
          Discard the draft
        </button>
        {discarded !== null && (
          <button type="button" className="link" data-testid="policy-bring-back" onClick={() => bringBack(id)}>
            Back to the draft before it
          </button>
        )}
      </p>
      {policy !== null && draft.from?.hash !== policy.hash && <Behind draft={draft} policy={policy} />}
    </div>
  )
}

/** Another version was published since: what it changed, so that the draft does not take it back unseen. */
function Behind({ draft: { from }, policy }: { readonly draft: PolicyDraft; readonly policy: Policy }) {
  const [open, setOpen] = useState(false)
  const content = contentOf(draftFrom(policy, null))
  const change = useAsk('policies.compare', open && from !== null ? { content, against: from.version } : null)
  return (
    <div role="status" data-testid="policy-behind" className="policy-part">
      <p>
        {from === null
          ? `A policy of this name was published since, as version ${policy.version}.`
          : `It was begun from version ${from.version}; version ${policy.version} is in force now.`}{' '}
        Published as it is, it takes back what is not in it.{' '}
        {from !== null && (
          <button type="button" className="link" aria-expanded={open} data-testid="policy-behind-diff" onClick={() => setOpen(!open)}>
            {open ? 'Close' : `What changed from version ${from.version} to ${policy.version}`}
          </button>
        )}
      </p>
      {open && from !== null && <Answer of={change}>{(value) => <Change change={value} />}</Answer>}
    </div>
  )
}
