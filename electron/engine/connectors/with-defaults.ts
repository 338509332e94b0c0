import type { Connector } from './connector.ts'

/** The settings with what the connector's fields say stands for those not given. */
export function withDefaults(
  connector: Pick<Connector, 'fields'>,
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))
  const defaults = connector.fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default] as const]))
  return { ...Object.fromEntries(defaults), ...given }
}
