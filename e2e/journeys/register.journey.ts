import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentDetail } from '../../shared/domain/agent.ts'
import { startEstateProcess } from '../benchmarks/estate-process.ts'
import { openTestEngine, type TestEngine, unwrap } from '../harness/open-test-engine.ts'
import { allAgents } from '../harness/recall.ts'

/** The lists that the demo organisation keeps: its hand-kept register against reality, and its gateway's log by department. */
describe('lists that people keep', () => {
  const estate = startEstateProcess()
  let test: TestEngine
  let agents: readonly AgentDetail[]
  let report = ''

  beforeAll(async () => {
    test = await openTestEngine(estate.port)
    unwrap(await test.engine.invoke('connections.openDemo', { size: 'small', seed: 1 }))
    const { scanId } = unwrap(await test.engine.invoke('scans.start', {}))
    unwrap(await test.engine.invoke('scans.wait', { scanId }))
    agents = await allAgents(test.engine)
    report = unwrap(await test.engine.invoke('reports.preview', { report: 'shadow-ai-audit' })).html
  })
  afterAll(async () => {
    await test?.close()
    await estate.close()
  })

  const named = (kind: string, value: string) =>
    agents.find(({ agent }) => agent.nativeIds.some((id) => id.kind === kind && id.value === value))?.agent
  const keyOf = (archetype: number) => {
    const entry = estate.answerKey().find((one) => one.archetype === archetype && one.provider === 'files')
    if (entry === undefined) throw new Error(`no archetype ${archetype}`)
    return entry
  }
  const registered = (entry: string) =>
    agents.filter(({ agent }) => agent.details['In the register']?.includes(entry)).map(({ agent }) => agent)

  it('finds an entry of something that is gone in the register only (33)', () => {
    expect(registered('AIR-0003')).toEqual([])
    expect(report).toContain('The register against reality')
    expect(report).toContain('Travel Booking Agent')
  })

  it('tells the model that differs (34), and takes the register’s word for nothing', () => {
    const { kind, value } = keyOf(34).nativeId
    const agent = named(kind, value)
    expect(agent?.details['Differs from the register']).toMatch(/model: registered as gpt-3\.5-turbo, seen /)
    expect(agent?.models.map((model) => model.name)).not.toContain('gpt-3.5-turbo')
  })

  it('finds what is in both, and that an owner has left', () => {
    expect(registered('AIR-0001').map((agent) => agent.name)).toEqual(['IT Help Desk Assistant'])
    const [supplier] = registered('AIR-0002')
    expect(supplier?.owner.state).toBe('left')
    expect(supplier?.details['Differs from the register']).toContain('whose account is disabled')
  })

  it('joins nothing by a name', () => {
    expect(registered('AIR-0005')).toEqual([])
    expect(registered('AIR-09')).toEqual([])
  })

  it('shows what Sales uses that nobody listed (35), without naming anybody', () => {
    const services = estate.answerKey().filter((one) => one.archetype === 35)
    expect(services).toHaveLength(3)
    for (const { nativeId } of services) {
      const agent = named(nativeId.kind, nativeId.value)
      expect(agent?.details.Departments).toMatch(/^Sales \d+$/)
      expect(agent?.users).toBeGreaterThan(0)
      expect(JSON.stringify(agent)).not.toContain('@meridian.example')
    }
  })
})
