import type { Agent, Fact } from '../../../shared/domain/agent.ts'

/** The drawer's facts: each with the call that brought it, and an empty one with why it is empty. Pure. */
export function factsOfAgent(agent: Agent): readonly Fact[] {
  const call = agent.sources[0]?.callId ?? null
  const said = (field: string, label: string, values: readonly (string | null)[], whyUnknown = 'The source does not tell.'): Fact => {
    const known = values.filter((value): value is string => value !== null && value !== '')
    return known.length > 0
      ? { state: 'known', field, label, values: known, callId: call }
      : { state: 'unknown', field, label, why: whyUnknown }
  }
  const listed = (field: string, label: string, values: readonly string[] | null, whyUnknown: string): Fact => {
    if (values === null) return { state: 'unknown', field, label, why: whyUnknown }
    return values.length > 0 ? { state: 'known', field, label, values, callId: call } : { state: 'none', field, label, callId: call }
  }
  return [
    said('purpose', 'Purpose', [agent.purpose], 'Nobody wrote down what it is for.'),
    said('platform', 'Platform', [agent.platform]),
    listed(
      'sources',
      'Seen in',
      agent.sources.map((source) => `${source.connectionLabel} · ${source.platform}${source.gone ? ' · gone' : ''}`),
      '',
    ),
    said('publisher', 'Publisher', [agent.publisher === null ? null : `${agent.publisher.name}${publisherWord(agent.publisher.verified)}`]),
    owner(agent),
    said('autonomy', 'Autonomy', [autonomyWords(agent)]),
    listed(
      'models',
      'Models',
      agent.models.map((model) => [model.vendor, model.name, model.region].filter(Boolean).join(' · ')),
      '',
    ),
    listed('tools', 'Tools', agent.tools?.map((tool) => tool.name) ?? null, 'Its tools were not looked up.'),
    listed(
      'data',
      'Data sources',
      agent.dataSources.map((source) => `${source.name} · ${source.sensitivity}`),
      '',
    ),
    listed('credentials', 'Credentials', agent.credentials?.map(credentialWords) ?? null, 'Its credentials were not looked up.'),
    said('exposure', 'Who may use it', [agent.exposure === 'unknown' ? null : agent.exposure], 'Who may use it was not looked up.'),
    said('endpoint', 'Endpoint', [agent.endpoint]),
    listed('guardrails', 'Guardrails', agent.guardrails, ''),
    said('environment', 'Environment', [agent.environment === 'unknown' ? null : agent.environment]),
    said('enabled', 'Enabled', [agent.enabled === null ? null : agent.enabled ? 'yes' : 'no']),
    said(
      'lastActive',
      'Last active',
      [agent.lastActive],
      agent.activityKnown ? 'No activity was seen in the time the source keeps.' : 'Activity was not looked up.',
    ),
    said('users', 'Users', [agent.users === null ? null : String(agent.users)], 'The number of users was not looked up.'),
    said('createdAt', 'Created', [agent.createdAt]),
    said('changedAt', 'Changed', [agent.changedAt]),
    listed(
      'nativeIds',
      'Native ids',
      agent.nativeIds.map((id) => `${id.kind}: ${id.value}`),
      '',
    ),
    listed(
      'signals',
      'Why it counts as AI',
      agent.signals.map((signal) => `${signal.by}: ${signal.value}${signal.certainty === 'suggested' ? ' (only suggests)' : ''}`),
      '',
    ),
    ...Object.entries(agent.details).map(([label, value]) => said(`detail:${label}`, label, [value])),
  ]
}

/** What a reader must know is not known, in words. */
export function unknownsOf(agent: Agent): readonly string[] {
  const facts = factsOfAgent(agent)
  const empty = facts.flatMap((fact) =>
    fact.state === 'unknown' && !fact.field.startsWith('detail:') ? [`${fact.label}: ${fact.why}`] : [],
  )
  const unclassified = agent.capabilities.filter((one) => one.resource === 'unknown').map((one) => one.via)
  return unclassified.length === 0 ? empty : [...empty, `Permissions nobody has classified yet: ${unclassified.join(', ')}`]
}

function owner(agent: Agent): Fact {
  const { state, people, name } = agent.owner
  const callId = people[0]?.callId ?? null
  if (state === 'unknown') return { state: 'unknown', field: 'owner', label: 'Owner', why: 'Owners were not looked up.' }
  if (state === 'none') return { state: 'none', field: 'owner', label: 'Owner', callId }
  const listed = people.map((person) => `${person.name} · ${person.role}${person.active === false ? ' · account disabled' : ''}`)
  return {
    state: 'known',
    field: 'owner',
    label: 'Owner',
    values: agent.owner.declared && name !== null ? [`${name} · assigned here`, ...listed] : listed,
    callId,
  }
}

function autonomyWords({ autonomy }: Agent): string {
  const span = autonomy.floor === autonomy.ceiling ? autonomy.floor : `${autonomy.floor} to ${autonomy.ceiling}`
  return `${span}: ${autonomy.because}`
}

function credentialWords(credential: {
  readonly kind: string
  readonly name: string
  readonly createdAt: string | null
  readonly expiresAt: string | null
}): string {
  const dates = [
    credential.createdAt && `created ${credential.createdAt.slice(0, 10)}`,
    credential.expiresAt && `expires ${credential.expiresAt.slice(0, 10)}`,
  ]
  return [credential.kind, credential.name, ...dates].filter(Boolean).join(' · ')
}

function publisherWord(verified: boolean | null): string {
  if (verified === null) return ' (verification not looked up)'
  return verified ? ' (verified)' : ' (not verified)'
}
