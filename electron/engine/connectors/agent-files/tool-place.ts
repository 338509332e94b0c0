import type { Power, Tool } from '../../../../shared/domain/observation.ts'
import type { ResourceClass } from '../../../../shared/domain/vocabulary.ts'
import { hintedByArguments } from './tool-arguments.ts'
import { wordsOf } from './tool-words.ts'

type Place = NonNullable<Tool['place']>

/** What the configuration of a server, or the way it is packed, says of where it acts. */
export interface ServerReach {
  /** It is asked over the network. */
  readonly remote: boolean
  /** It holds keys or addresses of another system. */
  readonly holdsKeys: boolean
  /** It is given folders or files of this computer. */
  readonly holdsFolders: boolean
}

/** Whether the name of a setting is that of another system's address or place: `JIRA_URL`, `DB_HOST`, `KUBECONFIG`. */
export function namesAnotherSystem(name: string): boolean {
  return wordsOf(name).some((word) => /^(url|uri|host|hostname|endpoint|dsn|org|tenant|subdomain|kubeconfig|region)$/.test(word))
}

/** What is elsewhere by its nature, and what stands on the computer unless the server is for another system. */
const elsewhere: ReadonlySet<ResourceClass> = new Set(['mail', 'web', 'social', 'crm', 'location', 'commerce', 'sites', 'chat'])
const athand: ReadonlySet<ResourceClass> = new Set(['files', 'shell', 'browser', 'memory', 'database', 'code'])

export interface FoundPlace {
  readonly place: Place
  /** The first sign of each side, in words. */
  readonly because: string
}

/**
 * Where a tool acts and what shows it; null where nothing tells. Each sign adds a place and none takes one away, so that a server cannot
 * talk itself off this computer or the network.
 */
export function placeOf(
  tool: { readonly powers: readonly Power[]; readonly arguments?: readonly string[]; readonly openWorld?: boolean | undefined },
  server: ServerReach,
): FoundPlace | null {
  const hints = hintedByArguments(tool.arguments ?? [], [], [])
  const some = (fact: (power: Power) => boolean) => tool.powers.some(fact)
  const remote = firstOf([
    [server.remote, 'its server is asked over the network'],
    [server.holdsKeys, 'its server holds keys or addresses of another system'],
    [hints.remote, 'its arguments name another system'],
    [tool.openWorld === true, 'it says that it reaches beyond'],
    [some((power) => elsewhere.has(power.resource) || inRegistry(power)), 'what it acts on stands elsewhere'],
    [some((power) => power.action === 'send'), 'it sends'],
  ])
  const here = some((power) => athand.has(power.resource) && !inRegistry(power))
  const local = firstOf([
    [hints.local, 'its arguments name something on this computer'],
    [some((power) => power.resource === 'shell'), 'it runs commands where its server runs'],
    [here && server.holdsFolders, 'its server is given folders of this computer'],
    [here && !server.holdsKeys, 'its server is given no other system'],
  ])
  if (local === null || server.remote) return remote === null ? null : { place: 'remote', because: remote }
  return remote === null ? { place: 'local', because: local } : { place: 'both', because: `${local}; ${remote}` }
}

/** Public code is a package in a registry. */
const inRegistry = ({ resource, sensitivity }: Power): boolean => resource === 'code' && sensitivity === 'public'

function firstOf(signs: readonly (readonly [holds: boolean, because: string])[]): string | null {
  return signs.find(([holds]) => holds)?.[1] ?? null
}
