import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Bridge, ShellCalls } from '../../shared/contract/bridge.ts'
import { channels } from '../../shared/contract/channels.ts'
import type { Invoke, MethodName } from '../../shared/contract/contract.ts'
import type { EngineEvent } from '../../shared/contract/events.ts'
import type { ShellCallName } from '../../shared/contract/shell.ts'

/** The contract's method names; the bundler writes them in, so that no schema is loaded into the sandbox. */
declare const __METHOD_NAMES__: readonly MethodName[]

const known: ReadonlySet<string> = new Set(__METHOD_NAMES__)

const invoke: Invoke = (name, args) =>
  known.has(name)
    ? ipcRenderer.invoke(channels.invoke, name, args)
    : Promise.resolve({ ok: false, failure: { code: 'invalid-input', message: 'There is no such method.', subject: String(name) } })

function askShell<Name extends ShellCallName>(name: Name, argument: unknown): ReturnType<ShellCalls[Name]> {
  return ipcRenderer.invoke(channels.shell, name, argument) as ReturnType<ShellCalls[Name]>
}

const shell: ShellCalls = {
  chooseSavePath: (options) => askShell('chooseSavePath', options),
  chooseFolder: (options) => askShell('chooseFolder', options),
  chooseFile: (options) => askShell('chooseFile', options),
  copyText: (text) => askShell('copyText', text),
  showInFolder: (path) => askShell('showInFolder', path),
  openExternal: (url) => askShell('openExternal', url),
  canNotify: () => askShell('canNotify', {}),
}

/** What main wrote on this process's command line. */
function told(name: string): string {
  const prefix = `--rollcall-${name}=`
  return process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? ''
}

const bridge: Bridge = {
  invoke,
  on: (listener) => {
    // The page gets the event's data, never the channel's own event object with its sender.
    const relay = (_event: IpcRendererEvent, event: EngineEvent): void => listener(event)
    ipcRenderer.on(channels.event, relay)
    return () => {
      ipcRenderer.removeListener(channels.event, relay)
    }
  },
  shell,
  platform: process.platform,
  versions: {
    app: told('version'),
    electron: process.versions.electron ?? '',
    runtime: told('runtime') === 'official' ? 'official' : 'fallback',
  },
}

contextBridge.exposeInMainWorld('rollcall', bridge)
