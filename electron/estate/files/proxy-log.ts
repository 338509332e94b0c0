import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { type BusinessUnit, businessUnits, type People } from '../people.ts'
import { makeRandom } from '../random.ts'

interface Service {
  readonly host: string
  readonly path: string
  /** As the catalogue knows it. */
  readonly service: string
  readonly archetype: number | null
  /** Who uses it, and how often next to other services. */
  readonly units: readonly BusinessUnit[]
  readonly weight: number
}

/** Archetype 35: Sales uses three assistants that nobody listed. The others are what a firm of this kind uses. */
const services: readonly Service[] = [
  { host: 'chatgpt.com', path: '/backend-api/conversation', service: 'OpenAI: ChatGPT', archetype: null, units: businessUnits, weight: 40 },
  {
    host: 'claude.ai',
    path: '/api/organizations',
    service: 'Anthropic: Claude',
    archetype: null,
    units: ['Engineering', 'Finance'],
    weight: 20,
  },
  { host: 'www.perplexity.ai', path: '/rest/sse/ask', service: 'Perplexity: Perplexity', archetype: 35, units: ['Sales'], weight: 12 },
  { host: 'chat.deepseek.com', path: '/api/v0/chat', service: 'DeepSeek: DeepSeek', archetype: 35, units: ['Sales'], weight: 9 },
  { host: 'grok.com', path: '/rest/app-chat', service: 'xAI: Grok', archetype: 35, units: ['Sales'], weight: 6 },
]

const others = ['intranet.meridian.example', 'mail.meridian.example', 'www.supplier.example', 'news.example', 'cdn.example'] as const
const head = 'Event Time,User,Department,URL,Policy Action,Sent Bytes,Received Bytes,Client IP,Response Code'

/** A month of the web gateway's log as its console exports it. Paths and queries are in it; nothing of them may come out. */
export function makeProxyLog(options: { readonly people: People; readonly seed: number; readonly asOf: string; readonly lines: number }): {
  readonly text: string
  readonly entries: readonly AnswerKeyEntry[]
} {
  const { people, asOf, lines } = options
  const random = makeRandom(options.seed).at('proxy-log')
  const staff = Array.from({ length: Math.min(people.count, 1_200) }, (_unused, index) => people.at(index))
  const byUnit = Map.groupBy(staff, (member) => member.department)
  const wheel = services.flatMap((service) => Array.from({ length: service.weight }, () => service))
  const end = Date.parse(`${asOf}T00:00:00Z`)
  const rows: string[] = [head]
  for (let line = 0; line < lines; line += 1) {
    // Every service at least once, whatever is drawn.
    const service = line < services.length ? services[line] : random.chance(0.1) ? random.pick(wheel) : undefined
    const member = service === undefined ? random.pick(staff) : random.pick(byUnit.get(random.pick(service.units)) ?? staff)
    const at = new Date(end - Math.floor(((lines - line) / lines) * 30 * 86_400_000)).toISOString().slice(0, 19).replace('T', ' ')
    const address =
      service === undefined
        ? `https://${random.pick(others)}/page/${random.below(900)}`
        : `https://${service.host}${service.path}?id=${random.below(9_000)}`
    const [sent, received] = [300 + random.below(service === undefined ? 2_000 : 40_000), 900 + random.below(90_000)]
    rows.push(
      `"${at}",${member.mail},${member.department},${address},Allowed,${sent},${received},10.20.${member.index & 255}.${member.index >> 8},200`,
    )
  }
  return {
    text: `${rows.join('\n')}\n`,
    entries: services.map(({ service, archetype }) =>
      answer({
        archetype,
        provider: 'files',
        name: service,
        nativeId: { kind: 'ai-service', value: service },
        isAgent: true,
      }),
    ),
  }
}
