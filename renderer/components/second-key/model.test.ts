import { describe, expect, it } from 'vitest'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import type { RequestState } from '../../../shared/domain/approval.ts'
import { byUrgency, requestForPlans, standingWords } from './model.ts'

const asked = (id: string, state: RequestState, plans: readonly string[]): AskedApproval => ({
  request: {
    format: 'rollcall-approval-request/1',
    id,
    subject: {
      kind: 'revocation',
      plans: plans.map((revocationId) => ({ revocationId, agentId: 'a', agentName: 'A', calls: [], manual: [], hash: '' })),
    },
    hash: '',
    requestedBy: { personId: 'one', name: 'Lead One', keyId: '' },
    createdAt: `2026-11-2${id}T00:00:00.000Z`,
    expiresAt: '2026-11-29T00:00:00.000Z',
    signature: '',
  },
  says: { title: '', lines: [] },
  state,
  by: state === 'open' || state === 'expired' ? [] : ['Lead Two'],
  refusedBecause: state === 'refused' ? 'Still needed.' : null,
  until: '2026-11-29T00:00:00.000Z',
})

describe('requests', () => {
  it('are found again by exactly the plans they are about', () => {
    const all = [asked('1', 'open', ['x', 'y']), asked('2', 'open', ['x'])]
    expect(requestForPlans(all, ['x'])?.request.id).toBe('2')
    expect(requestForPlans(all, ['x', 'y'])?.request.id).toBe('1')
    expect(requestForPlans(all, ['y', 'x'])).toBeNull()
  })

  it('stand in the order in which they wait for somebody', () => {
    const all = [asked('1', 'used', []), asked('2', 'open', []), asked('3', 'open', []), asked('4', 'signed', [])]
    expect(byUrgency(all).map(({ request }) => request.id)).toEqual(['4', '3', '2', '1'])
  })

  it.each<[RequestState, string]>([
    ['open', 'Nobody has answered yet.'],
    ['signed', 'Lead Two agrees.'],
    ['refused', 'Lead Two refuses: Still needed.'],
    ['expired', 'Nobody answered in time. Ask again.'],
    ['used', 'Lead Two agreed, and it was done.'],
  ])('that are %s say: %s', (state, words) => {
    expect(standingWords(asked('1', state, []))).toBe(words)
  })
})
