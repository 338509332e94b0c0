import type { Action } from '../../../../shared/domain/vocabulary.ts'

/** Words that are always verbs in the name of a tool. */
const plain: Readonly<Partial<Record<Action, string>>> = {
  pay: 'pay buy sell purchase payout finalize',
  delete: 'delete remove drop destroy purge erase uninstall terminate revoke wipe truncate',
  administer: 'grant invite impersonate',
  send: 'send reply publish notify broadcast dial',
  execute:
    'execute exec eval evaluate invoke launch spawn click hover navigate install deploy restart scale upgrade kill reboot stop start',
  write:
    'create write update edit insert append add set put patch modify move rename upload save replace copy merge push commit upsert import toggle activate deactivate cancel close assign unassign enable disable apply fork sync synchronize ingest ingestion make register schedule archive restore backup mark switch connect vacuum generate',
  read: 'get read list search find fetch query describe show view retrieve lookup check count browse download export analyze analyse explain inspect extract recall open summarize visualize match compare enrich autocomplete verify validate ping calculate detect crawl scrape resolve preview scan ask wait poll translate investigate provide return return introspect compute infer',
}

/** Words that are as often the thing as the deed: a verb only where no plain verb stands in the name. */
const either: Readonly<Partial<Record<Action, string>>> = {
  pay: 'charge refund trade order',
  delete: 'trash',
  send: 'sender post email mail message comment share tweet forward',
  execute: 'runner executor run test build trigger type fill press drag shell bash call',
  write: 'writer editor checkout change transfer release tag note draft index move book',
  read: 'status snapshot screenshot statistics stats info health explorer reader viewer finder similarity detection analysis suggestion instructions healthcheck history',
}

function tableOf(rows: Readonly<Partial<Record<Action, string>>>): ReadonlyMap<string, Action> {
  return new Map(
    Object.entries(rows).flatMap(([action, words]) => words.split(' ').map((word): [string, Action] => [word, action as Action])),
  )
}

export const plainVerbs = tableOf(plain)
export const eitherVerbs = tableOf(either)

/** Deeds that count wherever they stand, even behind a verb of reading. */
export const neverHidden: ReadonlySet<string> = new Set([
  'delete',
  'remove',
  'destroy',
  'drop',
  'wipe',
  'purge',
  'execute',
  'exec',
  'eval',
  'pay',
])

/** `retrieves` → `retrieve`, `fetches` → `fetch`, `applies` → `apply`: the verb of a description. */
export function infinitive(word: string): string {
  if (plainVerbs.has(word)) return word
  const options = [word.replace(/ies$/, 'y'), word.replace(/es$/, ''), word.replace(/s$/, '')]
  return options.find((option) => plainVerbs.has(option) || eitherVerbs.has(option)) ?? word
}
