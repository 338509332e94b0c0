import type { People } from '../../../../shared/domain/people.ts'
import type { Store } from '../../store/store.ts'
import { peopleKinds, projectPeople } from './project-people.ts'

/** Who takes part in this workspace, with which keys, under which rule. */
export function peopleOf({ ledger }: Pick<Store, 'ledger'>): People {
  return projectPeople(ledger.ofKinds(peopleKinds))
}
