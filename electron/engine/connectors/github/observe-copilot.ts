import { type Activity, blankSubject, type Grant, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import { cloudAgentKey, copilotKey } from './keys.ts'
import type { Billing, Repository, Seat } from './schema.ts'

/** What Copilot brings along in editors and on the command line. Source: docs.github.com, GitHub Copilot features, 2026-11. */
const editorTools: readonly Tool[] = [
  { name: 'Suggest and edit code', powers: [{ action: 'write', resource: 'code', sensitivity: 'confidential' }] },
  { name: 'Read the open project', powers: [{ action: 'read', resource: 'code', sensitivity: 'confidential' }] },
  { name: 'Run commands in agent mode', powers: [{ action: 'execute', resource: 'shell', sensitivity: 'internal' }] },
]

const cloudTools: readonly Tool[] = [
  { name: 'Push branches and open pull requests', powers: [{ action: 'write', resource: 'code', sensitivity: 'confidential' }] },
  { name: 'Read its repository', powers: [{ action: 'read', resource: 'code', sensitivity: 'confidential' }] },
  { name: 'Run commands in its own environment', powers: [{ action: 'execute', resource: 'shell', sensitivity: 'internal' }] },
]

const base = {
  ...blankSubject,
  role: 'agent',
  agentKind: 'coding-agent',
  platform: 'GitHub Copilot',
  publisher: { name: 'GitHub', verified: true },
  credentials: [],
  models: [{ vendor: 'GitHub', name: null }],
} as const

/** Copilot as the organisation pays for it: one agent, many seats. */
export function observeCopilot(organization: string, billing: Billing, seats: readonly Seat[] | null): readonly [Subject, Activity] {
  const used = (seats ?? []).flatMap((seat) => (seat.last_activity_at ? [seat.last_activity_at] : []))
  const subject: Subject = {
    ...base,
    key: copilotKey,
    name: 'GitHub Copilot',
    nativeIds: [{ kind: 'github-copilot', value: organization.toLowerCase(), joins: false }],
    autonomy: { floor: 'A1', ceiling: 'A3', because: 'it suggests, and in agent mode it acts while its user is present' },
    signals: [{ by: 'provider', value: 'Copilot subscription', certainty: 'certain', vendor: 'GitHub' }],
    purpose: 'Suggests code and answers questions in editors, on the web and on the command line.',
    enabled: billing.seat_management_setting !== 'disabled',
    tools: editorTools,
    exposure: billing.seat_management_setting === 'assign_all' ? 'tenant' : 'named',
    details: {
      ...(billing.plan_type ? { Plan: billing.plan_type } : {}),
      ...(billing.seat_management_setting ? { 'Seats are given': billing.seat_management_setting } : {}),
      ...(billing.ide_chat ? { 'Chat in editors': billing.ide_chat } : {}),
      ...(billing.cli ? { 'Command line': billing.cli } : {}),
      ...(billing.public_code_suggestions ? { 'Suggestions that match public code': billing.public_code_suggestions } : {}),
    },
  }
  const activity: Activity = {
    kind: 'activity',
    key: copilotKey,
    subjectKey: copilotKey,
    nativeId: null,
    lastActive: used.toSorted().at(-1) ?? null,
    calls: null,
    users: seats === null ? (billing.seat_breakdown?.total ?? null) : seats.length,
    window: 'seats, and their last use where the editor reports it',
  }
  return [subject, activity]
}

/** The agent that works by itself on GitHub's machines, as far as the organisation lets it. */
export function observeCloudAgent(
  organization: string,
  policy: 'all' | 'selected' | 'none',
  repositories: readonly Repository[],
): readonly [Subject, Grant] {
  const on = policy !== 'none'
  const names = repositories.map((one) => one.full_name)
  const subject: Subject = {
    ...base,
    key: cloudAgentKey,
    name: 'Copilot cloud agent',
    nativeIds: [{ kind: 'github-copilot-cloud-agent', value: organization.toLowerCase(), joins: false }],
    autonomy: on
      ? { floor: 'A4', ceiling: 'A4', because: 'assigned an issue, it works alone and opens a pull request' }
      : { floor: 'A0', ceiling: 'A4', because: 'it is switched off for every repository' },
    signals: [{ by: 'provider', value: 'Copilot cloud agent policy', certainty: 'certain', vendor: 'GitHub' }],
    purpose: 'Takes over issues and opens pull requests by itself.',
    enabled: on,
    tools: cloudTools,
    exposure: 'group',
    guardrails: ['works on branches of its own; a person merges'],
    traits: ['private-data', ...(on ? [] : (['disabled'] as const))],
    details: {
      Repositories: policy === 'selected' ? names.join(', ').slice(0, 1_000) || 'selected ones' : policy,
      'MCP servers in repository settings': 'not read: GitHub does not say which permission lets an app read them',
    },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `${cloudAgentKey}/repositories`,
    subjectKey: cloudAgentKey,
    resource: policy === 'all' ? 'GitHub, all repositories' : 'GitHub, selected repositories',
    resourceKey: null,
    permissions: on ? ['contents:write', 'pull_requests:write'] : [],
    type: policy === 'all' ? 'application' : 'credential',
    consent: policy === 'all' ? 'tenant' : null,
    principalKey: null,
    grantedAt: null,
  }
  return [subject, grant]
}
