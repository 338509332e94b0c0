import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app } from 'electron'
import { type Guards, guards } from '../../../electron/main/guards.ts'
import { launchFork } from '../../../electron/main/launch-fork.ts'
import { launchUtility } from '../../../electron/main/launch-utility.ts'
import { startApp } from '../../../electron/main/start-app.ts'

// A copy of the shell for tests, started with one wall missing (`--without=NAME`), to show that the check of that wall can
// fail, and with either way of running the engine (`--launcher=utility|fork`). It is bundled from here by the journeys; nothing in a product build imports it.
const missing: Readonly<Record<string, Partial<Guards>>> = {
  sandbox: { webPreferences: { ...guards.webPreferences, sandbox: false } },
  isolation: { webPreferences: { ...guards.webPreferences, contextIsolation: false } },
  'node-in-page': { webPreferences: { ...guards.webPreferences, nodeIntegration: true, contextIsolation: false, sandbox: false } },
  'content-security-policy': { contentSecurityPolicy: () => null },
  containment: {
    resolveFile: async (root, address) => {
      const file = join(root, decodeURIComponent(new URL(address).pathname))
      return readFile(file).then(
        () => file,
        () => null,
      )
    },
  },
  sender: { senderAllowed: () => true },
  'page-limits': { limitOf: async () => null },
  navigation: { navigationAllowed: () => true },
  'new-window': { newWindowAllowed: () => true },
  permission: { permissionAllowed: () => true },
  'external-link': { externalLinkAllowed: () => true },
}

const launch = app.commandLine.getSwitchValue('launcher') === 'utility' ? launchUtility : launchFork
startApp(__dirname, { ...guards, ...missing[app.commandLine.getSwitchValue('without')] }, launch)
