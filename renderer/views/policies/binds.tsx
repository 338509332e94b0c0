import type { Policy, PolicyReach } from '../../../shared/domain/policy.ts'
import { differs, type PolicyDraft, selectorOf } from '../../../shared/domain/policy-draft.ts'
import { openAgent } from '../../app/routes.ts'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'
import { useDrafts } from './drafts.ts'
import { HandPicker } from './hand-picker.tsx'
import { Review } from './review.tsx'
import { SelectorForm } from './selector-form.tsx'
import { useLater } from './use-later.ts'

/** Whom a policy binds: by a selector, with the agents it reaches counted while it is chosen, and by hand. */
export function Binds({
  policy,
  draft,
  names,
}: {
  readonly policy: Policy | null
  readonly draft: PolicyDraft
  readonly names: ReadonlyMap<string, string>
}) {
  const write = useDrafts((state) => state.write)
  const selector = selectorOf(draft)
  const rested = useLater(JSON.stringify(selector))
  const reach = useAsk('policies.reach', { selector: JSON.parse(rested) as typeof selector, policyId: draft.id })
  const changed = differs(draft, policy)
  return (
    <div className="policy-part">
      <SelectorForm draft={draft} names={names} onChange={(changes) => write({ ...draft, ...changes }, policy)} />
      {draft.applies === 'some' && selector === null && (
        <p className="policy-note">Choose at least one: a selector that names nothing reaches nobody.</p>
      )}
      <Answer of={reach} what="Counting the agents">
        {(reached) => <Reach reach={reached} pending={reach.loading || rested !== JSON.stringify(selector)} would={changed} />}
      </Answer>
      {changed && <Review policy={policy} draft={draft} />}
      {policy === null ? (
        <p className="quiet">Once it is published, agents can be brought under it by hand here.</p>
      ) : (
        <HandPicker policy={policy} names={names} />
      )}
    </div>
  )
}

const mostShown = 40

function Reach({ reach, pending, would }: { readonly reach: PolicyReach; readonly pending: boolean; readonly would: boolean }) {
  const { agents, reached, selected, byHand, first } = reach
  return (
    <section aria-label="Agents it applies to" className="policy-part" data-testid="policy-reach" data-pending={pending}>
      <p role="status">
        {would ? 'It would apply to ' : 'It applies to '}
        <b data-testid="policy-reached">{countWords(reached)}</b> of {many(agents, 'agent')}: {countWords(selected)} by its selector,{' '}
        {countWords(byHand)} by hand.
        {pending && <span className="quiet"> Counting …</span>}
      </p>
      {first.length > 0 && (
        <details>
          <summary>Which agents</summary>
          <ul className="policy-agents">
            {first.slice(0, mostShown).map(({ agentId, name, by }) => (
              <li key={agentId}>
                <button type="button" className="link" onClick={() => openAgent(agentId)}>
                  <Plain text={name} max={60} still />
                </button>{' '}
                <span className="quiet">{by.map((one) => (one === 'decision' ? 'by hand' : 'by selector')).join(', ')}</span>
              </li>
            ))}
          </ul>
          {reached > mostShown && <p className="quiet">And {many(reached - mostShown, 'agent')} more.</p>}
        </details>
      )}
    </section>
  )
}
