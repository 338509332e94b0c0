import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action } from '../../../../shared/domain/vocabulary.ts'
import type { Thing } from './tool-nouns.ts'
import { wordsOf } from './tool-words.ts'

export interface Hints {
  /** What the arguments show the tool to act on; null where they do not. */
  readonly thing: Thing | null
  /** Powers that no tool has such arguments without. */
  readonly powers: readonly Power[]
  /** It takes the name of something on the machine it runs on: a file, a folder, a command. */
  readonly local: boolean
  /** It takes the address of another system. */
  readonly remote: boolean
}

const commands = /^(command|cmd|shell command|command line|bash command|script)$/
const statements = /^(sql|(sql|cypher) (query|code|text|script|statements?|code blocks)|cypher|statement)$/
const tables = /^(table|table name|collection name)$/
const paths =
  /^((.* )?(file|folder|directory|dir|absolute|local|source|destination|input|backup|repo) ?paths?|paths?|filename|filepath|directory|folder)$/
/** Where a result is laid down. */
const outputs = /^(.* )?(output|export|save) ?(path|file|file path|dir|directory|folder)$/
/** Verbs whose path is the place of a copy. */
const lays = new Set(['export', 'backup', 'dump', 'save', 'download'])
/** An address that is told of what happens from then on. */
const callbacks = /^(webhook|callback|notification) ?(url|uri|endpoint)$/
const addresses = /^(url|uri|urls|endpoint url|target url|webhook url|page url)$/
const receivers = /^(to|cc|bcc|recipient|recipients|recipient emails?|phone number|channel|channel id|chat id)$/
const contents = /^(body|message|text|content|html|html body|message text)$/

/** The shapes of arguments that say what a tool does whatever its name is. Each adds; none takes away. */
export function hintedByArguments(names: readonly string[], actions: readonly Action[], named: readonly string[]): Hints {
  const all = names.slice(0, 200).map((name) => wordsOf(name.slice(0, 100)).join(' '))
  const has = (pattern: RegExp) => all.some((name) => pattern.test(name))
  const reads = actions.length > 0 && actions.every((action) => action === 'read')
  const powers: Power[] = []
  // Whatever is done with it, a table or a file that the caller names is read.
  if (has(tables)) powers.push({ action: 'read', resource: 'database', sensitivity: 'confidential' })
  if (has(paths)) powers.push({ action: 'read', resource: 'files', sensitivity: 'confidential' })
  if (has(outputs) || (has(paths) && named.some((word) => lays.has(word))))
    powers.push({ action: 'write', resource: 'files', sensitivity: 'confidential' })
  if (has(commands)) powers.push({ action: 'execute', resource: 'shell', sensitivity: 'confidential' })
  if (has(statements)) {
    powers.push({ action: 'read', resource: 'database', sensitivity: 'confidential' })
    // A statement can write, whatever it is called, unless the name itself binds the tool to reading.
    if (!named.some((word) => word === 'read' || word === 'select' || word === 'explain'))
      powers.push({ action: 'write', resource: 'database', sensitivity: 'confidential' })
  }
  if (!reads && has(receivers) && has(contents))
    powers.push({ action: 'send', resource: has(/^(subject|cc|bcc)$/) ? 'mail' : 'chat', sensitivity: 'confidential' })
  // Whoever chooses the address chooses who learns what stands in it.
  const tells = !reads && (has(callbacks) || (has(addresses) && named.some((word) => word === 'webhook' || word === 'callback')))
  if (tells || (has(addresses) && (reads || has(/^(method|headers)$/))))
    powers.push({ action: 'send', resource: 'web', sensitivity: 'public' })
  if (has(/^(method|http method)$/) && has(addresses)) powers.push({ action: 'write', resource: 'web', sensitivity: 'public' })
  if (!reads && has(/^amount( .*)?$/) && has(/^(currency|recipient|to|to account|payee|destination account)$/))
    powers.push({ action: 'pay', resource: 'finance', sensitivity: 'restricted' })
  const local = has(commands) || has(paths) || has(outputs) || has(/^local port$/)
  const remote =
    has(addresses) ||
    has(callbacks) ||
    has(/^((base |server )?(host|hostname)|remote .*|connection string|dsn|base url|endpoint|git repo|(git |repo |repository )url)$/)
  return { thing: thingOf(has), powers, local, remote }
}

function thingOf(has: (pattern: RegExp) => boolean): Thing | null {
  if (has(commands)) return { resource: 'shell', sensitivity: 'confidential' }
  if (has(statements)) return { resource: 'database', sensitivity: 'confidential' }
  if (has(tables)) return { resource: 'database', sensitivity: 'confidential' }
  if (has(paths) || has(outputs)) return { resource: 'files', sensitivity: 'confidential' }
  if (has(addresses)) return { resource: 'web', sensitivity: 'public' }
  return null
}
