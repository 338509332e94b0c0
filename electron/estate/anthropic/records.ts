import type { Organization, StoredAdminKey, StoredAgent, StoredKey } from './organization.ts'
import { userId } from './organization.ts'

// The shapes of the administration interface, after the types of the official library, @anthropic-ai/sdk 1.12.0.

const dayMs = 86_400_000
const ago = ({ now }: Organization, days: number): string => new Date(now - days * dayMs).toISOString()

export function keyRecord(organization: Organization, key: StoredKey) {
  const { plan, maker, accountId } = key
  return {
    type: 'api_key',
    id: key.id,
    name: plan.name,
    status: organization.stateOf(key.id, plan.status),
    partial_key_hint:
      key.secret === null
        ? `sk-ant-api03-${key.id.slice(-3)}...${key.id.slice(-4)}`
        : `${key.secret.slice(0, 16)}...${key.secret.slice(-4)}`,
    created_at: ago(organization, plan.ageDays),
    expires_at: null,
    created_by: plan.holder === 'unrecorded' ? null : { id: userId(maker), type: 'user' },
    principal: accountId === null ? null : { type: 'service_account_actor', service_account_id: accountId },
    scope: { type: 'workspace', workspace_id: key.workspaceId },
  }
}

export const userRecords = ({ members }: Organization) =>
  members.map((person) => ({
    type: 'user',
    id: userId(person),
    name: person.name,
    email: person.mail,
    role: person.index % 7 === 0 ? 'admin' : 'developer',
    added_at: '2024-02-01T08:00:00Z',
  }))

export const workspaceRecords = (organization: Organization) =>
  organization.workspaces.map(({ id, name, archived }) => ({
    type: 'workspace',
    id,
    name,
    display_color: '#6C5BB9',
    created_at: ago(organization, 800),
    archived_at: archived ? ago(organization, 60) : null,
  }))

export const accountRecords = (organization: Organization) =>
  organization.accounts.map(({ id, name, role, maker }) => ({
    type: 'service_account',
    id,
    name,
    description: null,
    organization_role: role,
    created_at: ago(organization, 260),
    updated_at: ago(organization, 100),
    archived_at: null,
    archived_by_actor_id: null,
    created_by_actor_id: userId(maker),
    updated_by_actor_id: userId(maker),
  }))

/** What outside signs in as which account: a pipeline, a program of another cloud that administers, and one that was put away. */
export const federationRuleRecords = (organization: Organization) =>
  [
    {
      issuer: 'github-actions',
      scope: 'workspace:inference',
      subject: 'repo:meridian-group/storefront:',
      account: 0,
      wide: false,
      gone: false,
    },
    { issuer: 'google-cloud', scope: 'org:admin', subject: '', account: 2, wide: true, gone: false },
    { issuer: 'old-cluster', scope: 'workspace:developer', subject: 'system:serviceaccount:batch:', account: 1, wide: false, gone: true },
  ].flatMap(({ issuer, scope, subject, account, wide, gone }, index) => {
    const target = organization.accounts[account]
    if (target === undefined) return []
    return [
      {
        type: 'federation_rule',
        id: `fdrl_01${target.id.slice(-20)}${index}`,
        name: `${issuer}-to-${target.name}`,
        description: null,
        issuer_id: `fdis_01${target.id.slice(-20)}${index}`,
        issuer_name: issuer,
        match: {
          audience: null,
          claims: subject === '' ? { email: 'planner@meridian-lab.iam.gserviceaccount.com' } : null,
          condition: null,
          subject_prefix: subject === '' ? null : subject,
        },
        attributes: null,
        oauth_scope: scope,
        target: { type: 'service_account', service_account_id: target.id, service_account_name: target.name },
        token_lifetime_seconds: 3_600,
        workspace_id: null,
        workspace_ids: wide ? [] : organization.workspaces.slice(0, 1).map(({ id }) => id),
        applies_to_all_workspaces: wide,
        created_at: ago(organization, 120),
        updated_at: ago(organization, 80),
        archived_at: gone ? ago(organization, 20) : null,
        archived_by_actor_id: gone ? userId(target.maker) : null,
        created_by_actor_id: userId(target.maker),
        updated_by_actor_id: userId(target.maker),
      },
    ]
  })

