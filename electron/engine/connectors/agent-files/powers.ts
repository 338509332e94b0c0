import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'
import { actionsOfName, actionsSaid, saidObject } from './tool-actions.ts'
import { hintedByArguments } from './tool-arguments.ts'
import { decisiveNouns, gatheringNouns, singular, type Thing, weakNouns } from './tool-nouns.ts'
import { type FoundThing, thingActedOn, thingIn } from './tool-things.ts'
import { firstSentence, wordsOf } from './tool-words.ts'

/** What a server says of one of its tools. All of it is a stranger's claim. */
export interface ToolClaims {
  readonly name: string
  readonly description?: string | undefined
  readonly arguments?: readonly string[]
  readonly annotations?: { readonly readOnlyHint?: boolean | undefined; readonly destructiveHint?: boolean | undefined } | undefined
  /** The name under which its server is configured: the owner's word, not the server's. */
  readonly system?: string
}

/** Who says that a tool has a power: the name and what it acts on, its arguments, its description, its annotations. */
export type Witness = FoundThing['by'] | 'description' | 'annotation'

export interface WitnessedPower {
  readonly power: Power
  readonly by: Witness
}

const unknown: Thing = { resource: 'unknown', sensitivity: 'unknown' }
const any = [decisiveNouns, weakNouns, gatheringNouns]
const heavy: ReadonlySet<Sensitivity> = new Set(['confidential', 'restricted'])

/** The powers of a tool of which only the name, and perhaps a description, is known. */
export function powersOf(name: string, description?: string): readonly Power[] {
  return powersOfTool({ name, description })
}

/** What a tool allows, as `witnessedPowers` finds it. */
export function powersOfTool(tool: ToolClaims): readonly Power[] {
  return witnessedPowers(tool).map(({ power }) => power)
}

/**
 * What a tool allows, each power with who says so. Its name and the shape of its arguments are the floor; a name that does not say what
 * it does, or to what, leaves `unknown` standing as a gap. Description and annotations only add to the floor: none of their words takes a
 * power away or makes data less sensitive, and they close a gap only by naming something that weighs more. What a server hides stays
 * hidden: this is a floor.
 */
export function witnessedPowers(tool: ToolClaims): readonly WitnessedPower[] {
  const named = wordsOf(tool.name.slice(0, 200))
  const does = actionsOfName(named)
  const hints = hintedByArguments(tool.arguments ?? [], does, named)
  const found = thingActedOn(named, hints.thing, wordsOf((tool.system ?? '').slice(0, 100)), does)
  const to = found?.thing ?? null
  const by = found?.by ?? 'name'

  const sentence = wordsOf(firstSentence(tool.description ?? ''))
  const said = actionsSaid(sentence)
  const saidTo = thingIn(saidObject(sentence), any) ?? thingIn(sentence, any, 'first')

  const floor: Power[] = (does.length > 0 ? does : (['read'] as const)).map((action) => ({ action, ...(to ?? unknown) }))
  if (does.length === 0) floor.push({ action: 'read', ...unknown })
  const added: Power[] = said.map((action) => ({ action, ...(to ?? saidTo ?? unknown) }))
  // Where the name says it weakly or not at all, what the description says is added.
  const closer = found === null ? saidTo : sure(found) ? null : thingIn(saidObject(sentence), [decisiveNouns])
  if (closer !== null) for (const action of does) added.push({ action, ...closer })
  const all = [
    ...witnessed(floor, by),
    ...witnessed(openQuery(named, to), by),
    ...witnessed(hints.powers, 'arguments'),
    ...witnessed(added, 'description'),
  ]
  const powers = [
    ...all,
    ...witnessed(annotated(tool, all.map(powerIn)), 'annotation'),
    ...witnessed(restrictedSaid(sentence, all.map(powerIn)), 'description'),
    ...witnessed(saidFurtherOn(tool.description ?? '', all.map(powerIn)), 'description'),
  ]
  return distinct(does.length === 0 ? withVerbGap(powers, said) : withoutClosedGaps(powers))
}

const powerIn = ({ power }: WitnessedPower): Power => power
const witnessed = (powers: readonly Power[], by: Witness): readonly WitnessedPower[] => powers.map((power) => ({ power, by }))

