import type { Needed } from '../../../shared/domain/attestation.ts'
import type { DecisionAction, SystemAction } from '../../../shared/domain/decision.ts'
import { statusWords } from '../../../shared/domain/status-words.ts'
import type {
  Action,
  AgentKind,
  AgentStatus,
  AutonomyLevel,
  Band,
  OwnerState,
  Reach,
  ResourceClass,
} from '../../../shared/domain/vocabulary.ts'

/** The domain's closed lists in words a board reads. A missing word does not compile. */

export const kindWords: Readonly<Record<AgentKind, string>> = {
  assistant: 'Assistant',
  'autonomous-agent': 'Autonomous agent',
  workflow: 'Workflow with an AI step',
  'coding-agent': 'Coding agent',
  'mcp-server': 'MCP server',
  chatbot: 'Chatbot',
  'ai-application': 'AI application',
  'model-endpoint': 'Model endpoint',
  'automation-identity': 'Automation identity',
}

export const bandWords: Readonly<Record<Band, string>> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }

/** The state and what it means, for those who do not know the words. */
export const statusSentences: Readonly<Record<AgentStatus, string>> = {
  ...statusWords,
  discovered: `${statusWords.discovered}, nobody decided`,
  exception: `${statusWords.exception} until a date`,
  rejected: `${statusWords.rejected}, not yet revoked`,
  reappeared: `${statusWords.reappeared} after revocation`,
  lapsed: `${statusWords.lapsed}: the approval no longer holds`,
}

export const ownerWords: Readonly<Record<OwnerState, string>> = {
  known: 'A named person answers for it',
  none: 'Nobody: looked up, no owner',
  left: 'The owner has left',
  unanswerable: 'A group or service account only',
  unknown: 'Not looked up',
}

export const ownerShort: Readonly<Record<OwnerState, string>> = {
  known: 'Named, name not given',
  none: 'Nobody',
  left: 'Has left',
  unanswerable: 'No person',
  unknown: 'Not looked up',
}

export const autonomyWords: Readonly<Record<AutonomyLevel, string>> = {
  A0: 'A0 answers only',
  A1: 'A1 suggests',
  A2: 'A2 acts on approval',
  A3: 'A3 acts while its user is present',
  A4: 'A4 acts unattended',
  A5: 'A5 unattended, can change its own tools',
}

export const actionWords: Readonly<Record<Action, string>> = {
  read: 'read',
  write: 'change',
  delete: 'delete',
  send: 'send',
  execute: 'run',
  pay: 'pay with',
  administer: 'administer',
  invoke: 'call',
  receive: 'take in from outside:',
}

export const resourceWords: Readonly<Record<ResourceClass, string>> = {
  mail: 'mail',
  chat: 'chats',
  files: 'files',
  calendar: 'calendars',
  contacts: 'contacts',
  meetings: 'meetings',
  tasks: 'tasks',
  notes: 'notes',
  sites: 'sites',
  directory: 'the directory',
  identity: 'identities',
  application: 'applications',
  policy: 'policies',
  device: 'devices',
  security: 'security settings',
  'audit-log': 'audit logs',
  crm: 'customer records',
  finance: 'finance records',
  hr: 'staff records',
  health: 'health records',
  education: 'education records',
  code: 'code',
  database: 'databases',
  web: 'web pages',
  browser: 'a browser',
  shell: 'commands on a computer',
  model: 'an AI model',
  agent: 'other agents',
  automation: 'automations',
  infrastructure: 'infrastructure',
  analytics: 'analytics',
  settings: 'settings',
  knowledge: 'knowledge bases',
  location: 'locations',
  commerce: 'orders and shops',
  social: 'social media',
  media: 'media',
  print: 'printers',
  profile: 'user profiles',
  memory: 'its own memory',
  other: 'other things',
  unknown: 'something not classified',
}

export const reachWords: Readonly<Record<Reach, string>> = {
  self: 'its own only',
  user: 'of the user signed in',
  group: 'of a group',
  tenant: 'across the whole tenant',
  external: 'outside the organisation',
  unknown: 'reach not known',
}

export const decisionWords: Readonly<Record<DecisionAction | SystemAction, string>> = {
  'assign-owner': 'Owner assigned',
  review: 'Taken into review',
  approve: 'Approved',
  policy: 'Brought under policy',
  'accept-risk': 'Risk accepted',
  reject: 'Rejected',
  revoke: 'Revocation confirmed',
  'undo-revoke': 'Undo of a revocation confirmed',
  'not-ai': 'Marked as not AI',
  lapse: 'Lapsed: facts or time changed',
  reappear: 'Seen again after revocation',
  'revoke-executed': 'Revocation executed',
  'revoke-verified': 'Revocation proved by re-read',
  'revoke-failed': 'Revocation failed',
  'undo-executed': 'Revocation undone',
  retire: 'Retired',
}

/** What an owner said when asked whether an agent is still needed. */
export const saidWords: Readonly<Record<Needed, string>> = { yes: 'Still needed', no: 'No longer needed', 'not-mine': 'Not theirs' }
