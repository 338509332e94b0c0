/** The closed word lists of the domain. Every list is a value, so that schemas, facets and documents derive from it. */

export const agentKinds = [
  'assistant',
  'autonomous-agent',
  'workflow',
  'coding-agent',
  'mcp-server',
  'chatbot',
  'ai-application',
  'model-endpoint',
  'automation-identity',
] as const
export type AgentKind = (typeof agentKinds)[number]

/** A0 answers only · A1 suggests · A2 acts on approval · A3 acts while its user is present · A4 unattended · A5 changes its own tools. */
export const autonomyLevels = ['A0', 'A1', 'A2', 'A3', 'A4', 'A5'] as const
export type AutonomyLevel = (typeof autonomyLevels)[number]

/** What a capability does. `invoke` calls a model; `receive` takes in content from outside (inbound mail, web hooks, chats). */
export const actions = ['read', 'write', 'delete', 'send', 'execute', 'pay', 'administer', 'invoke', 'receive'] as const
export type Action = (typeof actions)[number]

export const resourceClasses = [
  'mail',
  'chat',
  'files',
  'calendar',
  'contacts',
  'meetings',
  'tasks',
  'notes',
  'sites',
  'directory',
  'identity',
  'application',
  'policy',
  'device',
  'security',
  'audit-log',
  'crm',
  'finance',
  'hr',
  'health',
  'education',
  'code',
  'database',
  'web',
  'browser',
  'shell',
  'model',
  'agent',
  'automation',
  'infrastructure',
  'analytics',
  'settings',
  'knowledge',
  'location',
  'commerce',
  'social',
  'media',
  'print',
  'profile',
  'memory',
  'other',
  'unknown',
] as const
export type ResourceClass = (typeof resourceClasses)[number]

export const sensitivities = ['public', 'internal', 'confidential', 'restricted', 'unknown'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** How far a capability goes: its own data, its signed-in user's, a group's, the whole tenant, outside the organisation. */
export const reaches = ['self', 'user', 'group', 'tenant', 'external', 'unknown'] as const
export type Reach = (typeof reaches)[number]

/** Who may invoke an agent. */
export const exposures = ['local', 'owner', 'named', 'group', 'tenant', 'guest', 'public', 'unknown'] as const
export type Exposure = (typeof exposures)[number]

export const agentStatuses = [
  'discovered',
  'in-review',
  'approved',
  'under-policy',
  'exception',
  'rejected',
  'revoking',
  'revoked',
  'reappeared',
  'retired',
  'lapsed',
] as const
export type AgentStatus = (typeof agentStatuses)[number]

/** An agent is there and no standing decision permits it: shadow. A rejection is a decision, yet the agent is still there. */
export const shadowStatuses = ['discovered', 'in-review', 'lapsed', 'reappeared', 'rejected'] as const satisfies readonly AgentStatus[]

export const bands = ['critical', 'high', 'medium', 'low'] as const
export type Band = (typeof bands)[number]

/** Known · nobody (looked up) · left (account disabled) · nobody answerable (a group or service account) · not looked up. */
export const ownerStates = ['known', 'none', 'left', 'unanswerable', 'unknown'] as const
export type OwnerState = (typeof ownerStates)[number]

export const environments = ['production', 'test', 'development', 'unknown'] as const
export type Environment = (typeof environments)[number]

/** `certain`: found by an id, a node type, a package or a provider's own word. `suggested`: by name alone; goes to review. */
export const certainties = ['certain', 'suggested'] as const
export type Certainty = (typeof certainties)[number]

/**
 * Coded facts that risk factors and policies read; a connector states them, the words stand in the factor that uses them.
 * A trait is a fact seen, never a judgement.
 */
export const traits = [
  'untrusted-input', // takes in content that strangers can write: inbound mail, web pages, public forms, issues
  'private-data', // reads data that is not public
  'outbound-channel', // can carry data out: mail, web requests, posts
  'auto-approve', // acts without asking its user
  'unpinned-package', // started through a package runner without a pinned version
  'plain-http', // reached over unencrypted http beyond this machine
  'no-authentication', // answers without authentication
  'public-chat', // a chat page open to the internet
  'secret-in-config', // a token-like value stands in a configuration file (the value is never kept)
  'self-modifying', // can change its own tools or create agents
  'home-folder-access', // reads the whole home folder or the whole disk
  'production-credentials', // holds credentials that name a production system
  'local-endpoint-open', // a model server that listens beyond this machine
  'missing-error-handling', // no retry, escalation or error workflow
  'broken-handoff', // hands off to something that is gone
  'plain-http-model-call', // calls a model vendor without a dedicated node or connector
  'third-party', // published by somebody other than the organisation or the platform
  'unverified-publisher',
  'disabled', // switched off at the provider
  'blocked', // blocked by an administrator
  'running', // seen running at the time of the scan
  'multi-tenant', // its home tenant is another organisation
  'logging-off',
] as const
export type Trait = (typeof traits)[number]
