import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { agents } from './steps/agents.ts'
import { federationRules } from './steps/federation.ts'
import { adminKeys, keys, serviceAccounts } from './steps/keys.ts'
import { costs, members, usage, workspaces } from './steps/organization.ts'

/** How each of the keys that the interface asks for is come by. */
const ways: Readonly<Partial<Record<string, string>>> = {
  'Admin API key': 'Claude Console, Settings, Admin keys, Create key, as an administrator; enter it as the Admin API key.',
  'read:compliance_activities': 'Have the activity feed of the Compliance API switched on for the organisation; it begins on that day.',
  'org:admin': 'Sign in with OAuth as an administrator and enter the token with org:admin; the provider shows service accounts to no key.',
  'API key of a workspace': 'Claude Console, the workspace, API keys, Create key; enter it as the API key of a workspace.',
}

/** A Claude Console organisation, through its administration interface and, with a key of a workspace, its managed agents. */
export const anthropic: Connector = {
  id: 'anthropic',
  title: 'Anthropic',
  summary: 'API keys, service accounts and managed agents of one Claude Console organisation: whose they are and when they were used.',
  category: 'saas',
  ownIds: ['anthropic-agent-id'],
  neverReads: ['values of keys', 'prompts and answers', 'files', 'sessions of agents'],
  howToGrant: (permission) => ways[permission] ?? `Claude Console, Settings: give the key ${permission}.`,
  fields: [
    {
      key: 'adminKey',
      label: 'Admin API key',
      help: 'An administrator makes it in the Claude Console under Settings, Admin keys; it starts with sk-ant-admin.',
      kind: 'secret',
      required: true,
    },
    {
      key: 'workspaceKey',
      label: 'API keys of workspaces (optional)',
      help: 'One a line, each of another workspace: only to list its managed agents, and to pause them if you ask for it.',
      kind: 'secret',
      required: false,
      lines: true,
    },
    {
      key: 'orgToken',
      label: 'OAuth token with org:admin (optional)',
      help: 'Only to name service accounts and the rules by which programs sign in as them: the provider shows these to no key.',
      kind: 'secret',
      required: false,
    },
    {
      key: 'baseUrl',
      label: 'Address',
      help: 'The address of the interface, without /v1.',
      kind: 'url',
      required: false,
      default: 'https://api.anthropic.com',
    },
  ],
  signIn: [
    {
      id: 'admin-key',
      title: 'Admin API key',
      help: 'A key of an administrator of the organisation.',
      fields: ['adminKey'],
      interactive: false,
    },
  ],
  calls,
  quotas,
  grants,
  steps: [members, workspaces, usage, costs, keys, serviceAccounts, federationRules, adminKeys, agents],
  probe,
  classify,
  revoke,
}
