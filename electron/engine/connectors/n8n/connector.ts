import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { grants } from './grant.ts'
import { powersOf, unknownPower } from './node-powers.ts'
import { probe } from './probe.ts'
import { revoker } from './revoke.ts'
import { credentialsStep } from './step-credentials.ts'
import { executionsStep } from './step-executions.ts'
import { peopleStep } from './step-people.ts'
import { workflowsStep } from './step-workflows.ts'

/** The automation server n8n: a live instance through its public interface, or workflows that were exported from one. */
export const n8n: Connector = {
  id: 'n8n',
  title: 'n8n',
  summary: 'Workflows with AI steps, agents, their tools and models, and who owns them',
  category: 'automation',
  neverReads: ['values of credentials', 'what went through a workflow', 'prompts and answers'],
  howToGrant: (permission) => `n8n, Settings, n8n API: give the key the scope ${permission}, or make a key with it and enter that one.`,
  fields: [
    {
      key: 'baseUrl',
      label: 'Address',
      help: 'The address of the server, without /api, e.g. https://n8n.example.com',
      kind: 'url',
      required: false,
      placeholder: 'https://n8n.example.com',
    },
    {
      key: 'apiKey',
      label: 'API key',
      help: 'Made in n8n under Settings, n8n API. A key of the instance owner or an administrator sees every workflow.',
      kind: 'secret',
      required: false,
    },
    {
      key: 'export',
      label: 'Exported workflows',
      help: 'Instead of a server: a folder of workflow JSON files, or an NDJSON file with one workflow a line.',
      kind: 'path',
      required: false,
    },
  ],
  needs: [['baseUrl'], ['export']],
  signIn: [
    {
      id: 'api-key',
      title: 'API key',
      help: 'A key of the instance owner or an administrator.',
      fields: ['baseUrl', 'apiKey'],
      interactive: false,
    },
    { id: 'export', title: 'Exported workflows', help: 'Reads files; no server and no key.', fields: ['export'], interactive: false },
  ],
  calls,
  quotas,
  grants,
  steps: [workflowsStep, credentialsStep, peopleStep, executionsStep],
  probe,
  classify: (permission, type) => (type === 'tool' ? (powersOf(permission) ?? [unknownPower]) : null),
  revoke: revoker,
}
