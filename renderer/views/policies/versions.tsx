import { useState } from 'react'
import type { Policy, PolicyStanding, PolicyVersion } from '../../../shared/domain/policy.ts'
import { draftFrom } from '../../../shared/domain/policy-draft.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Answer } from '../../components/states.tsx'
import { Change } from './change.tsx'
import { useDrafts } from './drafts.ts'
import { openPart } from './parts.ts'
import { Withdraw } from './withdraw.tsx'

/** Every version with its reason, what each changed, the way back to it, and the end of the policy. */
export function Versions({ policy, standing }: { readonly policy: Policy; readonly standing: PolicyStanding | null }) {
  return (
    <div className="policy-part">
      <VersionList policyId={policy.id} hash={policy.hash} />
      <Withdraw policy={policy} standing={standing} />
    </div>
  )
}

/** `hash`: of the version in force; null: none is. */
export function VersionList({ policyId, hash }: { readonly policyId: string; readonly hash: string | null }) {
  const versions = useAsk('policies.versions', { policyId })
  const [open, setOpen] = useState<number | null>(null)
  const begin = useDrafts((state) => state.begin)
  return (
    <Answer of={versions}>
      {(all) => (
        <ol className="policy-versions" data-testid="policy-versions">
          {all.map((one, at) => {
            const before = all[at + 1] ?? null
            return (
              <li key={one.version}>
                <Line version={one} inForce={one.hash === hash} />
                <p className="policy-actions">
                  {before !== null && (
                    <button
                      type="button"
                      className="link"
                      aria-expanded={open === one.version}
                      data-testid={`policy-diff-${one.version}`}
                      onClick={() => setOpen(open === one.version ? null : one.version)}
                    >
                      {open === one.version ? 'Close' : `What it changed since version ${before.version}`}
                    </button>
                  )}
                  {one.hash !== hash && (
                    <button
                      type="button"
                      className="link"
                      onClick={() => {
                        begin(draftFrom(one.content, all.find((other) => other.hash === hash) ?? null))
                        openPart(policyId, 'edit')
                      }}
                    >
                      Begin a draft from it
                    </button>
                  )}
                </p>
                {open === one.version && <Since version={one} before={before?.version ?? null} />}
              </li>
            )
          })}
        </ol>
      )}
    </Answer>
  )
}

function Line({ version: { version, published }, inForce }: { readonly version: PolicyVersion; readonly inForce: boolean }) {
  return (
    <>
      <p>
        <b>Version {version}</b>
        {inForce && ', in force'}
        <span className="quiet">
          {published === null ? (
            ' · ships with Rollcall'
          ) : (
            <>
              {' '}
              · <Moment at={published.at} />, by <Plain text={published.by} max={80} still />, ledger entry {published.entry}, key{' '}
              <code>{published.keyId.slice(0, 8)}</code>
            </>
          )}
        </span>
      </p>
      {published !== null && (
        <p>
          <Plain text={published.reason} max={400} />
          {published.weakening.length > 0 && <span className="quiet"> It permitted more than the version before.</span>}
        </p>
      )}
    </>
  )
}

function Since({ version, before }: { readonly version: PolicyVersion; readonly before: number | null }) {
  const change = useAsk('policies.compare', { content: version.content, against: before })
  return <Answer of={change}>{(value) => <Change change={value} />}</Answer>
}
