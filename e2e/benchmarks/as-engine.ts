import { spawnSync } from 'node:child_process'
import runtime from '../../shared/contract/engine-runtime.json' with { type: 'json' }

/** Runs the calling script as the product runs its engine: with the same flags and environment. Goes on in the second life only. */
export function runAsEngine(script: string): void {
  if (runtime.flags.every((flag) => process.execArgv.includes(flag))) return
  const { status } = spawnSync(process.execPath, [...runtime.flags, script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...runtime.environment },
  })
  process.exit(status ?? 1)
}
