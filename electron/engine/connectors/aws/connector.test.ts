import { afterEach, describe, expect, it } from 'vitest'
import { subjectsOf, type TestRun } from '../run-for-test.ts'
import { calls } from './calls.ts'
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

const arnsOf = (run: Pick<TestRun, 'observations'>) =>
  new Set(subjectsOf(run).flatMap(({ nativeIds }) => nativeIds.map(({ value }) => value)))

describe('an organisation', () => {
  it('is read account by account and region by region, each asked as its own role', async () => {
    const { estate, run, calls: made } = await lay()
    const seen = await run()
    const found = arnsOf(seen)
    expect(estate.entries.filter(({ nativeId, isAgent }) => isAgent && !found.has(nativeId.value)).map(({ name }) => name)).toEqual([])
    const [refunds] = subjectsOf(seen).filter(({ name }) => name === 'refund-assistant')
    expect(refunds?.models).toMatchObject([{ vendor: 'Anthropic', name: 'anthropic.claude-sonnet-4-20250514-v1:0' }])
    expect(made.filter(({ template, outcome }) => template === '/' && outcome === 'ok').length).toBeGreaterThan(5)
  })

  it('says which regions an account uses and nobody looks into, and finds what is there once they are chosen', async () => {
    const { estate, run } = await lay()
    const { ends } = await run(['regions'])
    expect(ends.regions).toMatchObject({ state: 'partial', why: expect.stringContaining('sa-east-1') })
    const wide = await openForAwsTest({}, { regions: '' })
    closers.push(wide.estate.close)
    const found = arnsOf(await wide.run())
    expect(estate.leftOut.map(({ nativeId }) => found.has(nativeId.value))).toEqual([true])
  })

  it('tells an account where a policy of the organisation denies a question from one that has nothing', async () => {
    const { run } = await lay({ regions: ['eu-west-1'] }, { regions: '' })
    const { ends, places } = await run(['agents'])
    expect(ends.agents).toMatchObject({ state: 'partial', failure: { code: 'permission-missing' } })
    const denied = places.agents?.filter(({ end }) => end.state === 'denied') ?? []
    expect(denied.map(({ place }) => place[0])).toEqual([expect.stringContaining('Northwind Retail')])
    expect(denied[0]?.end).toMatchObject({ missing: 'bedrock:ListAgents', why: expect.stringContaining('service control policy') })
  })

  it('is resumed at the place where it was left', async () => {
    const { run } = await lay({ regions: ['eu-west-1'], quiet: true })
    const whole = await run(['agents'])
    const halved = await run(['agents'], { breakAfter: 9 })
    expect(arnsOf(halved)).toEqual(arnsOf(whole))
  })

  it('reads only the account of the key where no role is named', async () => {
    const { run } = await lay({ quiet: true, regions: ['eu-west-1'] }, { roleName: '' })
    // The key may take a role and do nothing else.
    expect((await run(['agents'])).ends.agents).toMatchObject({ state: 'denied', missing: 'account:ListRegions' })
  })
})

it('declares each operation as the official client makes it', async () => {
  const wrong: string[] = []
  for (const { id, command, operation, method, path, named } of calls) {
    const Command = await command()
    const { schema } = new Command({} as never) as { readonly schema?: readonly unknown[] }
    const [, , name, traits] = schema ?? []
    const http = typeof traits === 'object' && traits !== null && 'http' in traits && Array.isArray(traits.http) ? traits.http : null
    const asMade = named === undefined ? http?.[0] === method && http[1] === path : named.value.split('.').at(-1) === name
    if (name !== operation || !asMade) wrong.push(id)
  }
  expect(wrong).toEqual([])
})
