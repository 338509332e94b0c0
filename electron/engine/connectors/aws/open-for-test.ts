import { type AwsEstateOptions, openAwsEstate } from '../../../estate/aws/open.ts'
import { makePeople } from '../../../estate/people.ts'
import { openState } from '../../../estate/state-file.ts'
import { openForTest } from '../run-for-test.ts'
import { aws } from './connector.ts'

const people = makePeople({ seed: 7, count: 700, domain: 'meridian.example' })

/** The estate's organisation and a connection to it, as a test wants both. */
export async function openForAwsTest(options: Partial<AwsEstateOptions> = {}, settings: Readonly<Record<string, string>> = {}) {
  const estate = await openAwsEstate({
    people,
    size: { principals: 120 },
    seed: 7,
    asOf: new Date().toISOString().slice(0, 10),
    port: 0,
    quotas: 'off',
    faults: [],
    state: openState(undefined).section('aws'),
    ...options,
  })
  const connection = { ...estate.connection, settings: { ...estate.connection.settings, ...settings } }
  return { estate, ...openForTest(aws, connection) }
}
