import type { StaffMember } from '../people.ts'
import type { StoredCredential } from './credentials.ts'
import type { Instance, StoredExecution, StoredWorkflow } from './instance.ts'

// The shapes of the public interface, after the definition shipped with n8n 2.41.3.

/** A workflow in the list. */
export function workflowListed(instance: Instance, workflow: StoredWorkflow) {
  const { plan, createdAt, updatedAt, versionId } = workflow
  const active = instance.isActive(workflow)
  const { nodes, connections } = plan.drawing
  const version = {
    versionId,
    workflowId: workflow.id,
    nodes,
    connections,
    nodeGroups: [],
    authors: workflow.owner.name,
    name: null,
    description: null,
    autosaved: false,
    createdAt,
    updatedAt,
  }
  return {
    id: workflow.id,
    name: plan.name,
    active,
    activeVersionId: active ? versionId : null,
    createdAt,
    updatedAt,
    isArchived: false,
    versionId,
    triggerCount: active ? 1 : 0,
    nodes,
    connections,
    nodeGroups: [],
    settings: plan.drawing.settings ?? {},
    staticData: null,
    meta: null,
    tags: (plan.tags ?? []).map((name) => ({ id: `tag-${name}`, name, createdAt, updatedAt })),
    shared: [{ role: 'workflow:owner', workflowId: workflow.id, projectId: workflow.projectId, createdAt, updatedAt }],
    activeVersion: active ? version : null,
    description: plan.description ?? null,
  }
}

/** A workflow by itself also tells the project it is in. */
export function workflowRecord(instance: Instance, workflow: StoredWorkflow) {
  const listed = workflowListed(instance, workflow)
  return {
    ...listed,
    versionCounter: 1,
    activeVersion: listed.activeVersion === null ? null : { ...listed.activeVersion, workflowPublishHistory: [] },
    sourceWorkflowId: null,
    shared: listed.shared.map((share) => ({ ...share, project: projectRecord(instance, workflow.owner) })),
  }
}

export function credentialRecord(instance: Instance, credential: StoredCredential) {
  const owner = instance.makers[0]
  const at = `${instance.asOf.slice(0, 4)}-01-15T08:00:00.000Z`
  return {
    id: credential.id,
    name: credential.name,
    type: credential.type,
    createdAt: at,
    updatedAt: at,
    shared:
      owner === undefined
        ? []
        : [{ id: instance.projectOf(owner), name: projectName(owner), role: 'credential:owner', createdAt: at, updatedAt: at }],
  }
}

export function userRecord(instance: Instance, member: StaffMember) {
  const [firstName = '', lastName = ''] = member.name.split(' ')
  const at = '2024-02-01T08:00:00.000Z'
  return {
    id: member.id,
    email: member.mail,
    firstName,
    lastName,
    isPending: false,
    createdAt: at,
    updatedAt: at,
    role: member.id === instance.makers[0]?.id ? 'global:owner' : 'global:member',
    mfaEnabled: false,
  }
}

const projectName = (member: StaffMember): string => `${member.name} <${member.mail}>`

export function projectRecord(instance: Instance, member: StaffMember) {
  const at = '2024-02-01T08:00:00.000Z'
  return {
    id: instance.projectOf(member),
    name: projectName(member),
    type: 'personal',
    icon: null,
    description: null,
    customTelemetryTags: [],
    creatorId: member.id,
    createdAt: at,
    updatedAt: at,
  }
}

export function executionRecord(instance: Instance, execution: StoredExecution) {
  const running = instance.isRunning(execution)
  const stopped = execution.running && !running
  return {
    id: execution.id,
    finished: !running && !stopped,
    mode: 'trigger',
    retryOf: null,
    retrySuccessId: null,
    status: running ? 'running' : stopped ? 'canceled' : 'success',
    startedAt: execution.startedAt,
    stoppedAt: running ? null : new Date(Date.parse(execution.startedAt) + 4_000).toISOString(),
    workflowId: execution.workflowId,
    waitTill: null,
    workflowVersionId: null,
  }
}
