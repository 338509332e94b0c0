import { afterEach, describe, expect, it } from 'vitest'
import { subjectsOf } from '../run-for-test.ts'
import { openForAwsTest } from './open-for-test.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function lay(...options: Parameters<typeof openForAwsTest>) {
  const test = await openForAwsTest(...options)
  closers.push(test.estate.close)
  return test
}

describe('an organisation', () => {
  it('is read account by account and region by region, and what was left out or denied is told', async () => {
    const { estate, run } = await lay()
    const { ends, observations } = await run()
    console.log(JSON.stringify(ends, null, 1))
    const found = subjectsOf({ observations }).flatMap(({ nativeIds }) => nativeIds.map(({ value }) => value))
    expect(estate.entries.filter(({ nativeId }) => !found.includes(nativeId.value))).toEqual([])
  })
})