/** Not a weak word, nor the kind of system alone where that only watches over others. */
const sure = ({ by, thing }: FoundThing): boolean => by !== 'weak name' && !(by === 'system' && thing.resource === 'security')

/** A question in a database's own language can do more than its name says, unless the name binds it to reading. */
function openQuery(named: readonly string[], to: Thing | null): readonly Power[] {
  const open =
    named.some((word) => word === 'query' || word === 'sql' || word === 'cypher') &&
    named.some((word) => /^(query|execute|run)$/.test(word))
  if (to?.resource !== 'database' || !open || named.includes('read') || named.includes('list') || named.includes('get')) return []
  return [
    { action: 'read', ...to },
    { action: 'write', ...to },
  ]
}

/** Annotations are hints of the server: those that warn are believed, those that soothe are not. */
function annotated({ annotations }: ToolClaims, powers: readonly Power[]): readonly Power[] {
  const [first] = powers
  if (first === undefined) return []
  const changes = powers.some((power) => power.action !== 'read' && power.action !== 'receive')
  const added: Power[] = []
  if (annotations?.destructiveHint === true && !powers.some((power) => power.action === 'delete'))
    added.push({ ...first, action: 'delete' })
  if (annotations?.readOnlyHint === false && !changes) added.push({ ...first, action: 'write' })
  return added
}

/** Words for the most sensitive kinds of data that mean nothing else in any trade. */
const unmistakable: ReadonlySet<string> = new Set(
  'password credential patient medical diagnosis prescription salary payroll payment invoice billing wallet'.split(' '),
)

/** Data that a description itself calls by such a word. */
function restrictedSaid(sentence: readonly string[], powers: readonly Power[]): readonly Power[] {
  const [first] = powers
  const word = sentence.map(singular).find((one) => unmistakable.has(one))
  const thing = word === undefined ? undefined : decisiveNouns.get(word)
  if (first === undefined || thing === undefined || powers.some((power) => power.sensitivity === 'restricted')) return []
  return [{ action: first.action, ...thing }]
}

const ofPrivateThings = /\bprivate (data|documents?|docs|files?|repos?|repositories|repository|resources?|sources?|content)\b/i
const laidDown = /\b(sav|writ)(es?|ing|ten)\b[^.]{0,40}\bto (an? |the )?([\w.]+ )?(file|disk)\b/i

/** What a description owns up to anywhere, not only where it opens: that data is private, that a result is laid down in a file. */
function saidFurtherOn(description: string, powers: readonly Power[]): readonly Power[] {
  const text = description.slice(0, 2_000)
  const [first] = powers
  const added: Power[] = []
  if (
    first !== undefined &&
    first.resource !== 'unknown' &&
    ofPrivateThings.test(text) &&
    !powers.some((one) => heavy.has(one.sensitivity))
  )
    added.push({ ...first, sensitivity: 'confidential' })
  if (laidDown.test(text)) added.push({ action: 'write', resource: 'files', sensitivity: 'confidential' })
  return added
}

/** A verb that nobody knows may do anything: only a description that owns up to more than reading says what it does. */
function withVerbGap(powers: readonly WitnessedPower[], said: readonly Action[]): readonly WitnessedPower[] {
  return said.some((action) => action !== 'read') ? withoutClosedGaps(powers) : powers
}

/** A gap is closed where the same deed is known to reach something heavier than the unknown counts for. */
function withoutClosedGaps(powers: readonly WitnessedPower[]): readonly WitnessedPower[] {
  return powers.filter(
    ({ power: gap }) =>
      gap.resource !== 'unknown' ||
      !powers.some(({ power }) => power.resource !== 'unknown' && power.action === gap.action && heavy.has(power.sensitivity)),
  )
}

/** Each power once, by its first witness. */
function distinct(powers: readonly WitnessedPower[]): readonly WitnessedPower[] {
  const first = new Map<string, WitnessedPower>()
  for (const one of powers) {
    const key = `${one.power.action} ${one.power.resource} ${one.power.sensitivity}`
    if (!first.has(key)) first.set(key, one)
  }
  return [...first.values()]
}

/** `read files confidential` as it stands in the table of known servers. */
export function powerOf(text: string): Power {
  const [action = 'read', resource = 'unknown', sensitivity = 'unknown'] = text.split(' ')
  return { action: action as Action, resource: resource as ResourceClass, sensitivity: sensitivity as Sensitivity }
}
