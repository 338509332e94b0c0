import type { Action } from '../../../../shared/domain/vocabulary.ts'
import { decisiveNouns, gatheringNouns, singular, watchingSystems, weakNouns } from './tool-nouns.ts'
import { eitherVerbs, infinitive, neverHidden, plainVerbs } from './tool-verbs.ts'

const joiners = new Set(['or', 'and', 'then', 'y'])
const prepositions = new Set('by for from to in into with without of at on as via using per no that which when based'.split(' '))

/** Made with a verb of writing, these things are a payment, a message, a right of access or something that runs. */
const made: Readonly<Record<string, Action>> = Object.fromEntries([
  ...'money funds order orders trade refund payout charge transfer payment'.split(' ').map((word) => [word, 'pay'] as const),
  ...'comment comments message reply tweet post sms notification'.split(' ').map((word) => [word, 'send'] as const),
  ...'role roles permission permissions member members admin admins'.split(' ').map((word) => [word, 'administer'] as const),
  ...'build builds run runs execution executions deployment deployments pod pods'.split(' ').map((word) => [word, 'execute'] as const),
])
/** Whoever is put into one of these may do what it may. */
const people = new Set('user member principal account person people collaborator guest'.split(' '))
const rights = new Set('group role team organization organisation'.split(' '))
const makes = new Set('add create make place submit write modify set assign send transfer'.split(' '))

/** Where the verb of a name stands: the first word that can only be a verb, else the first or the last that may be one. */
function headOf(words: readonly string[]): number {
  const plain = words.findIndex((word, at) => plainVerbs.has(word) || (makes.has(word) && at < words.length - 1))
  if (plain >= 0) return plain
  if (eitherVerbs.has(words[0] ?? '')) return 0
  return words.findLastIndex((word) => eitherVerbs.has(word))
}

const verbAt = (words: readonly string[], at: number): Action | undefined =>
  plainVerbs.get(words[at] ?? '') ?? eitherVerbs.get(words[at] ?? '')

/** What a name says the tool does, the verb's own first; empty where no word of it is a known verb. */
export function actionsOfName(words: readonly string[]): readonly Action[] {
  const head = headOf(words)
  if (head < 0) return namesWhatItGives(words) ? ['read'] : []
  const found: Action[] = []
  const verb = verbAt(words, head)
  const object = objectOf(words).at(-1) ?? ''
  const special = makes.has(words[head] ?? '') ? (made[object] ?? admits(words)) : proven(words[head] ?? '', object)
  if (special !== undefined) found.push(special)
  else if (verb !== undefined) found.push(verb)
  for (let at = head; joiners.has(words[at + 1] ?? ''); at += 2) {
    const next = verbAt(words, at + 2)
    if (next === undefined) break
    found.push(next)
  }
  for (const word of words) if (neverHidden.has(word)) found.push(plainVerbs.get(word) ?? 'execute')
  return [...new Set(found)]
}

/** Words before a thing that say which one is meant, and the names of interfaces. */
const pointing = new Set('current my all latest recent available supported rpc rest graphql api'.split(' '))
const things = [decisiveNouns, weakNouns, gatheringNouns, watchingSystems]

/**
 * A name of nothing but things, in the plural or with a word that points at one, is that of a collection: `mempool_transactions`,
 * `current_user`. A single thing may as well be made (`access_token`), and a word that nobody knows may be any deed.
 */
function namesWhatItGives(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  const known = words.every((word) => pointing.has(word) || things.some((table) => table.has(word) || table.has(singular(word))))
  return known && !pointing.has(last) && (singular(last) !== last || pointing.has(words[0] ?? ''))
}

/** A domain that was verified may be used from then on. */
const proven = (verb: string, object: string): Action | undefined =>
  verb === 'verify' && singular(object) === 'domain' ? 'write' : undefined

/** `add user to group` gives that user what the group may. */
function admits(words: readonly string[]): Action | undefined {
  const into = words.findIndex((word) => word === 'to' || word === 'into')
  const whom = singular(words[into - 1] ?? '')
  return into > 0 && people.has(whom) && rights.has(singular(words.at(-1) ?? '')) ? 'administer' : undefined
}

/**
 * What is put into something, or taken out of it, with its container: `add urls to category` changes the `url category`. Empty where
 * nothing is changed, and for what is made `from` something.
 */
export function containerOf(words: readonly string[], does: readonly Action[]): readonly string[] {
  if (does.every((action) => action === 'read')) return []
  const at = words.findIndex(
    (word, index) => index > 1 && (word === 'to' || word === 'into' || (word === 'from' && does.includes('delete'))),
  )
  return at < 0 ? [] : [singular(words[at - 1] ?? ''), ...beforePreposition(words.slice(at + 1))]
}

/** What the verb of a name is about: what follows it up to a preposition, or what stands before it in names such as `pages_list`. */
export function objectOf(words: readonly string[]): readonly string[] {
  const head = headOf(words)
  let start = head + 1
  while (joiners.has(words[start] ?? '') && start + 1 < words.length) start += 2
  if (prepositions.has(words[start] ?? '')) start += 1
  const object = beforePreposition(words.slice(start))
  return object.length > 0 ? object : words.slice(0, Math.max(head, 0))
}

/** A name without what hangs on by a preposition: `list assignments for user` is about assignments. */
export function withoutTail(words: readonly string[]): readonly string[] {
  return [...words.slice(0, 2), ...beforePreposition(words.slice(2))]
}

function beforePreposition(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => prepositions.has(word))
  return end < 0 ? words : words.slice(0, end)
}

/** The verbs that a description opens with: `Creates`, `Enable or disable`, `Create, update and delete`. */
export function actionsSaid(sentence: readonly string[]): readonly Action[] {
  const found: Action[] = []
  for (let at = openingOf(sentence); at >= 0 && at < sentence.length; ) {
    const action = plainVerbs.get(infinitive(sentence[at] ?? ''))
    if (action === undefined) break
    // To execute a query is to ask it.
    const asks = action === 'execute' && sentence.slice(at + 1, at + 8).some((word) => /^(query|queries|search|select)$/.test(word))
    found.push(asks ? 'read' : action)
    at += joiners.has(sentence[at + 1] ?? '') ? 2 : 1
  }
  return [...new Set(found)]
}

/** A description begins with its verb, or with a word about it: `Fully replace`, `This tool creates`, `Tool to list`. */
function openingOf(sentence: readonly string[]): number {
  return sentence.slice(0, 4).findIndex((word) => plainVerbs.has(infinitive(word)))
}

/** What the opening verb of a description is about. */
export function saidObject(sentence: readonly string[]): readonly string[] {
  const start = openingOf(sentence)
  if (start < 0) return []
  const rest = sentence.slice(start + 1)
  const end = rest.findIndex((word, at) => at > 0 && prepositions.has(word))
  return end < 0 ? rest.slice(0, 8) : rest.slice(0, end)
}
