import { openTenantEstate, type TenantEstate } from '../../electron/estate/microsoft-365/open.ts'
import { makePeople } from '../../electron/estate/people.ts'
import { estateSize } from '../../electron/estate/size.ts'
import { openState } from '../../electron/estate/state-file.ts'

/** A tenant of the demo estate that a person connects by hand, at an address that stays the same. */
export interface TenantByHand {
  readonly tenantId: string
  readonly clientId: string
  readonly secret: string
  readonly address: string
  /** Grants the application these permissions and no others, as an administrator would in the tenant's console. */
  grant(permissions: readonly string[]): Promise<void>
  /** Enters a code at the page it is meant for, and answers there. */
  enter(code: string, answer: 'allow' | 'refuse'): Promise<void>
  close(): Promise<void>
}

/** @param codeLastsSeconds a person enters the code of a sign-in within that time */
export async function openTenantByHand(permissions: readonly string[], codeLastsSeconds?: number): Promise<TenantByHand> {
  const seed = 7
  const people = makePeople({ seed, count: estateSize('small').staff, domain: 'meridian.example' })
  const state = openState(undefined).section('microsoft-365')
  const open = (granted: readonly string[], port: number): Promise<TenantEstate> =>
    openTenantEstate({
      which: 'main',
      people,
      size: estateSize('small'),
      seed,
      asOf: '2026-11-28',
      port,
      quotas: 'off',
      faults: [],
      state,
      permissions: granted,
      ...(codeLastsSeconds === undefined ? {} : { codeLastsSeconds }),
    })
  let tenant = await open(permissions, 0)
  const { settings, secrets } = tenant.connection
  return {
    tenantId: settings.tenantId ?? '',
    clientId: settings.clientId ?? '',
    secret: secrets.clientSecret ?? '',
    address: tenant.origin,
    grant: async (granted) => {
      const { port } = tenant
      await tenant.close()
      tenant = await open(granted, port)
    },
    enter: async (code, answer) => {
      const reply = await fetch(`${tenant.origin}/devicelogin`, { method: 'POST', body: new URLSearchParams({ code, answer }).toString() })
      if (reply.status !== 204) throw new Error(`the code ${code} was not taken (${reply.status})`)
    },
    close: () => tenant.close(),
  }
}
