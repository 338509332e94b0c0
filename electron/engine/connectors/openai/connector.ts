import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { assistants } from './steps/assistants.ts'
import { auditLog } from './steps/audit.ts'
import { adminKeys, keys, serviceAccounts } from './steps/keys.ts'
import { costs, members, projects, usage } from './steps/organization.ts'

/** The scopes as the page for keys names them. */
const scopeWords: Readonly<Partial<Record<string, string>>> = {
  'api.management.read': 'Organization Administration',
  'api.usage.read': 'Usage API Scope',
  'api.audit_logs.read': 'Audit Logs Scope',
}

/** An organisation on OpenAI's API platform, through its administration interface. */
export const openai: Connector = {
  id: 'openai',
  title: 'OpenAI',
  summary: 'API keys, service accounts and assistants of one organisation: whose they are, when used, what they cost.',
  category: 'saas',
  ownIds: ['openai-assistant-id'],
  neverReads: ['values of keys', 'prompts and answers', 'files', 'threads'],
  howToGrant: (permission) =>
    permission === 'api.assistants.read'
      ? 'platform.openai.com, the project, API keys: make a restricted key with Assistants set to Read, and enter it as the key of a project.'
      : `platform.openai.com, Settings, Organization, Admin keys: make a restricted key with ${scopeWords[permission] ?? permission} set to Read, and enter it here.`,
  fields: [
    {
      key: 'adminKey',
      label: 'Administration key',
      help: 'An organisation owner makes it under Settings, Organization, Admin keys; it starts with sk-admin-.',
      kind: 'secret',
      required: true,
    },
    {
      key: 'projectKey',
      label: 'Key of a project (optional)',
      help: 'Only to list the assistants of that project: restricted, with Assistants set to Read and everything else to None.',
      kind: 'secret',
      required: false,
    },
    {
      key: 'baseUrl',
      label: 'Address',
      help: 'The address of the interface, without /v1.',
      kind: 'url',
      required: false,
      default: 'https://api.openai.com',
    },
  ],
  signIn: [
    {
      id: 'admin-key',
      title: 'Administration key',
      help: 'A key of an organisation owner, restricted to reading.',
      fields: ['adminKey'],
      interactive: false,
    },
  ],
  calls,
  quotas,
  grants,
  steps: [projects, members, costs, usage, serviceAccounts, keys, adminKeys, auditLog, assistants],
  probe,
  classify,
  revoke,
}
