import { listPages } from './read-list.ts'
import type { Problems } from './resource-step.ts'
import { type CloudEvent, eventSchema } from './schema-events.ts'
import type { Asker } from './send.ts'

/** As far back as the provider keeps events for everybody. */
const eventDays = 90
const dayMs = 86_400_000

/** More pages of one event in one place are not read: at two requests a second they would hold up the scan for the least of the news. */
const mostPages = 5

export interface Events {
  readonly events: readonly CloudEvent[]
  readonly call: string | null
  readonly keptAside: number
  /** Older ones were not read. */
  readonly cut: boolean
}

/**
 * The events of one name in one place, newest first, as far back as they are kept. Refused and failed attempts are left out.
 * @param enough whether what was read so far tells all that is wanted
 */
export async function lookUpEvents(
  asker: Asker,
  of: { readonly name: string; readonly source: string },
  problems: Problems,
  enough: (events: readonly CloudEvent[]) => boolean = () => false,
): Promise<Events> {
  const { context } = asker
  // From a midnight on, so that scans of one day ask the same; never further back than there are events, which would be refused.
  const from = new Date(Math.ceil(context.now().getTime() / dayMs) * dayMs - eventDays * dayMs)
  const events: CloudEvent[] = []
  let call: string | null = null
  let keptAside = 0
  let pages = 0
  const list = {
    call: 'events',
    input: { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: of.name }], StartTime: from, MaxResults: 50 },
    items: 'Events',
    token: ['NextToken', 'NextToken'],
    schema: eventSchema,
  } as const
  for await (const page of listPages(asker, list)) {
    if (!page.ok) {
      problems.push(page)
      break
    }
    pages += 1
    call ??= page.value.call
    keptAside += page.value.keptAside
    events.push(...page.value.items.filter(({ EventSource, CloudTrailEvent }) => EventSource === of.source && !CloudTrailEvent.errorCode))
    if (page.value.last || enough(events)) break
    if (pages === mostPages) return { events, call, keptAside, cut: true }
  }
  return { events, call, keptAside, cut: false }
}

/** What a person is told of events that were not read. */
export const cutWords = (names: readonly string[]): string =>
  `only the newest ${mostPages * 50} events were read of ${names.join(', ')}; older ones are in the provider’s event history`
