import type { PolicyWithdrawal } from '../../../shared/domain/policy.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { VersionList } from './versions.tsx'

/** A policy that was taken out of force: by whom and why, and its versions, each of which can be published again. */
export function Withdrawn({ withdrawal: { policyId, title, at, by, reason, entry } }: { readonly withdrawal: PolicyWithdrawal }) {
  return (
    <article className="card policy" data-testid="policy-withdrawn">
      <header>
        <h2>
          <Plain text={title} max={120} still />
        </h2>
        <p>
          Withdrawn <Moment at={at} /> by <Plain text={by} max={80} still />, ledger entry {entry}: <Plain text={reason} max={400} />
        </p>
        <p className="quiet">It binds nobody. To bring it back, begin a draft from one of its versions and publish it.</p>
      </header>
      <VersionList policyId={policyId} hash={null} />
    </article>
  )
}
