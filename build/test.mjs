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
  /** @type {(name: string, run: () => import('./tests/tally.mjs').Tally | Promise<import('./tests/tally.mjs').Tally>) => Promise<import('./tests/tally.mjs').Tally>} */
  const timed = async (name, run) => {
    const started = Date.now()
    const tally = await Promise.resolve()
      .then(run)
      .catch((problem) => ({ ...nothing, failed: [`${name}: ${problem instanceof Error ? problem.message : problem}`] }))
    console.log(`${name}: ${lastLine(tally)} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
    return tally
  }

  const tallies = [
    await timed('types', () => check('types', ['build/typecheck.mjs'])),
    await timed('style', () => check('style', ['node_modules/@biomejs/biome/bin/biome', 'check', '.'])),
  ]
  // The command line is tested as it is built, which the journeys need anyway: once, before both begin.
  const built = ensureBuilt(say)
  await built.catch(() => undefined)
  // Side by side: a journey waits for its window most of the time, and each keeps to folders and ports of its own.
  tallies.push(
    ...(await Promise.all([
      timed('unit tests', async () =>
        runVitest({ config: 'build/vitest.config.ts', environment: { ROLLCALL_CLI: join(await built, 'cli.cjs') } }),
      ),
      timed('journeys', () => runJourneys()),
    ])),
  )
  const total = sum(tallies)
  for (const name of total.skipped) console.log(`skipped: ${name}`)
  for (const name of total.failed) console.log(`FAILED: ${name}`)
  console.log(lastLine(total))
  return total.failed.length === 0 ? 0 : 1
})
