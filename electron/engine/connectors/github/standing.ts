import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask, list, orgOf } from './client.ts'
import { credentialSchema, elementsOf, type Installation, installationSchema, tokenSchema, workflowStateSchema } from './schema.ts'

/** What stands now, with the call that proves it. `present` false: it is not there (any more). */
export interface Standing<T> {
  readonly present: boolean
  readonly value: T | null
  readonly call: string | null
}

async function find<T>(
  context: ConnectorContext,
  callId: string,
  member: string | undefined,
  pick: (elements: readonly unknown[]) => T | undefined,
): Promise<Result<Standing<T>>> {
  let call: string | null = null
  for await (const page of list(context, callId, { path: { org: orgOf(context) } })) {
    if (!page.ok) return page
    call = page.value.call
    const found = pick(elementsOf(page.value.json, member) ?? [])
    if (found !== undefined) return ok({ present: true, value: found, call })
  }
  return ok({ present: false, value: null, call })
}

export function installationNow(context: ConnectorContext, id: string): Promise<Result<Standing<Installation>>> {
  return find(context, 'installations', 'installations', (all) => keep(installationSchema, all).kept.find((one) => one.id === id))
}

export async function tokenNow(context: ConnectorContext, id: string): Promise<Result<Standing<unknown>>> {
  return find(context, 'tokens', undefined, (all) => keep(tokenSchema, all).kept.find((one) => one.id === id))
}

export async function credentialNow(context: ConnectorContext, id: string): Promise<Result<Standing<unknown>>> {
  return find(context, 'credentials', undefined, (all) => keep(credentialSchema, all).kept.find((one) => one.credential_id === id))
}

/** Whether a workflow is on; `present` false when Actions does not know it. */
export async function workflowNow(
  context: ConnectorContext,
  path: { readonly owner: string; readonly repo: string; readonly workflow: string },
): Promise<Result<Standing<string>>> {
  const reply = await ask(context, 'workflow', { path, accept: [404] })
  if (!reply.ok) return reply
  const parsed = workflowStateSchema.safeParse(reply.value.json)
  const value = reply.value.status < 300 && parsed.success ? parsed.data.state : null
  return ok({ present: value !== null, value, call: reply.value.call })
}
