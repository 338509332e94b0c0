import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Audit, AuditSeal, BundleVerdict } from '../../../shared/domain/audit.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { countWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { valueOrSay } from '../../components/say-failure.ts'
import { fileName } from '../reports/model.ts'
import { Replayed } from './replayed.tsx'

/** A sealed audit: its seal, the checkpoint to keep elsewhere, and the ways to hand it on and to check it. */
export function SealedAudit({ audit, seal, path }: { readonly audit: Audit; readonly seal: AuditSeal; readonly path: string }) {
  const info = useAsk('workspace.info', {})
  const [busy, setBusy] = useState<'whole' | 'redacted' | 'check' | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [written, setWritten] = useState<{ readonly path: string; readonly bytes: number; readonly redaction: readonly string[] } | null>(
    null,
  )
  const [verdict, setVerdict] = useState<BundleVerdict | null>(null)

  const hand = async (redacted: boolean) => {
    const name = `audit-${audit.name.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()}${redacted ? '-redacted' : ''}`
    const to = valueOrSay(
      await bridge().shell.chooseSavePath({
        title: redacted ? 'Hand in without names' : 'Hand in',
        defaultName: fileName(info.value?.organisation ?? '', name, 'zip', new Date()),
        extension: 'zip',
      }),
    )
    if (to === null) return
    setBusy(redacted ? 'redacted' : 'whole')
    const result = await ask('audits.exportBundle', { audit: audit.id, path: to, redacted })
    setBusy(null)
    setFailure(result.ok ? null : result.failure)
    if (result.ok) setWritten(result.value)
  }
  const check = async () => {
    setBusy('check')
    const result = await ask('audits.verify', { audit: audit.id })
    setBusy(null)
    setFailure(result.ok ? null : result.failure)
    setVerdict(result.ok ? result.value : null)
  }
  return (
    <div className="audit-sealed" data-testid="audit-sealed">
      <p>
        Sealed by <Plain text={seal.by} max={60} still /> on <Moment at={seal.at} exact /> with entry {countWords(seal.entry)} of the
        ledger: {countWords(seal.counts.agents)} agents, {countWords(seal.counts.findings)} findings, {countWords(seal.counts.calls)} calls.
      </p>
      <p className="quiet">
        <code>{path}</code> · {countWords(seal.bytes)} bytes · manifest <code>{seal.manifest.slice(0, 16)}…</code>
      </p>
      <div className="audit-actions">
        <Button loading={busy === 'whole'} disabled={busy !== null} data-testid="audit-export" onClick={() => void hand(false)}>
          Hand in
        </Button>
        <Button
          variant="default"
          loading={busy === 'redacted'}
          disabled={busy !== null}
          data-testid="audit-export-redacted"
          onClick={() => void hand(true)}
        >
          Hand in without names
        </Button>
        <Button
          variant="default"
          loading={busy === 'check'}
          disabled={busy !== null}
          data-testid="audit-verify"
          onClick={() => void check()}
        >
          Verify the file
        </Button>
      </div>
      <FailureLine failure={failure} />
      {written !== null && (
        <p className="audit-written" role="status" data-testid="audit-exported">
          Written: <code>{written.path}</code> · {countWords(written.bytes)} bytes. {written.redaction.join(' ')}
        </p>
      )}
      {verdict !== null && <Checked verdict={verdict} />}
      <Replayed audit={audit} />
      <details className="audit-checkpoint">
        <summary>The checkpoint to keep elsewhere</summary>
        <p className="quiet">
          Mail it to your auditor, or keep it on paper. With it, anybody can see whether the ledger was edited, cut or put back since.
        </p>
        <pre>{seal.checkpoint}</pre>
      </details>
    </div>
  )
}

function Checked({ verdict }: { readonly verdict: BundleVerdict }) {
  const Icon = verdict.ok ? IconCircleCheck : IconCircleX
  return (
    <div className="audit-verdict" data-testid="audit-verdict" data-ok={verdict.ok} role="status">
      <p className={verdict.ok ? 'verified-good' : 'decision-failed'}>
        <Icon size={16} stroke={1.75} aria-hidden /> <b>{verdict.ok ? 'The sealed file holds.' : 'The file is not what was sealed.'}</b>
      </p>
      <ul className="bullets">
        {verdict.checks.map((check) => (
          <li key={check.id}>
            {check.title}: <Plain text={check.words} max={300} />
          </li>
        ))}
      </ul>
      {verdict.cannotProve.length > 0 && (
        <>
          <h3>What this check cannot prove</h3>
          <ul className="bullets quiet">
            {verdict.cannotProve.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
