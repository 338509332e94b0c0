import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './setup/install.mjs'
import { checkNode, continueOnProjectNode } from './setup/node.mjs'
import { root } from './setup/root.mjs'
import { exitWith } from './setup/told.mjs'

// `npm test`: types, style, unit tests and the journeys through the real window, from a bare clone. Until the install is
// done this runs on whatever Node is at hand, so it imports nothing but built-ins before that.

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`)

await exitWith(async () => {
  checkNode()
  ensureInstalled(say)
  continueOnProjectNode(fileURLToPath(import.meta.url))

  const { lastLine, nothing, sum } = await import('./tests/tally.mjs')
  const { runVitest } = await import('./tests/vitest-run.mjs')
  const { runJourneys } = await import('./journeys.mjs')
  const { ensureBuilt } = await import('./setup/built.mjs')
  /** @type {(name: string, args: readonly string[]) => import('./tests/tally.mjs').Tally} */
  const check = (name, args) => {
    const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
    return run.status === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: [name] }
  }
  const phases = [
    { name: 'types', run: () => check('types', ['build/typecheck.mjs']) },
    { name: 'style', run: () => check('style', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']) },
    // The command line is tested as it is built, which the journeys need anyway.
    {
      name: 'unit tests',
      run: async () =>
        runVitest({ config: 'build/vitest.config.ts', environment: { ROLLCALL_CLI: join(await ensureBuilt(say), 'cli.cjs') } }),
    },
    { name: 'journeys', run: () => runJourneys() },
  ]

  const tallies = []
  for (const { name, run } of phases) {
    const started = Date.now()
    const tally = await Promise.resolve()
      .then(run)
      .catch((problem) => ({ ...nothing, failed: [`${name}: ${problem instanceof Error ? problem.message : problem}`] }))
    tallies.push(tally)
    console.log(`${name}: ${lastLine(tally)} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  }
  const total = sum(tallies)
  for (const name of total.skipped) console.log(`skipped: ${name}`)
  for (const name of total.failed) console.log(`FAILED: ${name}`)
  console.log(lastLine(total))
  return total.failed.length === 0 ? 0 : 1
})
