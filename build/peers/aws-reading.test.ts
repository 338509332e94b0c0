import { expect, it } from 'vitest'
import { aws } from '../../electron/engine/connectors/aws/connector.ts'
import { readReplies } from './aws-reading.ts'
import { repliesOf } from './estate-replies.ts'

const reply = (body: unknown) => ({ method: 'POST', path: '/agents/', status: 200, body, text: JSON.stringify(body) })
const whole = { agentId: 'A', agentName: 'a', agentStatus: 'PREPARED', updatedAt: '2026-06-22T10:00:00Z' }
const wrongIn = async (agent: object) => {
  const read = await readReplies([reply({ agentSummaries: [agent] })])
  return [...(read.get('bedrock-agent ListAgents')?.wrong ?? [])]
}

it('says which member is of another type, which is missing, and which nobody described', async () => {
  expect(await wrongIn(whole)).toEqual([])
  expect(await wrongIn({ ...whole, agentName: 7 })).toEqual(['agentSummaries[].agentName is number where text is described'])
  expect(await wrongIn({ ...whole, colour: 'red' })).toEqual(['agentSummaries[].colour is not described'])
  const { agentStatus: _status, ...less } = whole
  expect(await wrongIn(less)).toEqual(['agentSummaries[].agentStatus is always there, and is not'])
})

it('says so when the official client cannot read a reply', async () => {
  const [first, second] = await wrongIn({ ...whole, updatedAt: 1_782_122_400 })
  expect(first).toContain('the official client cannot read it')
  expect(second).toBe('agentSummaries[].updatedAt is number where time is described')
})

// A whole scan of the smallest estate, because every operation has a reply of its own to get wrong.
it('finds every reply of the estate as the provider’s official library describes it', async () => {
  const read = await readReplies(await repliesOf(aws))
  expect(read.size).toBeGreaterThan(30)
  const wrong = [...read].flatMap(([operation, given]) => [...given.wrong].map((words) => `${operation}: ${words}`))
  // The description demands the date; its own words say that it is null while the report is in progress.
  expect(wrong).toEqual(['iam GetServiceLastAccessedDetails: JobCompletionDate is always there, and is not'])
})
