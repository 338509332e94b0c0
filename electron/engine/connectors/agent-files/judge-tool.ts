import type { Power, Tool } from '../../../../shared/domain/observation.ts'
import { type KnownTool, knownServer, knownTool, toolNames } from './known-servers.ts'
import { type ToolClaims, type Witness, type WitnessedPower, witnessedPowers } from './powers.ts'
import { placeOf, type ServerReach } from './tool-place.ts'

/** What is made of a tool: its powers, where it acts (null: nothing tells), and in words who says so. */
export interface JudgedTool {
  readonly powers: readonly Power[]
  readonly place: NonNullable<Tool['place']> | null
  readonly because: string
}

const saidBy: Readonly<Record<Witness, string>> = {
  name: 'its name',
  'weak name': 'a word of its name',
  arguments: 'its arguments',
  system: 'the system it belongs to',
  description: 'its description',
  annotation: 'its annotations',
}
const placeWords = { local: 'on this computer', remote: 'on other systems', both: 'on this computer and on other systems' } as const

/**
 * Judges a tool that a server told of itself. Who the server is (`identity`) says its configuration, so what the table of known servers
 * holds of it closes what words leave open, and goes before what a word says only weakly; nothing else that words say is taken away.
 */
export function judgeTool(
  tool: { readonly claims: ToolClaims; readonly openWorld?: boolean | undefined; readonly identity: string },
  server: ServerReach,
): JudgedTool {
  const row = knownServer(tool.identity)
  const known = row === null ? null : knownTool(row, tool.claims.name)
  const words = known === null ? witnessedPowers(tool.claims) : besideKnown(witnessedPowers(tool.claims), known)
  return judged(words, known, { arguments: tool.claims.arguments, openWorld: tool.openWorld }, server)
}

/** The tools of a known server that was not asked, as its documentation has them; null for one that is not known. */
export function documentedTools(identity: string, server: string, reach: ServerReach): readonly Tool[] | null {
  const row = knownServer(identity)
  if (row === null) return null
  return toolNames(row).flatMap((name) => {
    const known = knownTool(row, name)
    return known === null ? [] : [{ name, server, ...toldPlace(judged([], known, {}, reach)) }]
  })
}

/** Its members as a tool has them: no place where nothing tells. */
export function toldPlace({ place, ...rest }: JudgedTool): Pick<Tool, 'powers' | 'place' | 'because'> {
  return place === null ? rest : { ...rest, place }
}

function judged(
  words: readonly WitnessedPower[],
  known: KnownTool | null,
  taken: { readonly arguments?: readonly string[] | undefined; readonly openWorld?: boolean | undefined },
  server: ServerReach,
): JudgedTool {
  const powers = distinct([...(known?.powers ?? []), ...words.map(({ power }) => power)])
  const found = placeOf({ powers, arguments: taken.arguments ?? [], openWorld: taken.openWorld }, server)
  // What acts on the computer it runs on acts elsewhere where it runs elsewhere.
  const documented = known?.place != null && server.remote ? 'remote' : (known?.place ?? null)
  const place = both(documented, found?.place ?? null)
  const what = known === null ? [] : [`${known.powers.map(inWords).join(', ')}: ${known.because}`]
  const who = (Object.keys(saidBy) as Witness[]).flatMap((by) => {
    const said = words.filter((one) => one.by === by && !isGap(one)).map(({ power }) => inWords(power))
    return said.length === 0 ? [] : [`${said.join(', ')}: by ${saidBy[by]}`]
  })
  const where = place === null ? 'where it acts: nothing tells' : `${placeWords[place]}: ${found?.because ?? 'by its documentation'}`
  const open = words.some(isGap) ? ['its words leave open what it does, or to what'] : []
  return { powers, place, because: [...what, ...who, ...open, where].join(' · ') }
}

/** What words say beside the table. A gap in reading is closed; another deed whose object is open is done to what the table names. */
function besideKnown(words: readonly WitnessedPower[], known: KnownTool): readonly WitnessedPower[] {
  const [first] = known.powers
  return words
    .filter((one) => one.by !== 'weak name' && !isGap(one))
    .map((one) =>
      one.power.resource !== 'unknown' || first === undefined ? one : { ...one, power: { ...first, action: one.power.action } },
    )
}

const isGap = ({ power }: WitnessedPower): boolean => power.resource === 'unknown' && power.action === 'read'

function both(one: JudgedTool['place'], other: JudgedTool['place']): JudgedTool['place'] {
  if (one === null || other === null) return one ?? other
  return one === other ? one : 'both'
}

const inWords = ({ action, resource }: Power): string => (resource === 'unknown' ? `${action} something` : `${action} ${resource}`)

function distinct(powers: readonly Power[]): readonly Power[] {
  return [...new Map(powers.map((power) => [`${power.action} ${power.resource} ${power.sensitivity}`, power])).values()]
}
