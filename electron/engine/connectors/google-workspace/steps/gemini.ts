import { complete, partial, type Step } from '../../connector.ts'
import { events, instant } from '../audit-log.ts'
import { endAfter } from '../ends.ts'
import { type GeminiUse, geminiKey, observeGemini } from '../observe-gemini.ts'
import { type LogEvent, valuesOf } from '../schema.ts'

/** A thousand events a page: beyond these the picture is that of the newest ones. */
const mostPages = 20

/** What it offers by itself while somebody reads or writes; nobody asked for it. */
const unasked = 'inactive'

/** Gemini inside Google’s own applications leaves no consent and no token: the audit log alone tells of it. */
export const gemini: Step = {
  id: 'gemini',
  title: 'Gemini in Workspace',
  yields: 'whether Gemini is used inside mail, documents and meetings, by how many people and when last',
  after: [],
  calls: ['gemini-events'],
  hides: 'the assistant inside Google’s own applications, and whether anybody uses it',
  owns: [
    { kind: 'subject', keyPrefix: geminiKey },
    { kind: 'activity', keyPrefix: geminiKey },
  ],
  async *run(context) {
    const seen = gathering()
    let call: string | null = null
    let keptAside = 0
    let pages = 0
    let cut = false
    for await (const page of events(context, 'gemini-events', 'feature_utilization')) {
      if (!page.ok) return endAfter(page.failure, false)
      call = page.value.call
      keptAside += page.value.keptAside
      pages += 1
      for (const record of page.value.items) seen.take(record)
      cut = page.value.next !== null && pages >= mostPages
      if (cut) break
    }
    const use = seen.use(cut)
    yield { observations: use.apps.size === 0 ? [] : observeGemini(use), call, cursor: null, keptAside }
    return cut ? partial(`only the newest ${mostPages * 1_000} events were read; older ones are in the admin console`) : complete
  },
}

function gathering() {
  const apps = new Map<string, number>()
  const people = new Set<string>()
  let customer: string | null = null
  let byPeople = 0
  let last: string | null = null
  return {
    take: ({ id, actor, events: told }: LogEvent): void => {
      customer ??= id.customerId ?? null
      for (const event of told) {
        const app = valuesOf(event, 'app_name')[0] ?? 'an application that is not named'
        apps.set(app, (apps.get(app) ?? 0) + 1)
        if (valuesOf(event, 'event_category')[0] === unasked) continue
        byPeople += 1
        const at = instant(id.time)
        if (at !== null && (last === null || at > last)) last = at
        const who = actor?.profileId ?? actor?.email
        if (who) people.add(who)
      }
    },
    use: (cut: boolean): GeminiUse => ({ customer, apps, byPeople, people: people.size, last, cut }),
  }
}
