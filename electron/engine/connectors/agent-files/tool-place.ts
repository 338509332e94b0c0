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

/** Null where nothing tells. Each sign adds a place and none takes one away, so that a server cannot talk itself off this computer or the network. */
export function placeOf(
  tool: { readonly powers: readonly Power[]; readonly arguments?: readonly string[]; readonly openWorld?: boolean | undefined },
  server: ServerReach,
): Place | null {
  const hints = hintedByArguments(tool.arguments ?? [], [], [])
  const has = (set: ReadonlySet<ResourceClass>) => tool.powers.some((power) => set.has(power.resource))
  const remote =
    server.remote ||
    server.holdsKeys ||
    hints.remote ||
    tool.openWorld === true ||
    has(elsewhere) ||
    tool.powers.some((power) => power.action === 'send')
  const local =
    !server.remote &&
    (hints.local || tool.powers.some((power) => power.resource === 'shell') || (has(athand) && (server.holdsFolders || !server.holdsKeys)))
  if (local && remote) return 'both'
  if (local) return 'local'
  return remote ? 'remote' : null
}
