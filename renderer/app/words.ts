import type { Obstacle } from '../../shared/domain/allowed-actions.ts'
import type { DecisionAction, SystemAction } from '../../shared/domain/decision.ts'
import type {
  AgentKind,
  AutonomyLevel,
  Band,
  Environment,
  Exposure,
  OwnerState,
  Reach,
  Sensitivity,
} from '../../shared/domain/vocabulary.ts'

/** The words of the window for the closed lists of the domain. One place, so that a thing is called the same everywhere. */

export const kindWords: Readonly<Record<AgentKind, string>> = {
  assistant: 'Assistant',
  'autonomous-agent': 'Autonomous agent',
  workflow: 'Workflow with AI',
  'coding-agent': 'Coding agent',
  'mcp-server': 'MCP server',
  chatbot: 'Chatbot',
  'ai-application': 'AI application',
  'model-endpoint': 'Model endpoint',
  'automation-identity': 'Automation identity',
}

export const bandWords: Readonly<Record<Band, string>> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }

export const autonomyWords: Readonly<Record<AutonomyLevel, string>> = {
  A0: 'answers only',
  A1: 'suggests',
  A2: 'acts on approval',
  A3: 'acts while its user is present',
  A4: 'acts unattended',
  A5: 'acts unattended and can change itself',
}

export const ownerWords: Readonly<Record<OwnerState, string>> = {
  known: 'Known',
  none: 'Nobody',
  left: 'Owner left',
  unanswerable: 'Nobody answerable',
  unknown: 'Not looked up',
}

export const exposureWords: Readonly<Record<Exposure, string>> = {
  local: 'this computer only',
  owner: 'its owner',
  named: 'named people',
  group: 'a group',
  tenant: 'everybody in the organisation',
  guest: 'guests too',
  public: 'anybody',
  unknown: 'not looked up',
}

export const reachWords: Readonly<Record<Reach, string>> = {
  self: 'its own',
  user: 'its user’s',
  group: 'a group’s',
  tenant: 'everybody’s',
  external: 'outside the organisation',
  unknown: 'reach not known',
}

export const sensitivityWords: Readonly<Record<Sensitivity, string>> = {
  public: 'public',
  internal: 'internal',
  confidential: 'confidential',
  restricted: 'restricted',
  unknown: 'sensitivity not known',
}

export const environmentWords: Readonly<Record<Environment, string>> = {
  production: 'Production',
  test: 'Test',
  development: 'Development',
  unknown: 'Not known',
}

export const actionWords: Readonly<Record<DecisionAction | SystemAction, string>> = {
  'assign-owner': 'Owner assigned',
  review: 'Taken into review',
  approve: 'Approved',
  policy: 'Brought under policy',
  'accept-risk': 'Risk accepted',
  reject: 'Rejected',
  revoke: 'Revocation confirmed',
  'undo-revoke': 'Undo asked for',
  'not-ai': 'Marked as not AI',
  lapse: 'Decision lapsed',
  reappear: 'Came back',
  'revoke-executed': 'Revocation carried out',
  'revoke-verified': 'Revocation proved',
  'revoke-failed': 'Revocation failed',
  'undo-executed': 'Revocation undone',
  retire: 'Retired',
}

/** What stands in the way of a decision, and what to do about it. */
export const obstacleWords: Readonly<Record<Obstacle, string>> = {
  revoking: 'It is being revoked: wait for the proof, or undo it.',
  revoked: 'It is revoked: undo the revocation first.',
  gone: 'The last scan did not find it any more: scan again.',
  'already-in-review': 'It is already in review.',
}

const resourceWords: Readonly<Partial<Record<string, string>>> = {
  'audit-log': 'audit log',
  crm: 'CRM',
  hr: 'HR',
  unknown: 'data not known',
  other: 'other data',
}

/** A capability such as `read hr` as it is shown: `read HR`. */
export function capabilityWords(capability: string): string {
  const [action = '', ...rest] = capability.split(' ')
  const resource = rest.join(' ')
  return resource === '' ? capability : `${action} ${resourceWords[resource] ?? resource}`
}

/** Provider's and engine's phrases as a sentence: a capital first, one full stop last. */
export function sentence(phrase: string): string {
  const trimmed = phrase.trim()
  if (trimmed === '') return ''
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?…]$/.test(trimmed) ? '' : '.'}`
}
