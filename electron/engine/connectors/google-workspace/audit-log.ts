import type { Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { type ListPage, pages } from './client.ts'
import { eventSchema, type LogEvent } from './schema.ts'

/** How far back the audit log reaches. Source: the Reports API’s guides on token and administrator activity. */
export const logDays = 180

const dayMs = 86_400_000

/** The first moment the log can know of. */
export const logStart = (context: ConnectorContext): Date => new Date(context.now().getTime() - logDays * dayMs)

/** Events of one name, newest first, a thousand to a page. */
export function events(
  context: ConnectorContext,
  log: 'token-events' | 'admin-events' | 'gemini-events',
  eventName: string,
  query: Readonly<Record<string, string>> = {},
): AsyncGenerator<Result<ListPage<LogEvent>>, void> {
  return pages(context, {
    call: log,
    member: 'items',
    schema: eventSchema,
    query: { eventName, maxResults: '1000', startTime: logStart(context).toISOString(), ...query },
  })
}

/** A provider's moment in our one form; null when it cannot be read. */
export function instant(text: string): string | null {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
