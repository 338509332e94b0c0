import { PasswordInput } from '@mantine/core'
import type { RevocationPlan } from '../../../shared/domain/revocation.ts'
import { useAsk } from '../../app/use-ask.ts'
import { visibleString } from '../visible-text.ts'

/** Secret values by connection and setting, for one run. */
export type Wider = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Only what was typed is sent; an empty field keeps the scan's own credential. */
export function filled(wider: Wider): Record<string, Record<string, string>> {
  const kept = Object.entries(wider).map(
    ([id, secrets]) => [id, Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))] as const,
  )
  return Object.fromEntries(kept.filter(([, secrets]) => Object.keys(secrets).length > 0))
}

/** A wider credential for this run, where the plan needs more than the scan may do. It is held until the run ends, never stored. */
export function WiderCredential({
  plan,
  wider,
  set,
}: {
  readonly plan: Pick<RevocationPlan, 'calls' | 'permissionsWanted'>
  readonly wider: Wider
  readonly set: (wider: Wider) => void
}) {
  const connections = useAsk('connections.list', {})
  const providers = useAsk('connections.providers', {})
  const ids = [...new Set(plan.calls.map((call) => call.connectionId))]
  const asked = ids.flatMap((id) => {
    const connection = connections.value?.find((one) => one.id === id)
    const fields = providers.value?.find((one) => one.id === connection?.provider)?.fields.filter((field) => field.kind === 'secret') ?? []
    return connection === undefined || fields.length === 0 ? [] : [{ connection, fields }]
  })
  if (plan.permissionsWanted.length === 0 || asked.length === 0) return null
  return (
    <details className="wider">
      <summary>Use a wider credential for this run</summary>
      {asked.map(({ connection, fields }) =>
        fields.map((field) => (
          <PasswordInput
            key={`${connection.id} ${field.key}`}
            label={`${field.label}: ${visibleString(connection.label, 60)}`}
            autoComplete="off"
            value={wider[connection.id]?.[field.key] ?? ''}
            onChange={(event) => set({ ...wider, [connection.id]: { ...wider[connection.id], [field.key]: event.currentTarget.value } })}
          />
        )),
      )}
      <p className="quiet">It is used for these calls and forgotten. Left empty, the scan’s own credential is used.</p>
    </details>
  )
}
