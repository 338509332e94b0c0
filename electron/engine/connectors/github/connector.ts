import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { grants } from './grant.ts'
import { powersOfPermission } from './permissions.ts'
import { probe } from './probe.ts'
import { revoker } from './revoke.ts'
import { steps } from './steps.ts'

/** An organisation on GitHub, on GitHub Enterprise Cloud with its own address, or on an own server. */
export const github: Connector = {
  id: 'github',
  title: 'GitHub',
  summary: 'Installed apps, tokens, Copilot, and the MCP servers, agents and workflows with AI that repositories define',
  category: 'saas',
  ownIds: ['github-client-id'],
  neverReads: ['source code', 'scripts inside workflows', 'issues, pull requests and commit messages', 'values of secrets'],
  howToGrant: (permission) => {
    const [name = ''] = permission.split(':')
    const part = name.startsWith('organization_') || name === 'members' ? 'Organization' : 'Repository'
    return `The organisation’s Settings, Developer settings, GitHub Apps, the app, Permissions & events, ${part} permissions: set ${permission}; then an owner accepts it on the page of the installed app.`
  },
  fields: [
    {
      key: 'organization',
      label: 'Organisation',
      help: 'Its name as it stands in addresses: the last part of https://github.com/name',
      kind: 'text',
      required: true,
      placeholder: 'example-org',
    },
    {
      key: 'baseUrl',
      label: 'Address of the interface',
      help: 'https://api.github.com; https://api.NAME.ghe.com for data residency; https://HOST/api/v3 for an own server',
      kind: 'url',
      required: false,
      default: 'https://api.github.com',
    },
    {
      key: 'appId',
      label: 'App id',
      help: 'Of the GitHub App you made for this scan: a number, or its client id.',
      kind: 'text',
      required: false,
      placeholder: '123456',
    },
    {
      key: 'privateKey',
      label: 'Private key of the app',
      help: 'The whole PEM file from the app’s settings.',
      kind: 'secret',
      required: false,
      lines: true,
    },
    {
      key: 'installationId',
      label: 'Installation id',
      help: 'Only where the app cannot find its own installation.',
      kind: 'text',
      required: false,
    },
    {
      key: 'token',
      label: 'Token',
      help: 'Instead of an app: a token of an owner of the organisation. Fine-grained tokens of others stay unseen with it.',
      kind: 'secret',
      required: false,
    },
    {
      key: 'enterprise',
      label: 'Enterprise',
      help: 'Only for uninstalling apps by a call: the short name of the enterprise that your app is installed on as well.',
      kind: 'text',
      required: false,
    },
    {
      key: 'workflows',
      label: 'Read workflow files',
      help: 'Reads the files in .github/workflows to find steps with AI. Without it such workflows stay unseen.',
      kind: 'boolean',
      required: false,
      default: 'true',
    },
  ],
  signIn: [
    {
      id: 'app',
      title: 'GitHub App',
      help: 'An app of your own, installed on the organisation. It sees most and belongs to nobody who may leave.',
      fields: ['organization', 'baseUrl', 'appId', 'privateKey'],
      interactive: false,
    },
    {
      id: 'token',
      title: 'Token',
      help: 'A token of an owner of the organisation.',
      fields: ['organization', 'baseUrl', 'token'],
      interactive: false,
    },
  ],
  calls,
  quotas,
  grants,
  steps,
  probe,
  classify: (permission) => powersOfPermission(permission),
  revoke: revoker,
}
