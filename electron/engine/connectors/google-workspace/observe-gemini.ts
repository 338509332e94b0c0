import { type Activity, blankSubject, type Power, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { ResourceClass } from '../../../../shared/domain/vocabulary.ts'
import { logDays } from './audit-log.ts'

/** Everything that is seen of Gemini in one domain hangs on this. */
export const geminiKey = 'gemini:workspace'

/** What the log tells of Gemini, added up; nobody’s name is kept. */
export interface GeminiUse {
  /** The provider’s id of the customer; null where no event names it. */
  readonly customer: string | null
  /** Events by the name of the application they happened in. */
  readonly apps: ReadonlyMap<string, number>
  /** What people did themselves; what Gemini offered unasked is not among it. */
  readonly byPeople: number
  readonly people: number
  readonly last: string | null
  /** Older events were not read. */
  readonly cut: boolean
}

/** What an application holds, by the names the log has for them. Source: Google’s reference of Gemini in Workspace apps activity events, 2026-11. */
const holds: Readonly<Record<string, ResourceClass>> = {
  gmail: 'mail',
  chat: 'chat',
  calendar: 'calendar',
  meet: 'meetings',
  keep: 'notes',
  docs: 'files',
  drive: 'files',
  sheets: 'files',
  slides: 'files',
  vids: 'files',
}

/** An assistant that lives in applications people have anyway: one for the domain, with where it is used. */
export function observeGemini(use: GeminiUse): readonly [Subject, Activity] {
  const apps = [...use.apps].toSorted(([a, many], [b, fewer]) => fewer - many || (a < b ? -1 : 1)).slice(0, 30)
  const subject: Subject = {
    ...blankSubject,
    key: geminiKey,
    role: 'agent',
    name: 'Gemini in Google Workspace',
    nativeIds: [{ kind: 'google-workspace-gemini', value: use.customer ?? 'this customer', joins: false }],
    agentKind: 'assistant',
    platform: 'Google Workspace',
    publisher: { name: 'Google', verified: true },
    autonomy: { floor: 'A1', ceiling: 'A3', because: 'it suggests, summarises and writes while its user is present' },
    signals: [{ by: 'provider', value: 'Gemini events in the audit log', certainty: 'certain', vendor: 'Google' }],
    purpose: 'Writes, summarises and answers inside mail, documents and meetings.',
    credentials: [],
    models: [{ vendor: 'Google', name: null }],
    tools: toolsIn(apps.map(([app]) => app)),
    traits: ['private-data'],
    details: { 'Used in': apps.map(([app, count]) => `${app.slice(0, 60)} ${count}`).join(', ') },
  }
  const which = use.cut ? 'the newest events of ' : ''
  const activity: Activity = {
    kind: 'activity',
    key: geminiKey,
    subjectKey: geminiKey,
    nativeId: null,
    lastActive: use.last,
    calls: use.byPeople,
    users: use.people,
    window: `what people did with it, in ${which}the last ${logDays} days; what it offered unasked is not counted`,
  }
  return [subject, activity]
}

/** It works with what its user can open in the applications where it was seen. */
function toolsIn(apps: readonly string[]): readonly Tool[] {
  const found = [...new Set(apps.flatMap((app) => (Object.hasOwn(holds, app) ? [holds[app]] : [])))].flatMap((one) => one ?? [])
  return found.toSorted().map((resource) => ({
    name: `Read and write its user’s ${resource}`,
    powers: (['read', 'write'] as const).map((action): Power => ({ action, resource, sensitivity: 'confidential' })),
  }))
}
