import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'

export const categoryWords: Readonly<Record<ConnectorInfo['category'], string>> = {
  computer: 'Computers',
  saas: 'SaaS',
  cloud: 'Clouds',
  automation: 'Automation',
  file: 'Files and lists',
}
const order = Object.keys(categoryWords) as readonly ConnectorInfo['category'][]

export interface FoundConnector {
  readonly connector: ConnectorInfo
  /** What it yields that fits the search, where neither its title nor its summary does. */
  readonly because: string | null
}

export interface ConnectorGroup {
  readonly category: ConnectorInfo['category']
  readonly found: readonly FoundConnector[]
}

/** The connectors by category; every word of the search must occur in the title, the summary, the category or in what it finds. */
export function findConnectors(connectors: readonly ConnectorInfo[], search: string): readonly ConnectorGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = connectors.flatMap((connector) => {
    const told = `${connector.title} ${connector.id} ${connector.summary} ${categoryWords[connector.category]}`.toLowerCase()
    const finds = connector.steps.map(({ title, yields, hides }) => ({ yields, text: `${title} ${yields} ${hides}`.toLowerCase() }))
    const ways = connector.signIn.map(({ title }) => title.toLowerCase()).join(' ')
    const missing = words.filter((word) => !told.includes(word))
    if (missing.some((word) => !ways.includes(word) && !finds.some(({ text }) => text.includes(word)))) return []
    const because = missing.length === 0 ? undefined : finds.find(({ text }) => missing.some((word) => text.includes(word)))
    return [{ connector, because: because?.yields ?? null }]
  })
  return order
    .map((category) => ({ category, found: found.filter((one) => one.connector.category === category) }))
    .filter((group) => group.found.length > 0)
}
