import { expect, it, vi } from 'vitest'
import type { Quota } from '../connectors/connector.ts'
import { createAdmission } from './admission.ts'

const quota: Quota = { id: 'main', units: 100, perMs: 1_000, concurrency: 4, source: 'test' }
const signal = new AbortController().signal

function laid(of: Quota = quota) {
  let time = 0
  const admission = createAdmission(of, { headroom: 0, now: () => time })
  return { admission, pass: (ms: number) => (time += ms) }
}

it('can be forgotten only when a fresh one would let through no more', async () => {
  const { admission, pass } = laid()
  expect(admission.idle()).toBe(true)
  await admission.enter(1, signal, () => {})
  expect(admission.idle()).toBe(false)
  admission.leave()
  expect(admission.idle()).toBe(false)
  pass(1_000)
  expect(admission.idle()).toBe(true)
})

it('is kept while the provider asks to wait, and while it goes slower than published', () => {
  const { admission, pass } = laid()
  admission.learn(429, { 'retry-after': '5' })
  expect(admission.idle()).toBe(false)
  pass(10_000)
  expect(admission.idle()).toBe(false)
  for (let count = 0; count < 100; count += 1) admission.learn(200, {})
  expect(admission.idle()).toBe(true)
})

it('lets through nearly all that is published, and never more', async () => {
  vi.useFakeTimers()
  try {
    const admission = createAdmission({ ...quota, concurrency: 300 }, { headroom: 0.05, now: Date.now })
    const at: number[] = []
    for (let count = 0; count < 300; count += 1) void admission.enter(1, signal, () => {}).then(() => at.push(Date.now()))
    await vi.advanceTimersByTimeAsync(2_500)
    expect(at.length).toBeGreaterThan(220)
    expect(Math.max(...at.map((start) => at.filter((time) => time >= start && time < start + 1_000).length))).toBeLessThanOrEqual(100)
  } finally {
    vi.useRealTimers()
  }
})
