import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Failure } from '../../shared/base/failure.ts'
import { lacksSecondKey } from '../../shared/domain/approval.ts'
import { decisionKind } from '../actions/decision-kinds.ts'
import { canTakeBack, type OpenDecision, useDesk } from '../actions/desk.ts'
import { ask } from '../app/bridge.ts'
import { many } from '../app/time.ts'
import { useAsk } from '../app/use-ask.ts'
import { decisionOf, freshDraft, missing } from './decision-draft.ts'
import { FailureLine } from './failure-line.tsx'
import { say } from './say-failure.ts'
import { requestForDecision } from './second-key/model.ts'
import { SecondKey } from './second-key/second-key.tsx'
import './decision-form.css'

const told = (action: OpenDecision['action']): string =>
  canTakeBack(action) ? 'Written to the ledger. Press U to take it back.' : 'Written to the ledger.'

/** The inline form of one decision. It is shown as taken only when the engine has written it down. */
export function DecisionForm({ open, onDecided }: { readonly open: OpenDecision; readonly onDecided?: () => void }) {
  const kind = decisionKind(open.action)
  const [draft, setDraft] = useState(() => freshDraft(open, new Date()))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const policies = useAsk('governance.policies', kind.fields.includes('policy') ? {} : null)
  const leave = useDesk((desk) => desk.leave)
  const lacks = missing(kind, draft, new Date())
  const change = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }))

  // Another decision on the same agents keeps what was typed as the reason.
  useEffect(() => {
    setDraft((now) => ({ ...freshDraft(open, new Date()), reason: open.reason === '' ? now.reason : open.reason }))
    setFailure(null)
  }, [open])

  // A single policy is the policy.
  const only = policies.value?.length === 1 ? policies.value[0]?.id : undefined
  useEffect(() => {
    if (only !== undefined) setDraft((now) => (now.policyId === '' ? { ...now, policyId: only } : now))
  }, [only])

  const decision = decisionOf(open, draft)
  const second = failure !== null && lacksSecondKey(failure)

  const submit = async () => {
    if (lacks !== null || busy) return
    setBusy(true)
    const result = await ask('governance.decide', decision)
    setBusy(false)
    if (!result.ok) return setFailure(result.failure)
    useDesk.getState().decided(open.agentIds, kind.action)
    say(`${kind.label}: ${many(open.agentIds.length, 'agent')}`, told(kind.action))
    onDecided?.()
  }

  return (
    <form
      className="decision"
      data-testid="decision-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
      }}
    >
      <p>
        <b>
          {kind.label}
          {open.agentIds.length > 1 ? `: ${many(open.agentIds.length, 'agent')}` : ''}
        </b>{' '}
        <span className="quiet">{kind.means}</span>
      </p>
      {kind.fields.includes('owner') && (
        <TextInput
          label="Owner"
          placeholder="name@example.com"
          data-testid="decision-owner"
          data-autofocus
          autoFocus
          maxLength={320}
          value={draft.owner}
          onChange={(event) => change({ owner: event.currentTarget.value })}
        />
      )}
      {kind.fields.includes('policy') && (
        <Select
          label="Policy"
          data-testid="decision-policy"
          placeholder={policies.value === null ? 'Loading' : 'Choose a policy'}
          data={(policies.value ?? []).map((pack) => ({ value: pack.id, label: pack.title }))}
          value={draft.policyId === '' ? null : draft.policyId}
          onChange={(value) => change({ policyId: value ?? '' })}
          allowDeselect={false}
          description={policies.value?.find((pack) => pack.id === draft.policyId)?.summary}
        />
      )}
      <Textarea
        label={kind.reasonLabel}
        placeholder={kind.reasonHint}
        data-testid="decision-reason"
        autoFocus={!kind.fields.includes('owner')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      {(kind.fields.includes('until') || kind.fields.includes('conditions')) && (
        <div className="decision-row">
          {kind.fields.includes('until') && (
            <TextInput
              type="date"
              label={kind.required.includes('until') ? 'Until' : 'Until (empty: no end)'}
              data-testid="decision-until"
              value={draft.until}
              onChange={(event) => change({ until: event.currentTarget.value })}
            />
          )}
          {kind.fields.includes('conditions') && (
            <TextInput
              label="Conditions (if any)"
              placeholder="Only while …"
              maxLength={4_000}
              value={draft.conditions}
              onChange={(event) => change({ conditions: event.currentTarget.value })}
            />
          )}
        </div>
      )}
      {kind.fields.includes('control') && (
        <>
          <TextInput
            label="Compensating control (if any)"
            placeholder="What keeps the risk in bounds until then"
            data-testid="decision-control"
            maxLength={4_000}
            value={draft.control}
            onChange={(event) => change({ control: event.currentTarget.value })}
          />
          {draft.control.trim() !== '' && (
            <div className="decision-row">
              <TextInput
                label="Who sees to it"
                data-testid="decision-control-by"
                maxLength={320}
                value={draft.controlBy}
                onChange={(event) => change({ controlBy: event.currentTarget.value })}
              />
              <TextInput
                type="date"
                label="Its end (empty: with the exception)"
                value={draft.controlEnds}
                onChange={(event) => change({ controlEnds: event.currentTarget.value })}
              />
            </div>
          )}
        </>
      )}
      {second ? (
        <SecondKey
          of={{ kind: 'decision', decision }}
          find={(all) => requestForDecision(all, decision)}
          why="Nobody lets an agent of critical risk go on alone here: another lead agrees to exactly this decision, with these words. Nothing was written."
        />
      ) : (
        <FailureLine failure={failure} more="Nothing was written." />
      )}
      <div className="decision-end">
        <Button type="submit" data-testid="decision-submit" disabled={lacks !== null} loading={busy}>
          {open.agentIds.length > 1 ? `${kind.label}: ${many(open.agentIds.length, 'agent')}` : kind.label}
        </Button>
        <Button variant="subtle" color="gray" onClick={leave}>
          Not now
        </Button>
        {lacks !== null && <span className="quiet">{lacks}</span>}
      </div>
    </form>
  )
}
