import { fork } from 'node:child_process'
import runtime from '../../shared/contract/engine-runtime.json' with { type: 'json' }
import type { FromEngine } from '../../shared/contract/process.ts'
import type { LaunchEngine } from './engine-process.ts'

/**
 * The development way where Electron's own Node is too old for the database's native code: the same entry, run by the
 * Node that runs the project's scripts (`ROLLCALL_NODE`). It is left out of release builds.
 */
export const launchFork: LaunchEngine = (entry) => {
  const execPath = process.env.ROLLCALL_NODE
  if (!execPath) throw new Error('ROLLCALL_NODE does not name a Node of version 22.14 or newer; start the window with `npm start`')
  // A Node outside Electron does not see into an archive.
  const script = entry.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
  const engine = fork(script, [], {
    execPath,
    execArgv: runtime.flags,
    env: { ...process.env, ...runtime.environment },
    // Not 'advanced': the Node inside Electron 33 loses its place in that stream when the four bytes of a message's length
    // arrive in two reads, and hears nothing from then on (nodejs/node#55834). Our messages are plain JSON by contract.
    serialization: 'json',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    send: (message) => {
      if (engine.connected) engine.send(message)
    },
    onMessage: (listener) => engine.on('message', (message) => listener(message as FromEngine)),
    onExit: (listener) => engine.once('exit', listener),
    kill: () => engine.kill(),
  }
}
