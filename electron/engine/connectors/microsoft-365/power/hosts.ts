/** Hosts of the power platform, by cloud: its own API, and the older one that administers environments. */
const clouds = {
  public: { powerplatform: 'api.powerplatform.com', bap: 'api.bap.microsoft.com' },
  gcc: { powerplatform: 'api.gov.powerplatform.microsoft.us', bap: 'gov.api.bap.microsoft.us' },
  'gcc-high': { powerplatform: 'api.high.powerplatform.microsoft.us', bap: 'high.api.bap.microsoft.us' },
  dod: { powerplatform: 'api.appsplatform.us', bap: 'api.bap.appsplatform.us' },
  china: { powerplatform: 'api.powerplatform.partner.microsoftonline.cn', bap: 'api.bap.partner.microsoftonline.cn' },
} as const

export type PowerCloud = keyof typeof clouds

export const powerClouds = Object.keys(clouds) as readonly PowerCloud[]

/** What the host parameters of the platform's own calls may be; nothing else is ever asked. */
export const powerHostValues = {
  powerplatform: Object.values(clouds).map((cloud) => cloud.powerplatform),
  bap: Object.values(clouds).map((cloud) => cloud.bap),
} as const

export function powerHosts(cloud: string | undefined): Readonly<Record<string, string>> {
  return Object.hasOwn(clouds, cloud ?? '') ? clouds[cloud as PowerCloud] : clouds.public
}

/** Where an environment's tables answer: `org.crm4.dynamics.com`. Regions are numbered; new ones continue the count. */
export const dataverseHost = '{org}.{region}.{domain}'
export const dataverseHostValues = {
  region: ['crm', ...Array.from({ length: 59 }, (_unused, index) => `crm${index + 2}`)],
  domain: ['dynamics.com', 'microsoftdynamics.us', 'appsplatform.us', 'dynamics.cn'],
} as const

/** The host of an environment's address as the provider tells it; null where it is none of the provider's own. */
export function dataverseHostOf(address: string | null | undefined): Readonly<Record<string, string>> | null {
  if (!address || !URL.canParse(address)) return null
  const { hostname } = new URL(address)
  const parts = /^([a-z0-9-]+)\.([a-z0-9]+)\.(.+)$/.exec(hostname)
  const [, org, region, domain] = parts ?? []
  if (org === undefined || region === undefined || domain === undefined) return null
  const known = dataverseHostValues.region.includes(region) && (dataverseHostValues.domain as readonly string[]).includes(domain)
  return known ? { org, region, domain } : null
}
