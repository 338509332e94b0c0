import type { ConnectorContext } from '../../connector.ts'

/**
 * What the provider itself said of quarantine in this process lately. The inventory of the tenant lags some twenty minutes behind: without
 * this, a scan right after a revocation would take an agent in quarantine for one that is back. In memory only.
 */
const told = new Map<string, { readonly quarantined: boolean; readonly until: number }>()
const lagMs = 30 * 60_000

const keyOf = ({ settings }: Pick<ConnectorContext, 'settings'>, environment: string, bot: string): string =>
  [settings.loginUrl, settings.tenantId, environment, bot].join(' ')

export function noteQuarantine(context: ConnectorContext, environment: string, bot: string, quarantined: boolean): void {
  const now = context.now().getTime()
  for (const [key, { until }] of told) if (until < now) told.delete(key)
  told.set(keyOf(context, environment, bot), { quarantined, until: now + lagMs })
}

/** Null: nothing newer than the inventory is known. */
export function freshQuarantine(context: ConnectorContext, environment: string, bot: string): boolean | null {
  const known = told.get(keyOf(context, environment, bot))
  return known === undefined || known.until < context.now().getTime() ? null : known.quarantined
}
