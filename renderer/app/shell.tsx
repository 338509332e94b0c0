import { lazy, Suspense, useEffect } from 'react'
import { useDesk } from '../actions/desk.ts'
import { KeysPage } from '../actions/keys-page.tsx'
import { Palette } from '../actions/palette.tsx'
import { useCommandKeys } from '../actions/use-keys.ts'
import { Failed, Waiting } from '../components/states.tsx'
import { AgentDrawer } from '../views/agent/drawer.tsx'
import { AgentPage } from '../views/agent/page.tsx'
import { AuditsView } from '../views/audits/view.tsx'
import { CoverageView } from '../views/coverage/view.tsx'
import { DecisionsView } from '../views/decisions/view.tsx'
import { FirstRun } from '../views/first-run/view.tsx'
import { OverviewView } from '../views/overview/view.tsx'
import { PeopleView } from '../views/people/view.tsx'
import { PoliciesView } from '../views/policies/view.tsx'
import { ReportsView } from '../views/reports/view.tsx'
import { RevocationsView } from '../views/revocations/view.tsx'
import { SettingsView } from '../views/settings/view.tsx'
import { SourcesView } from '../views/sources/view.tsx'
import { TriageView } from '../views/triage/view.tsx'
import { bridge } from './bridge.ts'
import { EngineStopped } from './engine-stopped.tsx'
import { Header } from './frame/header.tsx'
import { Navigation } from './frame/navigation.tsx'
import { ScanBar } from './frame/scan-bar.tsx'
import { openScreen, type Screen, useRoute } from './routes.ts'
import { listen, useAges } from './stale.ts'
import { useAsk } from './use-ask.ts'
import './blocking.css'
import './shell.css'

// The grid is the heaviest part; the first picture does not wait for it.
const InventoryView = lazy(async () => ({ default: (await import('../views/inventory/view.tsx')).InventoryView }))

const views: Readonly<Record<Screen, React.ComponentType>> = {
  overview: OverviewView,
  triage: TriageView,
  inventory: InventoryView,
  policies: PoliciesView,
  audits: AuditsView,
  decisions: DecisionsView,
  revocations: RevocationsView,
  people: PeopleView,
  reports: ReportsView,
  sources: SourcesView,
  coverage: CoverageView,
  settings: SettingsView,
}

/** What stays blank without a source; the other screens hold what was decided, agreed and handed in, source or not. */
const ofSources: ReadonlySet<Screen> = new Set(['overview', 'triage', 'inventory', 'coverage'])

/** The window: header, screens, what is open beside them, the scan that runs. */
export function Shell() {
  useEffect(() => listen((listener) => bridge().on(listener)), [])
  useEffect(() => bridge().on(({ name, id }) => name === 'open-screen' && id !== null && openScreen(id)), [])
  useCommandKeys()
  const stopped = useAges((ages) => ages.stopped)
  const route = useRoute((router) => router.route)
  const connections = useAsk('connections.list', {})
  const bare = connections.value?.length === 0
  const agents = useAsk('agents.page', bare ? { limit: 1 } : null)
  const place = `${route.screen} ${route.agent ?? ''}`

  // A form belongs to the place where it was opened, unless it was opened for the agent that opens now.
  useEffect(() => {
    const open = useDesk.getState().open
    const agent = place.split(' ')[1] ?? ''
    if (open !== null && agent !== '' && !open.agentIds.includes(agent)) useDesk.getState().leave()
  }, [place])

  if (stopped) return <EngineStopped />
  if (connections.value === null || (bare && agents.value === null && agents.failure === null))
    return (
      <main className="blocking">
        {connections.failure === null ? (
          <Waiting what="Opening the workspace" />
        ) : (
          <Failed failure={connections.failure} again={connections.again} />
        )}
      </main>
    )

  // Agents outlive their sources, and come with bundles that are handed in.
  const empty = bare && agents.value?.total === 0 && ofSources.has(route.screen)
  const View = views[route.screen]
  return (
    <div className="shell">
      <Header />
      <Navigation />
      <main className="main">
        {empty ? (
          <FirstRun />
        ) : route.page && route.agent !== null ? (
          <AgentPage id={route.agent} />
        ) : (
          <>
            <Suspense fallback={<Waiting />}>
              <View />
            </Suspense>
            {route.agent !== null && <AgentDrawer key={route.agent} id={route.agent} />}
          </>
        )}
      </main>
      <ScanBar />
      <Palette />
      <KeysPage />
    </div>
  )
}
