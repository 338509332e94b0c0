import type { Capability } from './capability.ts'
import type { Action, Reach, ResourceClass } from './vocabulary.ts'

type Says = Pick<Capability, 'action' | 'resource' | 'reach'>

const verbs: Readonly<Record<Action, string>> = {
  read: 'reads',
  write: 'changes',
  delete: 'deletes',
  send: 'sends',
  execute: 'runs',
  pay: 'pays with',
  administer: 'administers',
  invoke: 'calls',
  receive: 'takes in',
}

/** What a class of resource holds, and the word for each container of it where a whole tenant is meant. */
const nouns: Readonly<Record<ResourceClass, readonly [things: string, every: string]>> = {
  mail: ['mail', 'every mailbox'],
  chat: ['chats', 'every chat'],
  files: ['files', 'every file'],
  calendar: ['calendar', 'every calendar'],
  contacts: ['contacts', 'everybody’s contacts'],
  meetings: ['meetings', 'every meeting'],
  tasks: ['tasks', 'everybody’s tasks'],
  notes: ['notes', 'every notebook'],
  sites: ['sites', 'every site'],
  directory: ['directory', 'the whole directory'],
  identity: ['sign-in settings', 'every account'],
  application: ['applications', 'every application'],
  policy: ['policies', 'every policy'],
  device: ['devices', 'every device'],
  security: ['security data', 'all security data'],
  'audit-log': ['audit logs', 'all audit logs'],
  crm: ['customer data', 'all customer data'],
  finance: ['finance data', 'all finance data'],
  hr: ['personnel data', 'all personnel data'],
  health: ['health data', 'all health data'],
  education: ['education data', 'all education data'],
  code: ['code', 'all code'],
  database: ['databases', 'every database'],
  web: ['web pages', 'all web pages'],
  browser: ['a browser', 'every browser'],
  shell: ['commands', 'commands anywhere'],
  model: ['a model', 'every model'],
  agent: ['agents', 'every agent'],
  automation: ['automations', 'every automation'],
  infrastructure: ['infrastructure', 'all infrastructure'],
  analytics: ['analytics', 'all analytics'],
  settings: ['settings', 'all settings'],
  knowledge: ['knowledge sources', 'every knowledge source'],
  location: ['locations', 'everybody’s location'],
  commerce: ['orders', 'all orders'],
  social: ['social posts', 'all social posts'],
  media: ['media', 'all media'],
  print: ['print jobs', 'every print job'],
  profile: ['profile', 'every profile'],
  memory: ['memory', 'all memories'],
  other: ['other data', 'all other data'],
  unknown: ['data of an unknown kind', 'all data of an unknown kind'],
}

const sent: Readonly<Partial<Record<ResourceClass, string>>> = {
  mail: 'mail',
  chat: 'messages',
  web: 'requests to the web',
  meetings: 'invitations',
  calendar: 'invitations',
  social: 'posts',
}

const byReach: Readonly<Record<Reach, (things: string, every: string) => string>> = {
  self: (things) => `its own ${things}`,
  user: (things) => `its user’s ${things}`,
  group: (things) => `a group’s ${things}`,
  tenant: (_things, every) => `${every} in the tenant`,
  external: (things) => `${things} outside the organisation`,
  unknown: (things) => `${things}, how far is not known`,
}

/** A capability in words that can stand beside a band: `reads every mailbox in the tenant`. Never holds provider text. */
export function capabilityWords({ action, resource, reach }: Says): string {
  if (action === 'send') return sendWords(resource, reach)
  if (action === 'delete') return deleteWords(resource, reach)
  if (action === 'write' && resource === 'mail' && reach === 'tenant') return 'changes mail in every mailbox in the tenant'
  if (action === 'execute' && resource === 'shell') return 'runs commands'
  if (action === 'execute' && resource === 'code') return 'runs code'
  if (action === 'execute' && resource === 'browser') return 'drives a browser'
  if (action === 'invoke' && resource === 'model') return 'calls a model'
  if (action === 'read' && resource === 'web') return 'reads the web'
  if (resource === 'memory') return `${verbs[action]} its memory`
  const [things, every] = nouns[resource]
  return `${verbs[action]} ${byReach[reach](things, every)}`
}

/** To be able to delete is not to be deleting. */
function deleteWords(resource: ResourceClass, reach: Reach): string {
  const [things, every] = nouns[resource]
  return `can delete ${reach === 'tenant' ? `${things} anywhere in the tenant` : byReach[reach](things, every)}`
}

function sendWords(resource: ResourceClass, reach: Reach): string {
  const what = sent[resource] ?? nouns[resource][0]
  if (resource === 'web') return `sends ${what}`
  if (reach === 'tenant') return `sends ${what} as anybody in the tenant`
  if (reach === 'user') return `sends ${what} as its user`
  if (reach === 'external') return `sends ${what} outside the organisation`
  return `sends ${what}`
}
