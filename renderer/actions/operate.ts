import { openSpotlight } from '@mantine/spotlight'
import { IconKeyboard, IconPlayerStop, IconPlugConnected, IconRadar2, IconSearch, IconX } from '@tabler/icons-react'
import { ask } from '../app/bridge.ts'
import { go, useRoute, visit } from '../app/routes.ts'
import { valueOrSay } from '../components/say-failure.ts'
import { useWizard } from '../views/sources/wizard/store.ts'
import type { Command } from './command.ts'
import { useDesk } from './desk.ts'
import { useHelp } from './help.ts'

/** Starts a scan of the given connections, or of all. */
export async function startScan(connectionIds: readonly string[] = []): Promise<void> {
  valueOrSay(await ask('scans.start', { connectionIds: [...connectionIds] }))
}

/** Stops the running scan; what it has seen stays. */
export async function cancelScan(): Promise<void> {
  const running = await ask('scans.progress', {})
  if (running.ok && running.value !== null) valueOrSay(await ask('scans.cancel', { scanId: running.value.scanId }))
}

/** Steps back by one: the open form, then the full page, then the drawer, then the marks. */
function stepBack(): void {
  const desk = useDesk.getState()
  const { route } = useRoute.getState()
  if (desk.open !== null) desk.leave()
  else if (route.page) go({ page: false })
  else if (route.agent !== null) go({ agent: null })
  else desk.mark([])
}

export const operateCommands: readonly Command[] = [
  { id: 'search', group: 'Do', label: 'Search everything', icon: IconSearch, shortcut: 'mod+k', perform: () => openSpotlight() },
  { id: 'scan', group: 'Do', label: 'Scan everything now', icon: IconRadar2, shortcut: 's', perform: () => void startScan() },
  { id: 'cancel-scan', group: 'Do', label: 'Stop the running scan', icon: IconPlayerStop, perform: () => void cancelScan() },
  {
    id: 'connect',
    group: 'Do',
    label: 'Connect a source',
    icon: IconPlugConnected,
    perform: () => {
      // What was begun is gone on with.
      if (useWizard.getState().step === null) useWizard.getState().open()
      visit('sources')
    },
  },
  { id: 'help', group: 'Do', label: 'Show the keys', icon: IconKeyboard, shortcut: '?', perform: () => useHelp.getState().toggle() },
  { id: 'back', group: 'Do', label: 'Close what is open', icon: IconX, shortcut: 'escape', perform: stepBack },
]
