import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, Revoker, RevokeTarget } from '../connector.ts'
import { once } from '../once.ts'
import { ask, pages } from './client.ts'
import { geminiKey } from './observe-gemini.ts'
import { tokenSchema, userSchema } from './schema.ts'

type Draft = RevokeDraft['calls'][number]

/** People at a time in re-reads; the quota sets the pace. */
const atOnce = 20

/**
 * Takes the consents to a client away, person by person, because no call blocks a client for everybody: that is the guided first
 * step. Domain-wide delegation is removed by hand, too. A consent that was deleted can only be given again by the person.
 */
export const revoke: Revoker = { plan, execute, verify, undo }

async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const found = await consentsOf(target, context)
  if (!found.ok) return found
  const consents = found.value
  const calls: Draft[] = []
  const people: string[] = []
  for (let at = 0; at < consents.length; at += atOnce) {
    const read = await Promise.all(consents.slice(at, at + atOnce).map((one) => stillThere(context, one)))
    for (const [index, present] of read.entries()) {
      if (!present.ok) return present
      const one = consents[at + index]
      if (!one || present.value === null) continue
      const who = await mailOf(context, one.userKey)
      people.push(who)
      calls.push(deleteCall(one.userKey, one.clientId, present.value.displayText || target.agent.name, who))
    }
  }
  const delegated = target.subjectKeys.filter((key) => key.startsWith('delegation:')).map((key) => key.slice('delegation:'.length))
  const clients = target.subjectKeys.filter((key) => key.startsWith('client:')).map((key) => key.slice('client:'.length))
  const ownAssistant = target.subjectKeys.includes(geminiKey)
  return ok({
    calls,
    manual: [
      ...clients.map((id) => blockByHand(target.agent.name, id)),
      ...delegated.map((id) => removeDelegation(target.agent.name, id)),
      ...(ownAssistant ? [switchOff] : []),
    ],
    peopleAffected: delegated.length > 0 || ownAssistant ? ['everybody in the domain', ...people] : people,
    cannotBeUndone:
      calls.length === 0
        ? []
        : [
            `${calls.length === 1 ? 'A deleted consent' : `${calls.length} deleted consents`} cannot be put back: each person has to consent again.`,
          ],
  })
}

const deleteCall = (userKey: string, clientId: string, name: string, who: string): Draft => ({
  title: `Take the consent of ${who} away from “${name}”`,
  callId: 'delete-token',
  method: 'DELETE',
  path: `/admin/directory/v1/users/${encodeURIComponent(userKey)}/tokens/${encodeURIComponent(clientId)}`,
  params: { userKey, clientId },
  body: null,
  effect: 'It loses its access to this person’s data.',
  reversible: false,
  undoTitle: null,
})

const blockByHand = (name: string, clientId: string): ManualStep => ({
  title: `Block “${name}” first, so that nobody consents again; this can be undone`,
  where: 'Google Admin console',
  how: [
    'Open Security › Access and data control › API controls › Manage app access.',
    `Find or add the app by its client id ${clientId}.`,
    'Change its access to Blocked for the whole organisation.',
  ],
})

/** No call of the administration interface does this. */
const switchOff: ManualStep = {
  title: 'Switch Gemini off in the applications of Google Workspace; this can be undone',
  where: 'Google Admin console, as an administrator of services',
  how: [
    'Open Generative AI › Gemini for Workspace › Feature access.',
    'Choose the part of the organisation it shall be off for; the top one is everybody.',
    'Switch it off for each application, and save.',
  ],
}

const removeDelegation = (name: string, clientId: string): ManualStep => ({
  title: `Take domain-wide delegation away from “${name}”`,
  where: 'Google Admin console, as a super administrator',
  how: [
    'Open Security › Access and data control › API controls › Domain-wide delegation.',
    `Find the client id ${clientId} and note its scopes: they are needed to give it back.`,
    'Choose Delete.',
    'Copy the list into the CSV file of this connection again, then scan.',
  ],
})

