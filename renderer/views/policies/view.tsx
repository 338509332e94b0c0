import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useScreenKeys } from '../../actions/use-keys.ts'
import { go, useRoute } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Screen } from '../../components/screen.tsx'
import { Answer, Failed, Waiting } from '../../components/states.tsx'
import { DraftLine } from './draft-line.tsx'
import { useDrafts } from './drafts.ts'
import { inOrder } from './model.ts'
import { NewPolicy } from './new-policy.tsx'
import { newPart, openPart, partOf } from './parts.ts'
import './policies.css'
import { PolicyList } from './policy-list.tsx'
import { PolicyPage } from './policy-page.tsx'
import { Withdrawn } from './withdrawn.tsx'

/** The policies in force with how they stand, and the one that is open: in words, what is against it, its text, whom it binds, its versions, what takes it over. */
export function PoliciesView() {
  const policies = useAsk('governance.policies', {})
  const standing = useAsk('policies.standing', {})
  const drafts = useDrafts((state) => state.drafts)
  const discarded = useDrafts((state) => state.discarded)
  const read = useDrafts((state) => state.read)
  const load = useDrafts((state) => state.load)
  useEffect(() => void load(), [load])
  const route = useRoute((router) => router.route)
  const { id: wanted, tab } = partOf(route.part)
  return (
    <Screen
      title="Policies"
      says="What an agent may do. Anything beyond it is a violation, with the statement that says no and the least change that would cure it."
      actions={
        <Button data-testid="policy-new" onClick={() => go({ part: newPart })}>
          New policy
        </Button>
      }
    >
      <Answer of={policies}>
        {(all) => {
          // Before it is known what is kept, nothing is written in its place.
          if (read === 'no') return <Waiting />
          if (read !== 'yes') return <Failed failure={read} again={() => void load()} />
          const standings = new Map((standing.value?.policies ?? []).map((one) => [one.policyId, one]))
          const ordered = inOrder(all, standings)
          // One of these that was discarded keeps its place while it can be brought back.
          const own = Object.values({ ...discarded, ...drafts }).filter(({ id }) => !all.some((policy) => policy.id === id))
          const withdrawn = standing.value?.withdrawn ?? []
          const gone = withdrawn.find(({ policyId }) => policyId === wanted && !own.some(({ id }) => id === wanted)) ?? null
          const current =
            all.find(({ id }) => id === wanted) ?? (own.some(({ id }) => id === wanted) || gone !== null ? null : (ordered[0] ?? null))
          const shown = current?.id ?? wanted ?? ''
          const ids = [...own.map(({ id }) => id), ...ordered.map(({ id }) => id), ...withdrawn.map(({ policyId }) => policyId)]
          const draft = drafts[shown] ?? null
          return (
            <div className="policies-frame">
              <div className="policies">
                <Keys ids={ids} shown={shown} tab={tab} />
                <PolicyList
                  policies={ordered}
                  own={own}
                  drafts={drafts}
                  standing={standing}
                  shown={wanted === newPart ? null : shown}
                  tab={tab}
                />
                {wanted === newPart ? (
                  <NewPolicy policies={all} taken={ids.filter((id) => drafts[id] !== undefined || !own.some((one) => one.id === id))} />
                ) : gone !== null ? (
                  <Withdrawn key={gone.policyId} withdrawal={gone} />
                ) : current === null && draft === null ? (
                  <article className="card policy">
                    <DraftLine id={shown} policy={null} tab={tab} />
                  </article>
                ) : (
                  <PolicyPage
                    key={shown}
                    id={shown}
                    policy={current}
                    draft={draft}
                    standing={standings.get(shown) ?? null}
                    tab={current === null && tab !== 'binds' ? 'edit' : tab}
                  />
                )}
              </div>
            </div>
          )
        }}
      </Answer>
    </Screen>
  )
}

/** j and k go through the list and keep the question that is open. */
function Keys({ ids, shown, tab }: { readonly ids: readonly string[]; readonly shown: string; readonly tab: string }) {
  const step = (by: number) => {
    const next = ids[ids.indexOf(shown) + by]
    if (next === undefined) return
    openPart(next, tab)
    document.getElementById(`policy-choice-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  useScreenKeys({ j: () => step(1), arrowdown: () => step(1), k: () => step(-1), arrowup: () => step(-1) })
  return null
}
