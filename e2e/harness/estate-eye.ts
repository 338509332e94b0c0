import { readFileSync } from 'node:fs'
import type { EstateConnection } from '../../shared/domain/estate.ts'

/** Looks at the demo estate from outside the product, with the estate's own credentials: what is really switched off there? */
export interface EstateEye {
  /** Whether a principal of the first tenant is enabled, by its object id. */
  principalEnabled(objectId: string): Promise<boolean>
}

/** The estate that serves a workspace; the product notes beside the workspace how it is reached. */
export function lookAtEstate(workspace: string): EstateEye {
  const { estate } = JSON.parse(readFileSync(`${workspace}-estate.json.serving`, 'utf8')) as {
    readonly estate: { readonly connections: readonly EstateConnection[] }
  }
  const tenant = estate.connections.find((one) => one.provider === 'microsoft-365')
  if (tenant === undefined) throw new Error('the estate has no tenant')
  return {
    principalEnabled: async (objectId) => {
      const reply = await fetch(`${tenant.settings.baseUrl}/v1.0/servicePrincipals/${objectId}`, {
        headers: { authorization: `Bearer ${await token(tenant)}` },
      })
      const body = (await reply.json()) as { readonly accountEnabled?: boolean }
      if (body.accountEnabled === undefined) throw new Error(`the estate answered ${reply.status}`)
      return body.accountEnabled
    },
  }
}

async function token({ settings, secrets }: EstateConnection): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: settings.clientId ?? '',
    client_secret: secrets.clientSecret ?? '',
    scope: `${settings.baseUrl}/.default`,
  })
  const reply = await fetch(`${settings.loginUrl}/${settings.tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form })
  return ((await reply.json()) as { readonly access_token: string }).access_token
}
