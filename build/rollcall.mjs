#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { projectNode } from './setup/node.mjs'
import { root } from './setup/root.mjs'
import { isBuilt } from './setup/sources.mjs'
import { exitWith } from './setup/told.mjs'

// `rollcall`: the command line on the project's Node, whatever Node called this: as it was built, which starts in a quarter
// of the time, or from its sources where they have changed since.
await exitWith(async () => {
  // The engine keeps its memory small here as in its own process.
  const runtime = JSON.parse(readFileSync(join(root, 'shared/contract/engine-runtime.json'), 'utf8'))
  const built = join(root, 'dist')
  const entry = isBuilt(built) ? join(built, 'cli.cjs') : join(root, 'electron/cli/main.ts')
  const child = spawn(projectNode(), [...runtime.flags, entry, ...process.argv.slice(2)], {
    stdio: 'inherit',
    // Keeps compiled sources between calls: a command then starts in half the time.
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/rollcall'), ...process.env, ...runtime.environment },
  })
  // A terminal sends these to the whole group; a supervisor only to this process.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  return new Promise((settle, refuse) => {
    child.once('error', refuse)
    child.once('exit', (code, signal) => settle(code ?? 128 + (signal === null ? 1 : constants.signals[signal])))
  })
})
