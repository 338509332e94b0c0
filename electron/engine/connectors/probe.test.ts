import { describe, expect, it } from 'vitest'
import type { Connector } from './connector.ts'
import { permissionNeeds } from './describe.ts'
import { connectors } from './registry.ts'
import { openForTest } from './run-for-test.ts'
import { type SuiteEntry, served } from './served-for-test.ts'
import { wholeReport } from './whole-report.ts'

// The estate enforces permissions on every call, so a probe can be held against what the credential really has.

const withServer = connectors.flatMap((connector) => {
  const entry = served[connector.id]
  const needs = permissionNeeds(connector).filter(({ access }) => access === 'read')
  return entry === undefined ? [] : [{ id: connector.id, connector, entry, needs, wanted: needs.map(({ permission }) => permission) }]
})

/** Without these nothing else can be told, and the probe fails with the permission's name: the reason. By connector and permission. */
const speechless: Readonly<Record<string, string>> = {
  'anthropic Admin API key': 'the organisation itself is read with it, and so is the feed',
  'azure Microsoft.Resources/subscriptions/read': 'without a subscription there is no place to ask in',
}

/** Probes that leave some permissions to the scan, as unknown: the reason. What they do say must be right all the same. */
const leavesSome: Readonly<Record<string, string>> = {
  aws: 'the reading role is tried in one account; which services there are shows in a scan',
  azure: 'each account has its own host, and a scan asks it; the rest is asked in one subscription',
}

/** Without these some others cannot be asked, and are unknown: the reason. By connector and permission. */
const blinding: Readonly<Record<string, string>> = {
  'microsoft-365 Power Platform: list environments and data policies': 'where the tables of an environment are stands in that list',
}

const mayBe = (id: string, state: string): readonly string[] => (Object.hasOwn(leavesSome, id) ? [state, 'unknown'] : [state])

async function probed(connector: Connector, { open }: SuiteEntry, permissions: readonly string[]) {
  const server = await open({ size: 'small', faults: [], empty: false, permissions })
  try {
    const report = await connector.probe(openForTest(connector, server.connection).context())
    return report.ok ? { ok: true as const, value: wholeReport(connector, report.value) } : report
  } finally {
    await server.close()
  }
}

describe.each(withServer)('$id', ({ connector, entry, needs, wanted }) => {
  it('tells of every permission that reading takes that it is there, and what is unseen without it', async () => {
    const report = await probed(connector, entry, wanted)
    const checks = report.ok ? report.value.checks : []
    // What it says of the sign-in itself comes after these.
    expect(checks.slice(0, needs.length).map(({ permission, hides }) => ({ permission, hides }))).toEqual(
      needs.map(({ permission, hides }) => ({ permission, hides: hides === '' ? expect.any(String) : hides })),
    )
    expect(checks.filter(({ state }) => !mayBe(connector.id, 'granted').includes(state))).toEqual([])
    expect(checks.some(({ state }) => state === 'granted')).toBe(true)
  })

  it.each(wanted)('tells that %s is missing, and that the others are there', async (permission) => {
    const others = wanted.filter((one) => one !== permission)
    const report = await probed(connector, entry, others)
    if (Object.hasOwn(speechless, `${connector.id} ${permission}`)) {
      expect(report).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
      expect(report.ok ? '' : report.failure.subject).toContain(permission)
      return
    }
    expect(report).toMatchObject({ ok: true })
    const checks = report.ok ? report.value.checks : []
    const blind = Object.hasOwn(blinding, `${connector.id} ${permission}`) ? ['unknown'] : []
    const right = (one: string) => (one === permission ? mayBe(connector.id, 'missing') : [...mayBe(connector.id, 'granted'), ...blind])
    expect(checks.filter((check) => !right(check.permission).includes(check.state))).toEqual([])
  })
})

it('excuses nothing that is not there', () => {
  const known = withServer.flatMap(({ id, wanted }) => wanted.map((permission) => `${id} ${permission}`))
  expect([...Object.keys(speechless), ...Object.keys(blinding)].filter((key) => !known.includes(key))).toEqual([])
  expect(Object.keys(leavesSome).filter((id) => withServer.every((one) => one.id !== id))).toEqual([])
})

describe('a report', () => {
  const [{ connector, needs } = { connector: undefined, needs: [] }] = withServer

  it('that leaves a permission out gets it as unknown; one without permissions stays as it is', () => {
    if (connector === undefined) throw new Error('there is no connector')
    const [first] = needs
    const report = { reached: true, identity: null, notice: null }
    const told = { permission: first?.permission ?? '', state: 'granted', why: 'it answered', hides: '' } as const
    const whole = wholeReport(connector, { ...report, checks: [told] })
    expect(whole.checks.map(({ permission }) => permission)).toEqual(needs.map(({ permission }) => permission))
    expect(whole.checks.filter(({ state }) => state === 'unknown')).toHaveLength(needs.length - 1)
    expect(wholeReport(connector, { ...report, checks: [] }).checks).toEqual([])
  })
})
