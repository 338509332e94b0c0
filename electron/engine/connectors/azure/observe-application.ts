import { blankSubject, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import type { Exposure } from '../../../../shared/domain/vocabulary.ts'
import { agentKey } from './observe-agent.ts'
import { observeOwners } from './owners.ts'
import type { FoundProject } from './projects.ts'
import { keyOf, type ResourceId } from './resource-id.ts'
import { type AgentDeployment, type Application, instant } from './schema.ts'

const applicationKey = (id: ResourceId): string => keyOf('application', id)

/** Who may call a published agent, by the name of its policy. */
const policies: Readonly<Record<string, Exposure>> = { Default: 'named', OrganizationScope: 'tenant', Channels: 'tenant' }

/**
 * A published agent. Where it stands for one agent of its project it is that agent: both carry the same id. Where it gathers several it
 * is one of its own that hands work to them. `deployments` null: not looked up.
 */
export function observeApplication(
  application: Application,
  id: ResourceId,
  project: FoundProject,
  deployments: readonly AgentDeployment[] | null,
  /** Identities that are nobody's own: of the project itself, or of several published agents. */
  shared: ReadonlySet<string>,
): readonly Observation[] {
  const { properties, systemData } = application
  const names = [...new Set(properties.agents.flatMap(({ agentName }) => agentName?.toLowerCase() ?? []))]
  const [only] = names.length === 1 ? names : []
  const given = properties.defaultInstanceIdentity
  const identity = given?.principalId && shared.has(given.principalId.toLowerCase()) ? null : given
  const agentIdentity = identity?.kind === 'AgentInstance' && identity.principalId ? identity.principalId.toLowerCase() : null
  const running = deployments?.filter(({ properties: { state } }) => state === 'Running' || state === 'Starting') ?? null
  const enabled = properties.isEnabled === false ? false : running === null ? (properties.isEnabled ?? null) : running.length > 0
  const subject: Subject = {
    ...blankSubject,
    key: applicationKey(id),
    role: 'agent',
    name: properties.displayName?.trim() || application.name,
    nativeIds: [
      { kind: 'azure-resource-id', value: application.id.toLowerCase(), joins: false },
      ...(only === undefined
        ? []
        : [{ kind: 'foundry-agent', value: `${project.of.account.name}/${project.name}/${only}`.toLowerCase(), joins: true }]),
      ...(agentIdentity === null
        ? []
        : [
            { kind: 'entra-object-id', value: agentIdentity, joins: false },
            { kind: 'entra-agent-id', value: agentIdentity, joins: true },
          ]),
      ...(identity?.clientId ? [{ kind: 'entra-app-id', value: identity.clientId.toLowerCase(), joins: true }] : []),
    ],
    agentKind: 'autonomous-agent',
    platform: 'Microsoft Foundry',
    signals: [{ by: 'provider', value: 'published Foundry agent', certainty: 'certain', vendor: 'Microsoft' }],
    purpose: properties.description?.trim().slice(0, 2_000) || null,
    enabled,
    createdAt: instant(systemData?.createdAt),
    changedAt: instant(systemData?.lastModifiedAt),
    exposure: policies[properties.authorizationPolicy?.type ?? ''] ?? 'unknown',
    endpoint: properties.baseUrl?.slice(0, 500) || null,
    relations: only === undefined ? names.slice(0, 50).map((name) => ({ to: agentKey(project.id, name), relation: 'hands-off-to' })) : [],
    traits: enabled === false ? ['disabled'] : [],
    details: Object.fromEntries(
      [
        ['Project', project.project.properties.displayName || project.name],
        ['Agents', names.slice(0, 20).join(', ')],
        ['May be called by', properties.authorizationPolicy?.type],
        ['Deployments', deployments === null ? 'not looked up' : deployments.map(deploymentWords).slice(0, 20).join('; ') || 'none'],
      ].flatMap(([label, value]) => (label && value ? [[label, value.slice(0, 1_000)]] : [])),
    ),
  }
  return [subject, ...observeOwners(subject.key, [properties.tags, project.project.tags, project.of.account.tags], systemData)]
}

const deploymentWords = ({ name, properties: { state, deploymentType, protocols } }: AgentDeployment): string =>
  `${name} (${[deploymentType, state ?? 'state not told', ...protocols.slice(0, 5).map(({ protocol }) => protocol)].filter(Boolean).join(', ')})`
