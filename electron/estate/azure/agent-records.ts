import { type Cloud, projectId, type StoredAgent } from './cloud.ts'

// The shapes of an account's own interface, after the types of the provider's own library, ai-projects 2.2.

const daySeconds = 86_400

export function agentRecord(cloud: Cloud, { plan, identity, owner }: StoredAgent) {
  const who = identity === null ? null : { principal_id: identity.principalId, client_id: identity.clientId }
  return {
    object: 'agent',
    id: plan.name,
    name: plan.name,
    versions: {
      latest: {
        object: 'agent.version',
        id: `${plan.name}:3`,
        name: plan.name,
        version: '3',
        metadata: owner === null ? {} : { owner: owner.mail },
        description: plan.description ?? '',
        created_at: Math.floor(cloud.now / 1_000) - plan.ageDays * daySeconds,
        definition: definitionOf(plan),
        status: 'active',
        ...(who === null ? {} : { instance_identity: who }),
      },
    },
    ...(who === null ? {} : { instance_identity: who }),
  }
}

function definitionOf({ kind, model, instructions, tools, name }: StoredAgent['plan']) {
  switch (kind) {
    case 'prompt':
      return { kind, model, instructions, tools }
    case 'external':
      return { kind, otel_agent_id: name }
    case 'workflow':
      return { kind, workflow: 'kind: workflow\ntrigger:\n  kind: OnConversationStart\n' }
    case 'hosted':
      return { kind, cpu: '1', memory: '2Gi', tools }
  }
}

const routineEnabled = (cloud: Cloud, { plan, account }: StoredAgent): boolean =>
  cloud.stateOf(`routine ${projectId(account)}/${plan.name}`, plan.routine?.enabled ?? false)

export function routineRecord(cloud: Cloud, agent: StoredAgent) {
  const { plan } = agent
  const at = Math.floor(cloud.now / 1_000) - plan.ageDays * daySeconds
  return {
    name: `start-${plan.name}`,
    description: '',
    enabled: routineEnabled(cloud, agent),
    triggers: { main: { type: 'schedule', cron_expression: plan.routine?.cron ?? '', time_zone: 'UTC' } },
    action: { type: 'invoke_agent_responses_api', agent_name: plan.name },
    created_at: at,
    updated_at: at,
  }
}
