import { afterEach, expect, test } from 'vitest'
import type { EstateFault } from '../../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { type AzureEstate, openAzureEstate } from '../../../estate/azure/open.ts'
import { makePeople } from '../../../estate/people.ts'
import { estateSize } from '../../../estate/size.ts'
import { openState } from '../../../estate/state-file.ts'
import type { RevokeTarget } from '../connector.ts'
import { openForTest, subjectsOf } from '../run-for-test.ts'
import { azure } from './connector.ts'

let estate: AzureEstate | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

async function open(faults: readonly EstateFault[] = []) {
  estate = await openAzureEstate({
    people: makePeople({ seed: 7, count: 700, domain: 'meridian.example' }),
    size: estateSize('small'),
    seed: 7,
    asOf: '2026-11-20',
    port: 0,
    quotas: 'off',
    faults,
    state: openState(undefined).section('azure'),
  })
  return estate
}

const named = (observations: readonly Observation[], name: string): Subject => {
  const found = subjectsOf({ observations }).find((subject) => subject.name === name)
  if (found === undefined) throw new Error(`nothing is called ${name}`)
  return found
}

test('finds what the key says, and lists nothing that is none', async () => {
  const { connection, entries } = await open()
  const { observations } = await openForTest(azure, connection).run()
  const agents = subjectsOf({ observations }).filter(
    ({ role, signals }) => role === 'agent' || signals.some(({ certainty }) => certainty === 'certain'),
  )
  const found = new Set(agents.flatMap(({ nativeIds }) => nativeIds.map(({ kind, value }) => `${kind} ${value}`)))
  const wrong = entries.filter(({ nativeId, isAgent }) => found.has(`${nativeId.kind} ${nativeId.value}`) !== isAgent)
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('an agent that makes agents every night is as autonomous as it gets; drafts that share an identity stay two', async () => {
  const { connection } = await open()
  const { observations } = await openForTest(azure, connection).run()
  const architect = named(observations, 'workflow-architect')
  expect(architect).toMatchObject({ autonomy: { floor: 'A5', ceiling: 'A5' }, agentKind: 'autonomous-agent' })
  expect(architect.traits).toEqual(expect.arrayContaining(['self-modifying', 'untrusted-input']))
  const grants = observations.filter((one) => one.kind === 'grant' && one.subjectKey === architect.key)
  expect(grants).toMatchObject([{ permissions: ['Azure AI User'] }])

  const drafts = [named(observations, 'refund-draft'), named(observations, 'complaint-draft')]
  const joining = drafts.map(({ nativeIds }) => nativeIds.filter(({ joins }) => joins).map(({ kind }) => kind))
  expect(joining).toEqual([['foundry-agent'], ['foundry-agent']])
  expect(drafts[0]?.relations).toEqual(drafts[1]?.relations)
  expect(drafts.map(({ traits }) => traits.includes('auto-approve'))).toEqual([false, true])
  // Nor does what is published under the project's identity join with what else acts as it.
  const published = subjectsOf({ observations }).filter(({ key }) => key.startsWith('application/'))
  const joined = published.flatMap(({ nativeIds }) => nativeIds.filter(({ kind }) => kind === 'entra-app-id').map(({ value }) => value))
  expect(new Set(joined).size).toBe(joined.length)
  const shared = subjectsOf({ observations }).filter(({ key }) => key.startsWith('identity/'))
  expect(shared.flatMap(({ nativeIds }) => nativeIds.filter(({ value }) => joined.includes(value)))).toEqual([])

  // What an agent is told to do is not kept, only that it changed.
  expect(architect.instructionsHash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(observations)).not.toContain('You answer questions of staff')
})

test('tells a logic app whose errors go nowhere from one that rolls back and tells a team', async () => {
  const { connection } = await open()
  const { observations } = await openForTest(azure, connection).run()
  expect(named(observations, 'claims-mail-triage')).toMatchObject({
    errorHandling: { retry: false, escalation: false, rollback: null },
    autonomy: { floor: 'A4' },
    models: [{ vendor: 'OpenAI', name: 'gpt-4o' }],
  })
  expect(named(observations, 'claims-mail-triage').traits).toEqual(expect.arrayContaining(['missing-error-handling', 'untrusted-input']))
  expect(named(observations, 'invoice-matching')).toMatchObject({
    errorHandling: { retry: true, escalation: true, rollback: true },
    guardrails: ['A person approves'],
  })
  expect(named(observations, 'price-comment').traits).toContain('plain-http-model-call')
  expect(named(observations, 'returns-agent-app / returns-agent')).toMatchObject({ agentKind: 'autonomous-agent' })
  expect(subjectsOf({ observations }).map(({ name }) => name)).not.toContain('nightly-export')
  expect(JSON.stringify(observations)).not.toContain('You sort mails')
})

test('what one subscription or account refuses is said there, with the action that is missing, and hides nothing else', async () => {
  const { connection } = await open()
  const { ends, observations } = await openForTest(azure, connection).run()
  expect(ends.agents).toMatchObject({ state: 'partial', why: expect.stringContaining('sandbox-foundry') })
  expect(ends.agents).toMatchObject({ failure: { subject: 'Microsoft.CognitiveServices/accounts/AIServices/agents/read' } })
  expect(ends['logic-apps']).toMatchObject({ state: 'partial', failure: { subject: 'Microsoft.Logic/workflows/read' } })
  expect(ends.accounts).toEqual({ state: 'complete' })
  expect(named(observations, 'sandbox-foundry')).toMatchObject({ agentKind: 'model-endpoint' })
})

test('keys are told by their age, owners by tags, and whoever has none is said to have none', async () => {
  const { connection } = await open()
  const { observations } = await openForTest(azure, connection).run()
  const legacy = named(observations, 'finance-openai-legacy')
  expect(legacy.credentials).toMatchObject([{ kind: 'api-key' }])
  expect(legacy.details).toMatchObject({ Network: 'open to the internet' })
  const owner = (key: string) => observations.find((one) => one.kind === 'ownership' && one.subjectKey === key && one.role === 'owner')
  expect(owner(legacy.key)).toMatchObject({ person: { type: 'user' } })
  expect(owner(named(observations, 'sandbox-foundry').key)).toMatchObject({ person: null })
})

test('a query that is cut says so, and what it showed stays', async () => {
  const { connection } = await open([
    { provider: 'azure', method: 'POST', pathPrefix: '/management.azure.com/providers', kind: 'status', status: 403 },
  ])
  const { ends, observations } = await openForTest(azure, connection).run()
  expect(ends.roles).toMatchObject({ state: 'denied', missing: 'Microsoft.Authorization/roleAssignments/read' })
  // Without the roles it is still plain that it makes agents: its tool does.
  expect(named(observations, 'workflow-architect').autonomy?.floor).toBe('A5')
})

test.each([
  ['finance-openai-legacy', ['set-account', 'set-account']],
  ['workflow-architect', ['disable-routine']],
  ['Supplier onboarding', ['disable-application', 'stop-agent-deployment']],
  ['Canteen', ['set-bot']],
  ['claims-mail-triage', ['disable-workflow']],
])('revokes %s: plans from a re-read, switches off, proves it, and takes it back', async (name, expected) => {
  const { connection } = await open()
  const tested = openForTest(azure, connection)
  const { observations } = await tested.run()
  const subject = named(observations, name)
  const target = {
    agent: { name, nativeIds: subject.nativeIds, sources: [] },
    connectionId: 'test',
    subjectKeys: [subject.key],
    grantKeys: [],
  } as unknown as RevokeTarget
  const { revoke } = azure
  const draft = await revoke?.plan(target, tested.context())
  if (!revoke || !draft?.ok) throw new Error('no plan')
  const calls = draft.value.calls.map((call, index): PlannedCall => ({ ...call, id: `c${index}`, connectionId: 'test' }))
  expect(calls.map(({ callId }) => callId)).toEqual(expected)

  const done = []
  for (const call of calls) {
    expect(await revoke.execute(call, tested.context('read'))).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
    const one = await revoke.execute(call, tested.context('write'))
    expect(one).toMatchObject({ ok: true, value: { state: 'done' } })
    done.push(one.ok ? one.value.preImage : null)
  }
  expect(await revoke.verify(calls, tested.context())).toMatchObject({ ok: true, value: { inForce: true } })
  for (const [index, call] of calls.entries()) {
    expect(await revoke.execute(call, tested.context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
    expect(await revoke.undo(call, done[index] ?? null, tested.context('write'))).toMatchObject({ ok: true })
  }
  expect(await revoke.verify(calls, tested.context())).toMatchObject({ ok: true, value: { inForce: false } })
})
