import type { Subject } from '../../../../shared/domain/observation.ts'
import type { Held } from './agent-tools.ts'
import type { Routine } from './schema.ts'

type Autonomy = NonNullable<Subject['autonomy']>

const acting: ReadonlySet<string> = new Set(['write', 'send', 'delete', 'execute', 'pay', 'administer'])

/** How freely a Foundry agent acts, by what starts it and what it is asked. `routines` null: what starts it was not looked up. */
export function agentAutonomy(facts: {
  readonly held: readonly Held[]
  readonly routines: readonly Routine[] | null
  /** A tool or a role lets it make agents. */
  readonly makes: boolean
  /** Null: its identity's roles are not known. */
  readonly mayMakeAgents: boolean | null
  readonly kind: string
}): Autonomy {
  const { held, routines, makes, mayMakeAgents, kind } = facts
  const started = routines?.find(({ enabled, triggers }) => enabled === true && Object.keys(triggers).length > 0)
  const acts = held.filter(({ tool }) => tool.powers.some(({ action }) => acting.has(action)))
  const waits = acts.length > 0 && acts.every(({ asks }) => asks === true)
  if (makes && started !== undefined) return { floor: 'A5', ceiling: 'A5', because: 'a routine starts it, and it can make other agents' }
  if (makes)
    return {
      floor: 'A3',
      ceiling: 'A5',
      because: 'it can make other agents; a program starts it, and whether a person is present is not visible here',
    }
  if (started !== undefined) {
    const most = waits ? 'A2' : acts.length === 0 ? 'A1' : 'A4'
    return { floor: most, ceiling: most, because: `a routine starts it${waits ? '; a person is asked before it acts' : ''}` }
  }
  if (kind === 'hosted' || kind === 'workflow' || kind === 'external')
    return {
      floor: 'A1',
      ceiling: mayMakeAgents === null ? 'A5' : 'A4',
      because: 'it runs its own code; what that does by itself is not visible here',
    }
  const least = acts.length === 0 ? 'A0' : waits ? 'A2' : 'A3'
  const most = acts.length === 0 ? 'A1' : waits ? 'A2' : 'A4'
  if (routines === null) return { floor: least, ceiling: most, because: 'what starts it was not looked up' }
  return { floor: least, ceiling: acts.length === 0 ? 'A0' : most, because: 'no routine starts it; a program or a person does' }
}