type Consent = { readonly userKey: string; readonly clientId: string }

/**
 * Whose consents to read again. The inventory hands over every consent of an application with few, and examples of one with
 * hundreds: then everybody in the domain is asked about.
 */
async function consentsOf(target: RevokeTarget, context: ConnectorContext): Promise<Result<readonly Consent[]>> {
  const known = target.grantKeys.flatMap((key) => {
    const [, userKey, clientId] = /^token:([^:]+):(.+)$/.exec(key) ?? []
    return userKey && clientId ? [{ userKey, clientId }] : []
  })
  if (target.agent.grantCount <= target.grantKeys.length) return ok(known)
  const everybody = await mailById(context)
  if (!everybody.ok) return everybody
  const clients = target.subjectKeys.filter((key) => key.startsWith('client:')).map((key) => key.slice('client:'.length))
  return ok(clients.flatMap((clientId) => [...everybody.value.keys()].map((userKey) => ({ userKey, clientId }))))
}

/** The consent as it stands; null: gone. */
async function stillThere(context: ConnectorContext, one: Consent) {
  const reply = await ask(context, 'user-token', { path: { userKey: one.userKey, clientId: one.clientId }, accept: [404] })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok(null)
  const token = tokenSchema.safeParse(reply.value.json)
  if (!token.success)
    return fail('unexpected-reply', 'the provider’s reply is not a consent', { subject: 'user-token', next: 'Plan again later.' })
  return ok({ ...token.data, call: reply.value.call })
}

/** Addresses by user id, looked up once. */
const mailById = (context: ConnectorContext): Promise<Result<ReadonlyMap<string, string>>> =>
  once(context, 'mails', async () => {
    const found = new Map<string, string>()
    const query = {
      customer: context.settings.customer || 'my_customer',
      maxResults: '500',
      fields: 'nextPageToken,users(id,primaryEmail)',
    }
    for await (const page of pages(context, { call: 'users', member: 'users', schema: userSchema, query })) {
      if (!page.ok) return page
      for (const user of page.value.items) found.set(user.id, user.primaryEmail ?? user.id)
    }
    return ok(found)
  })

/** The address of somebody affected; the id stands for one that cannot be read. */
async function mailOf(context: ConnectorContext, userKey: string): Promise<string> {
  const known = await mailById(context)
  return (known.ok ? known.value.get(userKey) : undefined) ?? userKey
}

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  const consent = consentOf(call)
  if (!consent.ok) return consent
  const before = await stillThere(context, consent.value)
  if (!before.ok) return before
  if (before.value === null) return ok({ state: 'already', preImage: null, call: null })
  const { call: _read, ...preImage } = before.value
  const done = await ask(context, 'delete-token', { path: { ...consent.value }, accept: [404] })
  if (!done.ok) return done
  return ok({ state: done.value.status === 404 ? 'already' : 'done', preImage: JSON.stringify(preImage), call: done.value.call })
}

async function verify(planned: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let inForce = true
  let proof: string | null = null
  for (const call of planned) {
    const consent = consentOf(call)
    if (!consent.ok) return consent
    const now = await stillThere(context, consent.value)
    if (!now.ok) return now
    if (now.value !== null) {
      inForce = false
      proof = now.value.call
    }
  }
  return ok({
    inForce,
    leftOver: planned.length === 0 ? [] : ['Until the application is blocked in the Admin console, anybody may consent to it again.'],
    call: proof,
  })
}

async function undo(call: PlannedCall): ReturnType<Revoker['undo']> {
  return fail('invalid-input', 'a deleted consent cannot be put back', {
    subject: call.callId,
    next: 'Ask the person to sign in to the application and consent again.',
  })
}

function consentOf(call: PlannedCall): Result<Consent> {
  const { userKey, clientId } = call.params
  return call.callId === 'delete-token' && userKey && clientId
    ? ok({ userKey, clientId })
    : fail('bug', 'this plan holds a call that this connector does not make')
}
