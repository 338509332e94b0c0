import type { Ports } from '../../ports.ts'
import type { Store } from '../../store/store.ts'
import { peopleOf } from './people-of.ts'
import { peopleKinds, personOfKey } from './project-people.ts'

/**
 * The ports with who acts by their name: the person whose key this device holds, as the ledger says at that moment; until it says whose
 * key it is, the account at the computer.
 */
export function actingAs(ports: Ports, { ledger }: Pick<Store, 'ledger'>, keyId: string): Ports {
  const account = ports.actor
  let known = { at: 0, name: account }
  return {
    ...ports,
    get actor() {
      const at = Math.max(...peopleKinds.map((kind) => ledger.lastOfKind(kind)))
      if (at !== known.at) known = { at, name: personOfKey(peopleOf({ ledger }), keyId)?.name ?? account }
      return known.name
    },
  }
}
