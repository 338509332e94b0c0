import { Tabs } from '@mantine/core'
import type { Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { draftFrom, type PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { bandWords } from '../../app/words.ts'
import { BandShape } from '../../components/band.tsx'
import { Plain } from '../../components/plain.tsx'
import { Binds } from './binds.tsx'
import { DraftLine } from './draft-line.tsx'
import { Edit } from './edit.tsx'
import { HandOver } from './hand-over.tsx'
import { appliesWords, standingWords, violationWords } from './model.ts'
import { openPart, type Tab, tabs } from './parts.ts'
import { Versions } from './versions.tsx'
import { PolicyViolations } from './violations.tsx'
import { Words } from './words.tsx'

/** One policy, one question at a time. Without `policy`: one that was not published yet. */
export function PolicyPage({
  id,
  policy,
  draft,
  standing,
  tab,
}: {
  readonly id: string
  readonly policy: Policy | null
  readonly draft: PolicyDraft | null
  readonly standing: PolicyStanding | null
  readonly tab: Tab
}) {
  const connections = useAsk('connections.list', {})
  const names = new Map((connections.value ?? []).map(({ id: connectionId, label }) => [connectionId, label]))
  const now = draft ?? (policy === null ? null : draftFrom(policy, policy))
  if (now === null) return null
  const open = policy === null ? tabs.filter(({ id: one }) => one === 'edit' || one === 'binds') : tabs
  const { title, summary, severity, responseDays } = policy ?? now
  return (
    <article className="card policy" data-testid="policy-page">
      <header>
        <h2>
          <Plain text={title} max={120} still />
        </h2>
        {summary !== '' && (
          <p className="prose quiet">
            <Plain text={summary} max={1_000} still />
          </p>
        )}
        <p className="policy-line">
          <span className={`band band-${severity}`}>
            <BandShape band={severity} />
            {bandWords[severity]} when broken
          </span>
          <span>Answer within {many(responseDays, 'day')}</span>
          {policy === null ? (
            <b>Not published: it binds nobody</b>
          ) : (
            <>
              <span className="quiet">
                Version {policy.version} · {standingWords(policy, standing)}
              </span>
              <span className="quiet">
                Applies to <Plain text={appliesWords(policy.selector, names)} max={300} still />
              </span>
              {standing !== null && (
                <button type="button" className="link" data-testid="policy-violations-line" onClick={() => openPart(id, 'violations')}>
                  {violationWords(standing)}
                </button>
              )}
            </>
          )}
        </p>
      </header>
      <DraftLine id={id} policy={policy} tab={tab} />
      <Tabs value={tab} onChange={(value) => openPart(id, value ?? 'words')} keepMounted={false}>
        <Tabs.List className="agent-tabs policy-tabs">
          {open.map(({ id: one, title: name }) => (
            <Tabs.Tab key={one} value={one} data-testid={`policy-tab-${one}`}>
              {name}
              {one === 'violations' && (standing?.violations ?? 0) > 0 && <span className="quiet tabular"> {standing?.violations}</span>}
              {one === 'edit' && draft !== null && policy !== null && <span className="quiet"> draft</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {policy !== null && (
          <>
            <Tabs.Panel value="words">
              <Words policy={policy} standing={standing} />
            </Tabs.Panel>
            <Tabs.Panel value="violations">
              <PolicyViolations policy={policy} standing={standing} />
            </Tabs.Panel>
            <Tabs.Panel value="versions">
              <Versions policy={policy} standing={standing} />
            </Tabs.Panel>
            <Tabs.Panel value="export">
              <HandOver policyId={id} />
            </Tabs.Panel>
          </>
        )}
        <Tabs.Panel value="binds">
          <Binds policy={policy} draft={now} names={names} />
        </Tabs.Panel>
        <Tabs.Panel value="edit">
          <Edit policy={policy} draft={now} />
        </Tabs.Panel>
      </Tabs>
    </article>
  )
}
