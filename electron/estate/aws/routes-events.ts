import type { Wire } from './organisation.ts'
import { type AwsRoute, page, type Question, refuse, type Told } from './route.ts'

const keptMs = 90 * 86_400_000

/** What an event is looked up by, and where it stands in it. */
const attributes: Readonly<Record<string, string>> = {
  EventName: 'EventName',
  EventSource: 'EventSource',
  ReadOnly: 'ReadOnly',
  Username: 'Username',
  EventId: 'EventId',
  AccessKeyId: 'AccessKeyId',
}

/** Newest first, one attribute at a time, nothing older than ninety days. */
function lookUp({ organisation, content, input }: Question): Told {
  const wanted = (Array.isArray(input.LookupAttributes) ? input.LookupAttributes : []) as readonly Wire[]
  if (wanted.length > 1) return refuse('InvalidLookupAttributesException', 400, 'Only one attribute can be given.')
  if (Number(input.MaxResults ?? 50) > 50) return refuse('InvalidMaxResultsException', 400, 'At most 50 results can be asked for.')
  const from = Math.max(Number(input.StartTime ?? 0), (organisation.now - keptMs) / 1_000)
  const to = Number(input.EndTime ?? Number.POSITIVE_INFINITY)
  if (Number(input.StartTime ?? 0) > to) return refuse('InvalidTimeRangeException', 400, 'It begins after it ends.')
  const [attribute] = wanted
  const member = attribute === undefined ? null : (attributes[String(attribute.AttributeKey)] ?? null)
  if (attribute !== undefined && member === null) return refuse('InvalidLookupAttributesException', 400, 'There is no such attribute.')
  const found = content.events
    .filter((event) => member === null || event[member] === attribute?.AttributeValue)
    .filter(({ EventTime }) => Number(EventTime) >= from && Number(EventTime) <= to)
    .toSorted((a, b) => Number(b.EventTime) - Number(a.EventTime))
  return page(found, input, { items: 'Events', max: 'MaxResults', token: 'NextToken', most: 50 })
}

export const eventRoutes: readonly AwsRoute[] = [
  { service: 'cloudtrail', operation: 'LookupEvents', action: 'cloudtrail:LookupEvents', handle: lookUp },
]
