import { expect, test } from 'vitest'
import { agentWith, capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import type { Policy, PolicyContent } from '../../../shared/domain/policy.ts'
import { draftOf } from './policy-from.ts'
import { subjectOf } from './principal.ts'
import { weakeningOf } from './weakening.ts'

const statement = (id: string, cedar: string) => `@id("${id}")\n@says("It is so.")\n${cedar}\n`
const operate = statement('may-operate', 'permit (principal, action == Rollcall::Action::"operate", resource);')
const reads = (most: number) =>
  statement('reads', `permit (principal, action == Rollcall::Action::"read", resource) when { resource.reachLevel <= ${most} };`)
const noSending = statement('never-sends', 'forbid (principal, action == Rollcall::Action::"send", resource);')
const noTrait = (trait: string) =>
  statement(
    'no-trait',
    `forbid (principal, action == Rollcall::Action::"operate", resource) when { principal.traits.contains("${trait}") };`,
  )

const content = (cedar: string, more: Partial<PolicyContent> = {}): Policy =>
  draftOf({ id: 'own', title: 'Own', summary: '', severity: 'high', responseDays: 14, selector: null, cedar, ...more }, null)

const recorded = [subjectOf(agentWith({ name: 'Reader', capabilities: [capabilityWith({ reach: 'tenant' })] }))]
const weakens = (before: Policy, after: Policy, subjects = recorded) => weakeningOf(before, after, () => subjects)

test('a policy that is new permits nothing that was not permitted', async () => {
  expect(await weakeningOf(null, content(operate), () => recorded)).toEqual([])
})

test('one more forbid, or one permit less, never weakens', async () => {
  const before = content(operate + reads(3))
  expect(await weakens(before, content(operate + reads(3) + noSending))).toEqual([])
  expect(await weakens(before, content(operate))).toEqual([])
})

test('words, names and order are not meaning', async () => {
  const other = `// said differently\n${noSending.replace('It is so', 'It never sends')}${operate}`
  expect(await weakens(content(operate + noSending), content(other))).toEqual([])
})

test('a wider permit weakens, and says which recorded agent it frees', async () => {
  const [why] = await weakens(content(operate + reads(2)), content(operate + reads(3)))
  expect(why).toBe('It permits what was not permitted to a recorded agent: Reader (reads every mailbox in the tenant).')
})

test('a wider permit weakens also where no recorded agent is freed by it', async () => {
  const [why] = await weakens(content(operate + reads(0)), content(operate + reads(1)), [])
  expect(why).toMatch(/the permit “reads” was added or changed|permit “reads”/i)
  expect(why).toMatch(/It permits what was not: an agent that/)
})

test('a narrower permit is proved not to weaken, by trying every request', async () => {
  expect(await weakens(content(operate + reads(3)), content(operate + reads(2)))).toEqual([])
})

test('a forbid that is gone weakens only where something was permitted besides', async () => {
  const sends = statement('sends', 'permit (principal, action == Rollcall::Action::"send", resource);')
  expect((await weakens(content(operate + sends + noSending), content(operate + sends)))[0]).toMatch(
    /forbid “never-sends” was removed or changed/,
  )
  expect(await weakens(content(operate + noSending), content(operate))).toEqual([])
})

test('what cannot be tried one by one counts as weakening, and says that it was not proved', async () => {
  const [why] = await weakens(content(operate + noTrait('running')), content(operate + noTrait('disabled')))
  expect(why).toMatch(/was not proved, so it counts as weakening/)
})

test('a narrower selector, a milder severity and more days weaken', async () => {
  const before = content(operate, { selector: { kinds: ['assistant', 'workflow'] } })
  const after = (more: Partial<PolicyContent>) => content(operate, { selector: { kinds: ['assistant', 'workflow'] }, ...more })
  expect(await weakens(before, after({ selector: { kinds: ['workflow'] } }))).toEqual(['It applies no longer to 1 recorded agent.'])
  expect(await weakens(before, after({ selector: { kinds: ['assistant'] } }))).toMatchObject([expect.stringMatching(/narrower/)])
  expect(await weakens(before, after({ selector: {} }))).toEqual([])
  expect(await weakens(before, after({ selector: { kinds: ['assistant', 'workflow', 'chatbot'] } }))).toEqual([])
  expect(await weakens(before, after({ severity: 'low' }))).toHaveLength(1)
  expect(await weakens(before, after({ responseDays: 30 }))).toHaveLength(1)
})
