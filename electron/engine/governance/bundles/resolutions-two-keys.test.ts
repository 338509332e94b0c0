import { expect, test } from 'vitest'
import type { ResolutionWanted } from '../../../../shared/contract/audits.ts'
import { lacksSecondKey } from '../../../../shared/domain/approval.ts'
import { wordsOfSubject } from '../../../../shared/domain/approval-words.ts'
import { askedOf } from '../keys/asked.ts'
import { agreed, criticalAgent, got, withTwoLeads } from '../keys/second-key-fixture.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { federate } from './federation.ts'
import { mergeBundle } from './merge-bundle.ts'
import { resolutionsOf, resolveConflict, subjectOfResolution } from './resolutions.ts'
import { withTwoUnits } from './two-units-fixture.ts'

const pictureOf = ({ store }: Workspace) => federate(store.handedIn.list(), store.handedIn.agents(), resolutionsOf(store))

/** What an organisation says on a field, as somebody would let it stand. */
function standing(cio: Workspace, field: 'status' | 'risk' | 'owner', organisation: string): ResolutionWanted {
  const conflict = pictureOf(cio).conflicts.find((one) => one.field === field)
  const one = conflict?.said.find((each) => each.organisation === organisation)
  if (conflict === undefined || one === undefined) throw new Error(`nobody disagrees on ${field}`)
  return { kind: 'statement', conflict: conflict.id, manifest: one.manifest, agentId: one.agentId }
}

const why = 'We asked both.'

function outcome(cio: Workspace, wanted: ResolutionWanted, reason = why): string {
  const said = resolveConflict(cio, () => pictureOf(cio), wanted, reason)
  if (said.ok) return said.value.state
  return `${lacksSecondKey(said.failure) ? 'second key' : said.failure.code}: ${said.failure.message}`
}

/** Finance approved `agent-2`; to Sales it is an agent of critical risk that nobody decided about. */
const withCritical = (acceptCritical: boolean, work: (cio: Workspace) => void): Promise<void> =>
  withTwoUnits(({ sales, finance }) =>
    withWorkspace(async (cio) => {
      sales.workspace.see({ ...sales.workspace.agent('agent-2'), ...criticalAgent, id: 'agent-2' } as never)
      for (const unit of [sales, finance]) got(mergeBundle(cio, await unit.seal('2026-Q4'), null))
      withTwoLeads(cio, { acceptCritical })
      work(cio)
    }),
  )

test('that an approval of an agent of critical risk stands takes a second key, for exactly these words, once', () =>
  withCritical(true, (cio) => {
    const approved = standing(cio, 'status', 'Finance')
    const before = pictureOf(cio)
    expect(outcome(cio, approved)).toMatch(/^second key: .*Somebody calls this agent critical/)
    const subject = got(subjectOfResolution(cio, before, approved, why))
    expect(wordsOfSubject(subject)).toMatchObject({
      title: 'Let stand what Finance says of Helper agent-2, which somebody calls critical: approved',
      lines: expect.arrayContaining([
        expect.stringMatching(/^Stands: Finance says approved/),
        expect.stringMatching(/^Sales says discovered/),
        'Reason: We asked both.',
      ]),
    })
    expect(agreed(cio, subject).ok).toBe(true)
    expect(outcome(cio, approved, 'Because.')).toMatch(/^second key: .*agreed to other/)
    expect(outcome(cio, approved)).toBe('holds')
    expect(pictureOf(cio)).toMatchObject({ shadow: before.shadow - 1, bands: before.bands })
    expect(askedOf(cio)[0]?.state).toBe('used')

    // One key takes it back, and to say it again takes two again.
    const [said] = pictureOf(cio).resolutions
    expect(outcome(cio, { kind: 'undo', entry: said?.entry ?? 0 })).toBe('taken back')
    expect(pictureOf(cio).shadow).toBe(before.shadow)
    expect(outcome(cio, approved)).toMatch(/^second key: .*done already/)
    expect(verifyStoredLedger(cio.store.ledger, {}).ok).toBe(true)
  }))

test('to call it less than critical first is no way around, and takes two keys itself', () =>
  withCritical(true, (cio) => {
    const [calmer, approved] = [standing(cio, 'risk', 'Finance'), standing(cio, 'status', 'Finance')]
    expect(outcome(cio, calmer)).toMatch(/^second key/)
    expect(agreed(cio, got(subjectOfResolution(cio, pictureOf(cio), calmer, why))).ok).toBe(true)
    expect(outcome(cio, calmer)).toBe('holds')
    expect(pictureOf(cio).bands.critical).toBe(0)
    expect(outcome(cio, approved)).toMatch(/^second key/)
  }))

test('one key is enough for what makes nothing calmer', () =>
  withCritical(true, (cio) => {
    const owner = standing(cio, 'owner', 'Finance')
    const asked = subjectOfResolution(cio, pictureOf(cio), owner, why)
    expect(asked.ok ? null : asked.failure.message).toMatch(/takes one key/)
    for (const wanted of [owner, standing(cio, 'status', 'Sales'), standing(cio, 'risk', 'Sales')])
      expect(outcome(cio, wanted)).toBe('holds')
  }))

test('one key is enough where two are not asked for', () =>
  withCritical(false, (cio) => {
    for (const field of ['status', 'risk'] as const) expect(outcome(cio, standing(cio, field, 'Finance'))).toBe('holds')
  }))
