import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEstateProcess } from '../benchmarks/estate-process.ts'
import { openTestEngine, type TestEngine, unwrap } from '../harness/open-test-engine.ts'
import { measureRecall, type Recall } from '../harness/recall.ts'

/** The demo estate at its default size, scanned by the same connectors over loopback, held against the key they never see. */
describe('what a scan of the default estate finds', () => {
  const estate = startEstateProcess()
  let test: TestEngine
  let recall: Recall
  let firstNewFacts = 0

  beforeAll(async () => {
    test = await openTestEngine(estate.port)
    unwrap(await test.engine.invoke('connections.openDemo', { size: 'default', seed: 1 }))
    firstNewFacts = await scanned()
    recall = await measureRecall(test.engine, estate.answerKey(), () => true)
  })
  afterAll(async () => {
    await test?.close()
    await estate.close()
  })

  async function scanned(): Promise<number> {
    const { scanId } = unwrap(await test.engine.invoke('scans.start', {}))
    return unwrap(await test.engine.invoke('scans.wait', { scanId })).newFacts
  }

  it('has the size the story tells', () => {
    expect(recall.expected).toBeGreaterThanOrEqual(200)
    expect(firstNewFacts).toBeGreaterThan(15_000)
  })

  it('finds at least 99 of 100 agents, and of what it calls agents at least 99 of 100 are', () => {
    console.log(
      `recall ${recall.recall.toFixed(4)} (${recall.found} of ${recall.expected}), precision ${recall.precision.toFixed(4)} (${recall.wrong.length} wrong of ${recall.listed})`,
    )
    for (const line of [...recall.missed, ...recall.wrong]) console.log(line)
    expect(recall.recall).toBeGreaterThanOrEqual(0.99)
    expect(recall.precision).toBeGreaterThanOrEqual(0.99)
  })

  it('finds at least 97 of 100 agents of each provider, and calls nothing else an agent there', () => {
    for (const [provider, of] of Object.entries(recall.byProvider)) {
      console.log(`${provider}: recall ${of.recall.toFixed(4)} of ${of.expected}, precision ${of.precision.toFixed(4)} of ${of.listed}`)
      expect([provider, of.recall >= 0.97, of.precision >= 0.97]).toEqual([provider, true, true])
    }
  })

  it('makes one agent of nothing that is two', () => {
    expect(recall.wronglyJoined).toEqual([])
  })

  it('gives every archetype its band and its reasons, and joins what is one', () => {
    expect(recall.bands).toEqual([])
    expect(recall.factors).toEqual([])
    expect(recall.joins).toEqual([])
  })

  it('writes no new facts when nothing changed', async () => {
    expect(await scanned()).toBe(0)
  })
})