/** What one day of use looks like: a key is used on every third day before its last day. */
export function usageOn(organization: Organization, day: number) {
  return organization.keys.flatMap(({ id, plan }) => {
    if (plan.usedDaysAgo === null) return []
    const last = Math.floor((organization.now - plan.usedDaysAgo * dayMs) / dayMs)
    const before = last - Math.floor(day / dayMs)
    if (before < 0 || before % 3 !== 0 || before > plan.ageDays - plan.usedDaysAgo) return []
    return plan.models.map((model) => ({
      uncached_input_tokens: plan.tokensADay,
      cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
      cache_read_input_tokens: Math.floor(plan.tokensADay / 4),
      output_tokens: Math.floor(plan.tokensADay / 10),
      server_tool_use: { web_search_requests: 0 },
      api_key_id: id,
      model,
      workspace_id: null,
      service_tier: null,
      context_window: null,
      inference_geo: null,
    }))
  })
}

/** Costs of one day by workspace; the default workspace has no id. Cents, as a decimal string. */
export const costsOn = ({ workspaces }: Organization) =>
  [...workspaces.slice(0, 4).map((workspace, index) => [workspace.id, 1_250.5 * (index + 1)] as const), [null, 88] as const].map(
    ([workspace_id, cents]) => ({
      currency: 'USD',
      amount: cents.toFixed(2),
      workspace_id,
      description: null,
      cost_type: null,
      model: null,
      token_type: null,
      service_tier: null,
      context_window: null,
    }),
  )

const actor = (key: StoredAdminKey) => ({
  type: 'user_actor',
  user_id: userId(key.maker),
  email_address: key.maker.mail,
  ip_address: '192.0.2.34',
  user_agent: 'Mozilla/5.0',
})

/** The feed, newest first; other kinds of entry are there too. */
export function activityRecords(organization: Organization) {
  const entry = (type: string, key: StoredAdminKey, days: number, more: object = {}) => ({
    id: `activity_01${type}${key.id.slice(-12)}`,
    type,
    created_at: ago(organization, days),
    organization_id: 'org_01demo',
    organization_uuid: '00000000-0000-4000-8000-000000000000',
    actor: actor(key),
    admin_api_key_id: key.id,
    ...more,
  })
  return organization.adminKeys
    .flatMap((key) => [
      entry('admin_api_key_created', key, key.ageDays, { scopes: ['read:compliance_activities'] }),
      ...(key.deleted ? [entry('admin_api_key_deleted', key, key.ageDays - 10)] : []),
      { ...entry('claude_chat_created', key, 1), claude_chat_id: 'claude_chat_01demo' },
    ])
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))
}

export const agentRecord = (organization: Organization, { id, plan }: StoredAgent) => ({
  type: 'agent',
  id,
  name: plan.name,
  description: plan.description,
  system: `You are ${plan.name}. Keep to the rules of the house.`,
  model: { id: plan.model, effort: 'medium', speed: 'standard' },
  tools: plan.tools,
  mcp_servers: plan.servers,
  skills: [],
  multiagent: null,
  metadata: {},
  execution_identity: plan.role === null ? { type: 'service_account' } : { type: 'aws_role', role_arn: plan.role },
  version: 3,
  created_at: ago(organization, 80),
  updated_at: ago(organization, 9),
  archived_at: null,
})

export const deploymentRecord = (organization: Organization, agent: StoredAgent & { readonly deploymentId: string }) => {
  const status = organization.stateOf(agent.deploymentId, 'active')
  return {
    type: 'deployment',
    id: agent.deploymentId,
    name: `${agent.plan.name} nightly`,
    description: null,
    agent: { type: 'agent', id: agent.id, version: 3 },
    environment_id: 'env_01demo',
    status,
    paused_reason: status === 'paused' ? { type: 'manual' } : null,
    schedule: agent.plan.schedule === null ? null : { type: 'cron', expression: agent.plan.schedule, timezone: 'UTC', last_run_at: null },
    vault_ids: agent.plan.servers.length > 0 ? ['vlt_01ledger'] : [],
    initial_events: [],
    resources: [],
    metadata: {},
    created_at: ago(organization, 70),
    updated_at: ago(organization, 9),
    archived_at: null,
  }
}

export const sessionRecords = (organization: Organization, { id, plan }: StoredAgent) =>
  plan.ranDaysAgo === null
    ? []
    : [
        {
          type: 'session',
          id: `sesn_01${id.slice(-20)}`,
          agent: { id },
          status: 'idle',
          title: null,
          created_at: ago(organization, plan.ranDaysAgo + 0.1),
          updated_at: ago(organization, plan.ranDaysAgo),
          archived_at: null,
        },
      ]
