import { Command } from 'commander'
import { unwrap } from '../exit.ts'
import { onInterrupt } from '../on-interrupt.ts'
import { openEngine } from '../open-engine.ts'
import { estateSizeText, wholeNumber } from '../options.ts'
import { plain, say } from '../print.ts'

export function demoCommand(): Command {
  return new Command('demo')
    .description('connect the demo estate and keep serving it until interrupted')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--size <size>', 'small, default, large or a number of principals', estateSizeText, 'default')
    .option('--seed <number>', 'seed of the generator', wholeNumber, 1)
    .option('--as-of <date>', 'show the estate on that day, e.g. 2026-09-30 for the audit before')
    .action(async ({ workspace, size, seed, asOf = null }: { workspace: string; size: string; seed: number; asOf?: string | null }) => {
      const engine = await openEngine(workspace)
      const connections = unwrap(await engine.invoke('connections.openDemo', { size, seed, asOf, thisComputer: false }))
      for (const one of connections)
        say(`${one.id}  ${one.provider}  ${plain(one.label)}  ${one.settings.baseUrl ?? one.settings.home ?? ''}`)
      say('The demo estate is being served. In another terminal: rollcall scan --workspace … ; stop this one with Ctrl+C.')
      await interrupted()
      await engine.close()
    })
}

/** Waits for the request to stop. The estate's own thread holds no process open, so a timer does. */
function interrupted(): Promise<void> {
  return new Promise((stop) => {
    const open = setInterval(() => {}, 60_000)
    onInterrupt(() => {
      clearInterval(open)
      stop()
    })
  })
}
