import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { fail, failed, type Result } from '../../shared/base/result.ts'
import { channels } from '../../shared/contract/channels.ts'
import { type MethodName, methodNames } from '../../shared/contract/contract.ts'
import type { Guards } from './guards.ts'
import type { Person } from './page-limits.ts'
import type { Sender } from './sender.ts'

export interface BrokerOptions {
  readonly guards: Pick<Guards, 'senderAllowed' | 'limitOf'>
  /** The windows whose pages may call. */
  readonly windows: () => readonly BrowserWindow[]
  /** Who sits before a window. */
  readonly personAt: (window: BrowserWindow) => Person
  readonly callEngine: (method: string, args: unknown) => Promise<Result<unknown>>
  readonly callShell: (name: unknown, argument: unknown, window: BrowserWindow) => Promise<Result<unknown>>
}

const refused = fail('invalid-input', 'This call did not come from the Rollcall window.')

/** The only place where the page's calls arrive: who asks is checked, then the name, then what a page may not ask alone. It keeps nothing. */
export function openBroker({ guards, windows, personAt, callEngine, callShell }: BrokerOptions): void {
  ipcMain.handle(channels.invoke, async (event, method: unknown, args: unknown): Promise<Result<unknown>> => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (window === null || !guards.senderAllowed(senderOf(event, windows()))) return refused
    if (!isMethod(method)) return fail('invalid-input', 'There is no such method.', { subject: String(method).slice(0, 100) })
    const limit = await guards.limitOf(method, args, personAt(window))
    return limit === null ? callEngine(method, args) : failed(limit)
  })
  ipcMain.handle(channels.shell, async (event, name: unknown, argument: unknown): Promise<Result<unknown>> => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (window === null || !guards.senderAllowed(senderOf(event, windows()))) return refused
    return callShell(name, argument, window)
  })
}

function isMethod(name: unknown): name is MethodName {
  return methodNames.some((known) => known === name)
}

function senderOf(event: IpcMainInvokeEvent, windows: readonly BrowserWindow[]): Sender {
  const frame = event.senderFrame
  return {
    knownWindow: windows.some((window) => !window.isDestroyed() && window.webContents === event.sender),
    mainFrame: frame !== null && frame === event.sender.mainFrame,
    origin: frame === null ? null : frame.origin,
  }
}
