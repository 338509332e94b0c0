import { blankSubject, type Grant, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { keyAutonomy } from '../model-key.ts'
import { accountId, owns, platform, signals } from './observe-key.ts'
import { type Members, personRef } from './organization.ts'
import type { FederationRule } from './schema.ts'

/**
 * A rule lets whoever outside carries a fitting token of another provider act as a service account: a way in without a key, which no list
 * of keys shows. It is joined to its account by that account's id.
 */
export function observeFederationRule(rule: FederationRule, members: Members | null): readonly Observation[] {
  const subjectKey = `federation/${rule.id}`
  const account = rule.target.service_account_id
  const name = (rule.name || `Federation rule ${rule.id}`).slice(0, 20_000)
  const maker = rule.created_by_actor_id
  const everywhere = rule.applies_to_all_workspaces === true
  const subject: Subject = {
    ...blankSubject,
    key: subjectKey,
    role: 'identity',
    name,
    nativeIds: [{ kind: 'anthropic-federation-rule-id', value: rule.id, joins: true }, accountId(account)],
    agentKind: 'automation-identity',
    platform,
    autonomy: keyAutonomy.account,
    signals,
    purpose: rule.description?.slice(0, 2_000) || null,
    enabled: true,
    createdAt: rule.created_at ?? null,
    changedAt: rule.updated_at ?? null,
    models: [{ vendor: 'Anthropic', name: null }],
    credentials: [{ kind: 'federated', name, createdAt: rule.created_at ?? null, expiresAt: null }],
    exposure: 'named',
    relations: [{ to: `account/${account}`, relation: 'runs-as' }],
    details: {
      'Signs in by': rule.issuer_name || rule.issuer_id || 'not told',
      'Lets in': letsIn(rule),
      ...(rule.token_lifetime_seconds == null ? {} : { 'Each token works for': `${rule.token_lifetime_seconds} seconds at most` }),
      'Works in': everywhere ? 'every workspace' : 'the workspaces it was enabled for',
    },
  }
  const scopes = (rule.oauth_scope ?? '').split(/\s+/).filter(Boolean)
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: platform,
    resourceKey: null,
    permissions: scopes.length === 0 ? ['scope:unknown'] : scopes.map((scope) => scope.slice(0, 100)),
    type: everywhere || scopes.includes('org:admin') ? 'application' : 'credential',
    consent: everywhere || scopes.includes('org:admin') ? 'tenant' : null,
    principalKey: null,
    grantedAt: rule.created_at ?? null,
  }
  return [subject, grant, ...(maker?.startsWith('user_') ? [owns(subjectKey, personRef(maker, null, members), 'creator')] : [])]
}

/** All that a rule names must fit; an expression narrows it further in a way that is not shown. */
function letsIn({ match }: FederationRule): string {
  const told = [
    ...(match?.subject_prefix ? [`subjects like ${match.subject_prefix}`] : []),
    ...Object.entries(match?.claims ?? {}).map(([claim, value]) => `${claim} ${value}`),
    ...(match?.audience ? [`audience ${match.audience}`] : []),
    ...(match?.condition ? ['what an expression allows'] : []),
  ]
  return told.length === 0 ? 'not told' : told.join(', ').slice(0, 1_000)
}
