import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { channels } from '../../shared/contract/channels.ts'
import type { EngineEvent } from '../../shared/contract/events.ts'
import { openBroker } from './broker.ts'
import { chooseLauncher } from './choose-launcher.ts'
import { openChosenPaths } from './chosen-paths.ts'
import { confineContents, confineSession } from './confine.ts'
import { type EngineLink, linkEngine } from './engine-link.ts'
import type { LaunchEngine } from './engine-process.ts'
import { electronVersion } from './flavour.ts'
import type { Guards } from './guards.ts'
import { openKeyStore } from './key-store.ts'
import { setMenu } from './menu.ts'
import { openDemo } from './open-demo.ts'
import { findPlaces } from './places.ts'
import { showReminders } from './reminders.ts'
import { secretAnswers } from './secret-file.ts'
import { registerScheme, servePage } from './serve-page.ts'
import { callShell } from './shell-calls.ts'
import { letsProgramsStart } from './start-programs.ts'
import { openWindow } from './window.ts'

/**
 * Runs the shell: one window on the page, one engine, and the walls between them.
 * @param built folder of the built files
 */
export function startApp(built: string, guards: Guards, launch: LaunchEngine = chooseLauncher()): void {
  // A second profile beside the person's own, as tests use it.
  const profile = app.commandLine.getSwitchValue('user-data-dir')
  if (profile) app.setPath('userData', resolve(profile))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  registerScheme()
  app.on('web-contents-created', (_event, contents) => confineContents(contents, guards))
  app.whenReady().then(
    () => run(built, guards, launch),
    () => app.exit(1),
  )
}

async function run(built: string, guards: Guards, launch: LaunchEngine): Promise<void> {
  const places = findPlaces(built)
  const runtime = process.versions.electron === electronVersion ? 'official' : 'fallback'
  const paths = openChosenPaths([places.database])
  const keyStore = await openKeyStore()
  let window: BrowserWindow | null = null
  let reminders: ReturnType<typeof showReminders> | null = null

  const tell = (event: EngineEvent): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(channels.event, event)
  }
  const engine = linkEngine({
    launch,
    entry: places.engine,
    config: {
      databasePath: places.database,
      actor: accountName(),
      secretsPersistence: keyStore.persistence,
      estateEntry: places.estate,
      runtime,
      version: app.getVersion(),
    },
    onEvent: (event) => {
      tell(event)
      reminders?.noticed(event.name)
    },
    answerSecret: secretAnswers(places.secrets, keyStore),
  })

  confineSession(session.defaultSession, guards)
  servePage(places.page, guards)
  setMenu()
  openBroker({
    guards,
    windows: () => (window === null ? [] : [window]),
    personAt: (at) => ({ paths, letsProgramsStart: () => letsProgramsStart(at) }),
    callEngine: engine.call,
    callShell: (name, argument, from) => callShell(name, argument, { window: from, guards, paths }),
  })
  const open = (): BrowserWindow =>
    openWindow({ guards, preload: places.preload, icon: places.icon, about: { version: app.getVersion(), runtime } })
  window = open()
  reminders = showReminders({
    call: engine.call,
    open: (screen) => {
      if (window === null || window.isDestroyed()) window = open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      tell({ name: 'open-screen', id: screen })
    },
  })

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (window === null || window.isDestroyed()) window = open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', reminders.stop)
  leaveWith(engine)
  if (app.commandLine.hasSwitch('demo')) await openDemo(engine)
}

/** Leaving waits until the engine has closed its database. */
function leaveWith(engine: EngineLink): void {
  let left = false
  app.on('before-quit', (event) => {
    if (left) return
    event.preventDefault()
    engine.stop().finally(() => {
      left = true
      app.quit()
    })
  })
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
