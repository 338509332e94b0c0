/** Google's own role for reading one service: what a person may grant where the audit's own role is not wanted. Source: cloud.google.com/iam/docs/roles-permissions. */
const viewerRoles: Readonly<Record<string, string>> = {
  agentidentity: 'roles/agentidentity.viewer',
  agentregistry: 'roles/agentregistry.viewer',
  aiplatform: 'roles/aiplatform.viewer',
  apikeys: 'roles/serviceusage.apiKeysViewer',
  ces: 'roles/ces.viewer',
  cloudasset: 'roles/cloudasset.viewer',
  dialogflow: 'roles/dialogflow.reader',
  discoveryengine: 'roles/discoveryengine.viewer',
  iam: 'roles/iam.serviceAccountViewer',
  logging: 'roles/logging.viewer',
  policyanalyzer: 'roles/policyanalyzer.activityAnalysisViewer',
  recommender: 'roles/recommender.iamViewer',
}

/** The role that holds a permission for reading; null where none is known. */
export const viewerRole = (permission: string): string | null => viewerRoles[permission.split('.')[0] ?? ''] ?? null
