import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Audit, AuditReplay } from '../../../shared/domain/audit.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { countWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { BandBadge } from '../../components/band.tsx'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { FileText } from '../../components/second-key/file-text.tsx'
import { movedLine } from './model.ts'

const page = 25
const own = 'own'

/** A sealed audit scored again under other weights or policies, beside what was sealed. It only reads. */
export function Replayed({ audit }: { readonly audit: Audit }) {
  const policies = useAsk('governance.policies', {})
  const [weights, setWeights] = useState<{ readonly text: string; readonly name: string } | null>(null)
  const [policyId, setPolicyId] = useState(own)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [found, setFound] = useState<AuditReplay | null>(null)
  const again = async () => {
    setBusy(true)
    const result = await ask('audits.replay', {
      audit: audit.id,
      weights: weights?.text ?? null,
      policyId: policyId === own ? null : policyId,
    })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    setFound(result.ok ? result.value : null)
  }
  return (
    <details className="audit-replay" data-testid="audit-replay">
      <summary>Score it again under other weights or policies</summary>
      <p className="quiet">
        The sealed file stays as it is. Take <code>weights.json</code> out of a bundle, change its numbers and its version, and choose it
        here; without a file, the weights in force are used.
      </p>
      <div className="audit-between">
        <FileText
          label="Choose a weights document"
          testId="replay-weights"
          chosen={weights?.name ?? null}
          onText={(text, name) => setWeights({ text, name })}
        />
        <Select
          label="Policy"
          w={280}
          allowDeselect={false}
          data-testid="replay-policy"
          data={[
            { value: own, label: 'Those in force, as each agent has them' },
            ...(policies.value ?? []).map(({ id, title }) => ({ value: id, label: `${title}, on every agent` })),
          ]}
          value={policyId}
          onChange={(value) => setPolicyId(value ?? own)}
        />
        <Button variant="default" loading={busy} data-testid="replay-run" onClick={() => void again()}>
          Score it again
        </Button>
      </div>
      <FailureLine failure={failure} />
      {found !== null && <Beside of={found} />}
    </details>
  )
}

function Beside({ of: replay }: { readonly of: AuditReplay }) {
  const [shown, setShown] = useState(page)
  const { agents, weightsBefore, weightsAfter, bandsBefore, bandsAfter, violationsBefore, violationsAfter, moved, movedCount } = replay
  return (
    <div className="audit-beside" data-testid="replay-found" role="status">
      <table className="table audit-narrow">
        <thead>
          <tr>
            <th>Of {countWords(agents)} agents</th>
            <th>As sealed</th>
            <th>Now</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Weights</td>
            <td>{weightsBefore}</td>
            <td>{weightsAfter}</td>
          </tr>
          {bands.map((band) => (
            <tr key={band}>
              <td>
                <BandBadge band={band} />
              </td>
              <td className="tabular">{countWords(bandsBefore[band])}</td>
              <td className="tabular">{countWords(bandsAfter[band])}</td>
            </tr>
          ))}
          <tr>
            <td>Violations</td>
            <td className="tabular">{countWords(violationsBefore)}</td>
            <td className="tabular">{countWords(violationsAfter)}</td>
          </tr>
        </tbody>
      </table>
      {movedCount === 0 ? (
        <p className="quiet">Nobody moves.</p>
      ) : (
        <>
          <h3>Who moves ({countWords(movedCount)})</h3>
          <ul className="bullets" data-testid="replay-moved">
            {moved.slice(0, shown).map((one) => (
              <li key={one.id}>
                <button type="button" className="link" onClick={() => openAgent(one.id)}>
                  <Plain text={one.name} max={60} still />
                </button>
                : <Plain text={movedLine(one)} max={300} />
              </li>
            ))}
          </ul>
          {moved.length > shown && (
            <Button variant="default" onClick={() => setShown(shown + 4 * page)}>
              Show more of {countWords(movedCount)}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
