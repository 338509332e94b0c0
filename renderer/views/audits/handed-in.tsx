import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { HandedIn as Bundle } from '../../../shared/domain/audit.ts'
import type { Federation } from '../../../shared/domain/federation.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { countWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { BandBadge } from '../../components/band.tsx'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say, valueOrSay } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import { Conflicts, Resolutions } from './conflicts.tsx'

/** What other units handed in, as one picture with this workspace: each agent once, where it comes from, and where they say different things. */
export function HandedIn() {
  const federation = useAsk('audits.federation', {})
  const [taking, setTaking] = useState(false)
  return (
    <Section title="Handed in by others">
      <Answer of={federation} what="Putting the bundles together">
        {(found) => (found.bundles.length > 1 ? <Together of={found} /> : <p className="quiet">Nobody has handed in a bundle yet.</p>)}
      </Answer>
      {taking ? (
        <TakeForm onDone={() => setTaking(false)} />
      ) : (
        <Button variant="default" data-testid="bundle-take" onClick={() => setTaking(true)}>
          Take a bundle in
        </Button>
      )}
    </Section>
  )
}

function Together({
  of: { bundles, agents, lines, bands: counted, shadow, conflicts, conflictCount, resolutions },
}: {
  readonly of: Federation
}) {
  return (
    <>
      <p data-testid="federation-counts">
        {many(agents, 'agent')} in {many(lines, 'line')}: what several units found counts once. {countWords(shadow)} nobody approved.{' '}
        {bands.map((band) => (
          <span key={band} className="audit-band">
            <BandBadge band={band} /> {countWords(counted[band])}
          </span>
        ))}
      </p>
      <table className="table" data-testid="bundles">
        <thead>
          <tr>
            <th>From</th>
            <th>Audit</th>
            <th>Agents</th>
            <th>Signed with</th>
            <th>Handed in</th>
            <th>Counts</th>
          </tr>
        </thead>
        <tbody>
          {bundles.map((one) => (
            <tr key={one.manifest} data-speaks={one.speaks}>
              <td>
                <Plain text={one.organisation} max={60} still />
                {one.businessUnits.length > 0 && (
                  <div className="quiet">
                    <Plain text={one.businessUnits.join(', ')} max={120} still />
                  </div>
                )}
              </td>
              <td>
                <Plain text={one.audit.name} max={60} still />
                {one.redacted && <div className="quiet">without names</div>}
              </td>
              <td className="tabular">{countWords(one.counts.agents)}</td>
              <td>
                <code>{one.keyId}</code>
              </td>
              <td>{one.file === '' ? <span className="quiet">here</span> : <Moment at={one.at} />}</td>
              <td>{one.speaks ? 'Yes' : <span className="quiet">No: a newer one of this unit does</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Conflicts conflicts={conflicts} count={conflictCount} />
      <Resolutions of={resolutions} />
    </>
  )
}

function TakeForm({ onDone }: { readonly onDone: () => void }) {
  const [publicKey, setPublicKey] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const take = async () => {
    const path = valueOrSay(await bridge().shell.chooseFile({ title: 'The bundle that was handed in' }))
    if (path === null) return
    setBusy(true)
    const result = await ask('audits.mergeBundle', { path, publicKey: publicKey.trim() === '' ? null : publicKey.trim() })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (!result.ok) return
    say(takenWords(result.value), 'Checked, kept beside the workspace, and written to the ledger.')
    onDone()
  }
  return (
    <form
      className="card audit-form"
      onSubmit={(event) => {
        event.preventDefault()
        void take()
      }}
    >
      <TextInput
        label="Their public key"
        description="Received another way than the bundle. Without it the check cannot say who signed"
        inputWrapperOrder={['label', 'input', 'description']}
        w={420}
        autoFocus
        maxLength={100}
        data-testid="bundle-key"
        value={publicKey}
        onChange={(event) => setPublicKey(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} data-testid="bundle-choose">
        Choose the file and check it
      </Button>
      <Button variant="subtle" color="gray" disabled={busy} onClick={onDone}>
        Not now
      </Button>
      <FailureLine failure={failure} />
    </form>
  )
}

const takenWords = ({ organisation, audit, counts }: Bundle): string =>
  `${organisation}, ${audit.name}: ${many(counts.agents, 'agent')} taken in`
