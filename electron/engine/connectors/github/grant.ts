import { type GrantForm, type GrantWish, jsonText } from '../grant-form.ts'

const isEnterprise = (permission: string): boolean => permission.startsWith('enterprise_')
const isOrganization = (permission: string): boolean => !isEnterprise(permission)

/** `members:read` → `['members', 'read']`. */
const named = (permission: string): readonly [string, string] => {
  const at = permission.lastIndexOf(':')
  return [permission.slice(0, at), permission.slice(at + 1)]
}

const appName = ({ purpose }: GrantWish): string => (purpose === 'read' ? 'Rollcall audit' : 'Rollcall revoke')
const homePage = 'https://example.com/rollcall'

const afterwards = ({ permissions, purpose }: GrantWish): readonly string[] => [
  `Check that the page shows exactly these permissions, and set by hand what it left out: ${permissions.join(', ')}.`,
  'Create the app, note its id, generate a private key, and install it on the organisation for all repositories.',
  ...(purpose === 'revoke'
    ? ['It is a second app beside the one for reading; add the permissions for reading too: before a change the present state is saved.']
    : []),
]

/** An address that opens the page for a new app with everything filled in: the shortest way. */
const link: GrantForm = {
  id: 'app-link',
  title: 'Link that fills in a new GitHub App',
  format: 'text',
  takes: isOrganization,
  write: (wish) => {
    const query = new URLSearchParams({ name: appName(wish), url: homePage, public: 'false', webhook_active: 'false' })
    for (const permission of wish.permissions) query.set(...(named(permission) as [string, string]))
    return `https://github.com/organizations/ORGANISATION/settings/apps/new?${query}\n`
  },
  howTo: (wish) => ['Put your organisation’s name in place of ORGANISATION and open the address as its owner.', ...afterwards(wish)],
}

/** For those who make apps by the manifest flow. */
const manifest: GrantForm = {
  id: 'app-manifest',
  title: 'GitHub App manifest',
  format: 'json',
  takes: isOrganization,
  write: (wish) =>
    jsonText({
      name: appName(wish),
      url: homePage,
      public: false,
      default_events: [],
      default_permissions: Object.fromEntries(wish.permissions.map(named)),
    }),
  howTo: (wish) => [
    'For the manifest flow: post it as the form field “manifest” to https://github.com/organizations/ORGANISATION/settings/apps/new. Without one, open the link above.',
    ...afterwards(wish),
  ],
}

/** Apps of an enterprise are made on its own page; no manifest and no link reaches it. */
const enterprise: GrantForm = {
  id: 'enterprise-app',
  title: 'Permissions of an app on the enterprise, only for uninstalling apps by a call',
  format: 'text',
  takes: isEnterprise,
  write: ({ permissions }) => permissions.map((permission) => `${permission}\n`).join(''),
  howTo: () => [
    'Enterprise › Settings › GitHub Apps › New GitHub App: set exactly these enterprise permissions.',
    'Install the app on the enterprise, and set the enterprise’s short name in the connection.',
  ],
}

export const grants: readonly GrantForm[] = [link, manifest, enterprise]
