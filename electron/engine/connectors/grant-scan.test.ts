import { describe, expect, it } from 'vitest'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import type { Connector, Step } from './connector.ts'
import { grantDocuments } from './grant-documents.ts'
import { grantedBy } from './granted-for-test.ts'
import { connectors } from './registry.ts'
import { openForTest } from './run-for-test.ts'
import { type SuiteEntry, served } from './served-for-test.ts'

// The estate enforces permissions on every call. So what a document grants can be tried: with it alone a scan is complete, and
// with one permission less exactly those steps say so that need it.

/** What the documents for reading grant, read out of their text. */
const grantedToRead = (connector: Connector): readonly string[] => [
  ...new Set(
    grantDocuments(connector)
      .filter(({ purpose }) => purpose === 'read')
      .flatMap((document) => grantedBy(connector.id, document)),
  ),
]

/** The reader is told nothing, or something else, and that is right: the reason. By connector, permission and step. */
const excused: Readonly<Record<string, string>> = {
  'n8n project:list people': 'editions without projects refuse it to everybody; owners are then asked for project by project, and found',
  'anthropic Admin API key admin-keys': 'the feed is read with the same key, and the provider does not say which of the two it lacks',
}

interface Scanned {
  readonly ends: Readonly<Record<string, StepEnd>>
}

async function scan(connector: Connector, { open }: SuiteEntry, permissions: readonly string[]): Promise<Scanned> {
  const server = await open({ size: 'small', faults: [], empty: false, permissions })
  try {
    return await openForTest(connector, server.connection).run()
  } finally {
    await server.close()
  }
}

/** Ids of the calls that are refused, or not whole, without one permission and with all the others. */
function callsThatNeed(connector: Connector, permission: string, others: readonly string[]): ReadonlySet<string> {
  return new Set(
    connector.calls.flatMap(({ id, access, permissions, fuller = {} }) => {
      const refused = permissions.includes(permission) && !permissions.some((one) => others.includes(one))
      return access === 'read' && (refused || Object.hasOwn(fuller, permission)) ? [id] : []
    }),
  )
}

const names = (end: StepEnd | undefined, permission: string): boolean => {
  if (end?.state === 'denied') return end.missing.split(/ or | \(/).includes(permission)
  if (end?.state !== 'partial') return false
  return end.why.includes(permission) || (end.failure?.subject ?? '').split(' or ').includes(permission)
}

/**
 * What is wrong with the ends of a scan that lacks one permission. A step that needs it names it; where it only borrows what another
 * step reads, that other step may say so instead. A step that does not need it is complete, or stands on one that does.
 */
function wrongIn({ ends }: Scanned, connector: Connector, permission: string, others: readonly string[]): readonly string[] {
  const needed = callsThatNeed(connector, permission, others)
  const callsOf = ({ calls }: Step): readonly string[] => calls.filter((id) => needed.has(id))
  const said = new Set(connector.steps.flatMap((step) => (names(ends[step.id], permission) ? callsOf(step) : [])))
  return connector.steps.flatMap((step) => {
    const end = ends[step.id]
    const place = `${connector.id} ${permission} ${step.id}`
    if (names(end, permission) && callsOf(step).length > 0) return []
    if (end?.state === 'complete' && callsOf(step).every((id) => said.has(id))) return []
    // The engine lets no step be complete on ground that is not.
    const shaky = step.after.some((id) => names(ends[id], permission))
    if (shaky && (end?.state === 'complete' || (end?.state === 'skipped' && end.reason === 'dependency'))) return []
    return Object.hasOwn(excused, place) ? [] : [`${place}: ${JSON.stringify(end)}`]
  })
}

const withServer = connectors.flatMap((connector) => {
  const entry = served[connector.id]
  return entry === undefined ? [] : [{ id: connector.id, connector, entry, granted: grantedToRead(connector) }]
})

describe.each(withServer)('$id', ({ connector, entry, granted }) => {
  it('is complete with exactly what the documents for reading grant', async () => {
    const { ends } = await scan(connector, entry, granted)
    expect(Object.keys(ends)).toEqual(connector.steps.map(({ id }) => id))
    expect(Object.entries(ends).filter(([, end]) => end.state !== 'complete')).toEqual([])
  })

  it.each(granted)('without %s says so, in exactly the steps that need it', async (permission) => {
    const others = granted.filter((one) => one !== permission)
    expect(callsThatNeed(connector, permission, others).size).toBeGreaterThan(0)
    expect(wrongIn(await scan(connector, entry, others), connector, permission, others)).toEqual([])
  })
})

it('excuses nothing that is not there', () => {
  const places = withServer.flatMap(({ connector, granted }) =>
    granted.flatMap((permission) => connector.steps.map((step) => `${connector.id} ${permission} ${step.id}`)),
  )
  expect(Object.keys(excused).filter((place) => !places.includes(place))).toEqual([])
})

describe('notices', () => {
  const [{ connector, granted } = { connector: undefined, granted: [] }] = withServer.filter(({ id }) => id === 'openai')
  const whole = Object.fromEntries((connector?.steps ?? []).map(({ id }) => [id, { state: 'complete' } as const]))
  const wrong = (ends: Scanned['ends'], permission = 'api.audit_logs.read'): readonly string[] =>
    connector === undefined
      ? []
      : wrongIn(
          { ends },
          connector,
          permission,
          granted.filter((one) => one !== permission),
        )

  it.each<[name: string, end: StepEnd]>([
    ['a step that needs it and is complete', { state: 'complete' }],
    ['a step that names another', { state: 'denied', missing: 'api.usage.read', why: 'refused' }],
    ['a step that names none', { state: 'partial', why: 'something is missing' }],
    ['a step that failed', { state: 'failed', failure: { code: 'auth-failed', message: 'refused' } }],
  ])('%s', (_name, end) => {
    expect(wrong({ ...whole, 'audit-log': end })).toHaveLength(1)
  })

  it('a step that does not need it and is not complete', () => {
    const denied: StepEnd = { state: 'denied', missing: 'api.audit_logs.read', why: 'refused' }
    expect(wrong({ ...whole, 'audit-log': denied })).toEqual([])
    expect(wrong({ ...whole, 'audit-log': denied, costs: denied })).toHaveLength(1)
  })
})
