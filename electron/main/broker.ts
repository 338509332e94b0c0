import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { fail, type Result } from '../../shared/base/result.ts'
import { channels } from '../../shared/contract/channels.ts'
import { methodNames } from '../../shared/contract/contract.ts'
import type { Guards } from './guards.ts'
import type { Sender } from './sender.ts'

export interface BrokerOptions {
  readonly guards: Pick<Guards, 'senderAllowed'>
  /** The windows whose pages may call. */
  readonly windows: () => readonly BrowserWindow[]
  readonly callEngine: (method: string, args: unknown) => Promise<Result<unknown>>
  readonly callShell: (name: unknown, argument: unknown, window: BrowserWindow) => Promise<Result<unknown>>
}

const known: ReadonlySet<string> = new Set(methodNames)
const refused = fail('invalid-input', 'This call did not come from the Rollcall window.')

/** The only place where the page's calls arrive: who asks is checked, then the name, then the call is passed on. It keeps nothing. */
export function openBroker({ guards, windows, callEngine, callShell }: BrokerOptions): void {
  ipcMain.handle(channels.invoke, async (event, method: unknown, args: unknown): Promise<Result<unknown>> => {
    if (!guards.senderAllowed(senderOf(event, windows()))) return refused
    if (typeof method !== 'string' || !known.has(method))
      return fail('invalid-input', 'There is no such method.', { subject: String(method).slice(0, 100) })
    return callEngine(method, args)
  })
  ipcMain.handle(channels.shell, async (event, name: unknown, argument: unknown): Promise<Result<unknown>> => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (window === null || !guards.senderAllowed(senderOf(event, windows()))) return refused
    return callShell(name, argument, window)
  })
}

function senderOf(event: IpcMainInvokeEvent, windows: readonly BrowserWindow[]): Sender {
  const frame = event.senderFrame
  return {
    knownWindow: windows.some((window) => !window.isDestroyed() && window.webContents === event.sender),
    mainFrame: frame !== null && frame === event.sender.mainFrame,
    origin: frame === null ? null : frame.origin,
  }
}
