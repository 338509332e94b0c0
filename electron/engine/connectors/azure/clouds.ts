/** Where one of the provider's separate clouds answers. */
export interface Cloud {
  readonly title: string
  /** Behind `management.`; also names what a token is for. */
  readonly management: string
  /** Behind `{account}.services.ai.`; null: no agents' interface there. */
  readonly agents: string | null
  readonly login: string
}

/** Sources: the environments of the provider's own command line (az cloud list) and its page on Foundry in government clouds. */
export const clouds = {
  public: { title: 'Public', management: 'azure.com', agents: 'azure.com', login: 'https://login.microsoftonline.com' },
  'us-government': {
    title: 'US government',
    management: 'usgovcloudapi.net',
    agents: 'azure.us',
    login: 'https://login.microsoftonline.us',
  },
  china: { title: 'China', management: 'chinacloudapi.cn', agents: null, login: 'https://login.partner.microsoftonline.cn' },
} as const satisfies Readonly<Record<string, Cloud>>

/** The cloud that a connection names; the public one unless it names another. */
export function cloudOf(settings: Readonly<Record<string, string>>): Cloud {
  const name = settings.cloud ?? ''
  return Object.hasOwn(clouds, name) ? clouds[name as keyof typeof clouds] : clouds.public
}
