import type { SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'

const publicSlack = 'https://slack.com'
const publicAudit = 'https://api.slack.com'

export const signIn: readonly SignInMethod[] = [
  {
    id: 'token',
    title: 'User token of an organisation owner',
    help: 'An app of your own, installed on the whole organisation by an owner or administrator, gives this token.',
    fields: ['token'],
    interactive: false,
  },
]

export const fields: readonly SettingField[] = [
  {
    key: 'token',
    label: 'User token',
    help: 'Begins with xoxp-. A bot token cannot read what administrators decided.',
    kind: 'secret',
    required: false,
  },
  {
    key: 'baseUrl',
    label: 'Slack address',
    help: 'Change it for GovSlack, a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicSlack,
    default: publicSlack,
  },
  {
    key: 'auditUrl',
    label: 'Audit log address',
    help: 'Change it for GovSlack, a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicAudit,
    default: publicAudit,
  },
]
