import type { SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'
import { keyFields, tokenField } from '../google-sign-in.ts'

export const signIn: readonly SignInMethod[] = [
  {
    id: 'service-account',
    title: 'Service account key',
    help: 'A service account that was given the audit’s role on the organisation.',
    fields: ['serviceAccountKey', 'keyPath'],
    oneOf: ['serviceAccountKey', 'keyPath'],
    interactive: false,
  },
]

export const fields: readonly SettingField[] = [
  ...keyFields,
  {
    key: 'scope',
    label: 'Organisation',
    help: 'The organisation’s number. folders/456 or projects/my-project for a part of it.',
    kind: 'text',
    required: true,
    placeholder: '123456789012',
  },
  {
    key: 'quotaProject',
    label: 'Project that pays for the calls',
    help: 'Its id; the service account’s own project unless said. The APIs that are asked must be switched on there.',
    kind: 'text',
    required: false,
    placeholder: 'my-audit-project',
  },
  {
    key: 'baseUrl',
    label: 'Address instead of Google’s',
    help: 'For a private endpoint or a test server. {host} in it stands for the host that is meant.',
    kind: 'url',
    required: false,
    placeholder: 'https://gateway.example.com/{host}',
  },
  tokenField,
]

/** What the audit looks at: `organizations/123`, `folders/456` or `projects/my-project`; null where the setting is none of them. */
export function scopeOf(text: string | undefined): { readonly container: string; readonly scope: string } | null {
  const [, container = 'organizations', scope = ''] =
    /^(?:(organizations|folders|projects)\/)?([a-z0-9-]{1,63})$/.exec(text?.trim() ?? '') ?? []
  if (scope === '' || (container !== 'projects' && !/^\d+$/.test(scope))) return null
  return { container, scope }
}
