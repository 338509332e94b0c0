import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { LedgerVerification } from '../../../shared/domain/decision.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { actionWords } from '../../app/words.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import './decisions.css'
import { Owners } from './owners.tsx'

/** Every decision in the order it was written, and the check that none was changed since. */
export function DecisionsView() {
  const decisions = useAsk('governance.decisions', { limit: 1_000 })
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState<LedgerVerification | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const verify = async () => {
    setBusy(true)
    const result = await ask('governance.verifyLedger', {})
    setBusy(false)
    setChecked(result.ok ? result.value : null)
    setFailure(result.ok ? null : result.failure)
  }
  return (
    <Screen
      title="Decisions"
      says="The ledger: each entry is signed and holds the hash of the one before it."
      actions={
        <Button variant="default" data-testid="ledger-verify" loading={busy} onClick={() => void verify()}>
          Verify the ledger
        </Button>
      }
    >
      <FailureLine failure={failure} />
      <Owners />
      {checked !== null && <Verified result={checked} />}
      <Answer of={decisions}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="Nothing has been decided yet. Triage holds what waits for you." />
          ) : (
            <table className="table" data-testid="ledger-list">
              <thead>
                <tr>
                  <th className="number">Entry</th>
                  <th>When</th>
                  <th>Agent</th>
                  <th>Decision</th>
                  <th>Reason</th>
                  <th>Until</th>
                  <th>By</th>
                </tr>
              </thead>
              <tbody>
                {[...list]
                  .sort((a, b) => b.seq - a.seq)
                  .map((decision) => (
                    <tr key={decision.seq}>
                      <td className="number">{decision.seq}</td>
                      <td className="nowrap">
                        <Moment at={decision.at} exact />
                      </td>
                      <td>
                        <button type="button" className="link" onClick={() => openAgent(decision.agentId)}>
                          <Plain text={decision.agentName} max={60} still />
                        </button>
                      </td>
                      <td className="nowrap">
                        {actionWords[decision.action]}
                        {decision.owner !== null && (
                          <>
                            {': '}
                            <Plain text={decision.owner} max={60} still />
                          </>
                        )}
                      </td>
                      <td>
                        <Plain text={decision.reason} max={240} />
                      </td>
                      <td className="nowrap">
                        {decision.until === null ? <span className="quiet">No end</span> : <Moment at={decision.until} />}
                      </td>
                      <td>
                        <Plain text={decision.actor} max={40} still />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )
        }
      </Answer>
    </Screen>
  )
}

function Verified({ result }: { readonly result: LedgerVerification }) {
  const Icon = result.ok ? IconCircleCheck : IconCircleX
  return (
    <div className="card verified" data-testid="ledger-result" data-ok={result.ok} role="status">
      <p className={result.ok ? 'verified-good' : 'decision-failed'}>
        <Icon size={16} stroke={1.75} aria-hidden />
        <b>
          {result.ok
            ? `All ${many(result.entries, 'entry', 'entries')} are whole: signatures, hashes and order.`
            : `Entry ${result.firstBad ?? 'unknown'} is not what was signed: ${result.problem ?? 'no reason given'}`}
        </b>
      </p>
      {result.head !== null && (
        <p className="quiet">
          Head <code>{result.head}</code>
        </p>
      )}
      {result.keys.map((key) => (
        <p key={key.keyId} className="quiet">
          Key <code>{key.keyId}</code>
        </p>
      ))}
      {result.cannotProve.length > 0 && (
        <>
          <h3>What this check cannot prove</h3>
          <ul className="bullets">
            {result.cannotProve.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
