import { Command } from 'commander'
import { unwrap } from '../exit.ts'
import { openEngine } from '../open-engine.ts'
import { wholeNumber } from '../options.ts'
import { plain, say } from '../print.ts'

export function demoCommand(): Command {
  return new Command('demo')
    .description('connect the demo estate and keep serving it until interrupted')
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--size <size>', 'small, default, large or a number of principals', 'default')
    .option('--seed <number>', 'seed of the generator', wholeNumber, 1)
    .action(async ({ workspace, size, seed }: { workspace: string; size: string; seed: number }) => {
      const engine = await openEngine(workspace)
      const connections = unwrap(await engine.invoke('connections.openDemo', { size, seed, thisComputer: false }))
      for (const one of connections)
        say(`${one.id}  ${one.provider}  ${plain(one.label)}  ${one.settings.baseUrl ?? one.settings.home ?? ''}`)
      say('The demo estate is being served. In another terminal: rollcall scan --workspace … ; stop this one with Ctrl+C.')
      await new Promise<void>((stop) => {
        process.once('SIGINT', () => stop())
        process.once('SIGTERM', () => stop())
      })
      await engine.close()
    })
}
