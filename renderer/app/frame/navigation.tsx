import { UnstyledButton } from '@mantine/core'
import { places } from '../../actions/navigate.ts'
import { type Screen, useRoute, visit } from '../routes.ts'
import { screenTestId } from '../test-ids.ts'
import { shortCount } from '../time.ts'
import { useAsk } from '../use-ask.ts'
import './navigation.css'

/** The screens; a count stands where something waits for the reader. */
export function Navigation() {
  const screen = useRoute((router) => router.route.screen)
  const triage = useAsk('governance.triage', { limit: 1 })
  const overview = useAsk('workspace.overview', {})
  const approvals = useAsk('people.approvals', {})
  const counts: Partial<Record<Screen, number>> = {
    triage: triage.value?.total ?? 0,
    inventory: overview.value?.agents ?? 0,
    people: approvals.value?.filter(({ state }) => state === 'open' || state === 'signed').length ?? 0,
  }
  return (
    <nav className="nav" aria-label="Screens">
      {places.map((place) => {
        const count = counts[place.screen] ?? 0
        return (
          <UnstyledButton
            key={place.screen}
            className="nav-item"
            data-testid={screenTestId(place.screen)}
            aria-current={screen === place.screen ? 'page' : undefined}
            onClick={() => visit(place.screen)}
          >
            <place.icon size={16} stroke={1.5} />
            <span>{place.label}</span>
            {count > 0 && <span className="nav-count tabular">{shortCount(count)}</span>}
          </UnstyledButton>
        )
      })}
    </nav>
  )
}
