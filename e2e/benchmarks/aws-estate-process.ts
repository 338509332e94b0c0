import { openAwsEstate } from '../../electron/estate/aws/open.ts'
import { makePeople } from '../../electron/estate/people.ts'
import { estateSize } from '../../electron/estate/size.ts'
import { openState } from '../../electron/estate/state-file.ts'

// One cloud organisation of many accounts in a process of its own; told by its parent how many, and asked for its traffic at the end.
const estate = await openAwsEstate({
  people: makePeople({ seed: 1, count: 700, domain: 'meridian.example' }),
  size: estateSize('default'),
  seed: 1,
  asOf: new Date().toISOString().slice(0, 10),
  port: 0,
  quotas: 'published',
  faults: [],
  state: openState(undefined).section('aws'),
  accounts: Number(process.argv[2]),
  quiet: true,
})
const { settings, secrets } = estate.connection
process.send?.({ settings, secrets, agents: estate.entries.filter(({ isAgent }) => isAgent).length })
process.on('message', () => process.send?.({ requests: estate.requests(), throttled: estate.throttled() }))
process.on('disconnect', () => process.exit(0))
