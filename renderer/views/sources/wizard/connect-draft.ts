import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { ask } from '../../../app/bridge.ts'
import { type Draft, namesOf, sendingOf } from './draft.ts'
import { useWizard } from './store.ts'

const draftOf = (connectorId: string): Draft | undefined => useWizard.getState().drafts[connectorId]

/** Makes the connection of what was entered, or brings it up to date. What was entered stays whatever comes of it. */
export async function connectDraft(connector: ConnectorInfo): Promise<Result<string>> {
  const draft = draftOf(connector.id)
  if (draft === undefined) return fail('not-found', 'There is nothing to connect.', { next: 'Choose a source.' })
  const made = await send(connector, draft)
  if (made.ok) {
    const { values, methodId } = draft
    useWizard.getState().edit(connector.id, { connectionId: made.value, sent: { values, methodId } })
  }
  return made
}

async function send(connector: ConnectorInfo, draft: Draft): Promise<Result<string>> {
  const sending = sendingOf(connector, draft)
  switch (sending.kind) {
    case 'nothing':
      return ok(sending.id)
    case 'add':
      return idOf(await ask('connections.add', sending.args))
    case 'update':
      return idOf(await ask('connections.update', sending.args))
    case 'replace': {
      const added = idOf(await ask('connections.add', sending.args))
      if (added.ok) await ask('connections.remove', { id: sending.id })
      return added
    }
  }
}

const idOf = (result: Result<{ readonly id: string }>): Result<string> => (result.ok ? ok(result.value.id) : result)

/** Asks who the credential is and what it may do. Only the newest check is heard. */
export async function checkDraft(connectorId: string): Promise<void> {
  const { edit } = useWizard.getState()
  const id = draftOf(connectorId)?.connectionId
  if (id === undefined || id === null) return
  const waiting = { state: 'waiting' } as const
  edit(connectorId, { check: waiting })
  const result = await ask('connections.probe', { id })
  if (draftOf(connectorId)?.check !== waiting) return
  edit(connectorId, { check: result.ok ? { state: 'done', report: result.value } : { state: 'failed', failure: result.failure } })
}

/** Keeps the name, the unit and the environment. */
export async function nameDraft(connectorId: string): Promise<Result<unknown>> {
  const draft = draftOf(connectorId)
  if (draft?.connectionId === undefined || draft.connectionId === null) return ok(null)
  const { label, ...rest } = namesOf(draft)
  return ask('connections.update', { id: draft.connectionId, ...rest, ...(label === '' ? {} : { label }) })
}
