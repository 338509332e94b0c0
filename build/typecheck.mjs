import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// One tsconfig for each room, so that a room sees only the globals that exist where it runs.
export const rooms = [
  'shared',
  'electron/engine',
  'electron/estate',
  'electron/cli',
  'electron/main',
  'electron/preload',
  'renderer',
  'build',
  'e2e',
]

let failed = 0
for (const room of process.argv.slice(2).length > 0 ? process.argv.slice(2) : rooms) {
  if (!existsSync(`${room}/tsconfig.json`)) continue
  const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', room], { stdio: 'inherit' })
  if (run.status !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
