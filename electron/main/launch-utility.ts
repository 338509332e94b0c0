import { utilityProcess } from 'electron'
import type { LaunchEngine } from './engine-process.ts'

/** The product's way: Electron's utility process, with the Node that Electron embeds. */
export const launchUtility: LaunchEngine = (entry) => {
  const engine = utilityProcess.fork(entry, [], { serviceName: 'Rollcall engine', stdio: 'inherit' })
  return {
    send: (message) => engine.postMessage(message),
    onMessage: (listener) => engine.on('message', listener),
    onExit: (listener) => engine.once('exit', listener),
    kill: () => engine.kill(),
  }
}
