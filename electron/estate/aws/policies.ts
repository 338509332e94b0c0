/** What the reading role's policy allows: the actions of its calls, one by one. */
export const readingActions: readonly string[] = [
  'organizations:ListAccounts',
  'account:ListRegions',
  'bedrock:ListAgents',
  'bedrock:GetAgent',
  'bedrock:ListAgentAliases',
  'bedrock:ListAgentActionGroups',
  'bedrock:GetAgentActionGroup',
  'bedrock:ListAgentCollaborators',
  'bedrock:ListAgentKnowledgeBases',
  'bedrock:GetKnowledgeBase',
  'bedrock:ListTagsForResource',
  'lambda:GetFunctionConfiguration',
]

/** What the revoking role may do beyond that. */
export const revokingActions: readonly string[] = []
