import { Command, type Option } from 'commander'
import type { Engine } from '../../../engine/create-engine.ts'
import { exitCodes } from '../../exit.ts'
import { withWorkspace } from '../../open-engine.ts'
import { sayJson } from '../../print.ts'

/** What every subcommand takes. */
export interface Common {
  readonly workspace: string
  readonly json?: boolean
}

/** One subcommand of `policy`: what it is called and takes, what it asks the engine, and how the answer is told to a person. */
export interface Subcommand<O, T> {
  readonly name: string
  readonly says: string
  /** What it is about, by id; null: every policy. */
  readonly about: string | null
  readonly options: readonly Option[]
  /** Null: everything was told already. */
  readonly ask: (engine: Engine, id: string, options: O & Common) => Promise<T | null>
  readonly tell: (value: T, options: O & Common) => void
  /** The exit code that the answer comes to; `complete` unless said. */
  readonly exit?: (value: T) => number
}

/** Types a declaration; the list of them holds answers of every kind. */
export function subcommand<O, T>(declared: Subcommand<O, T>): () => Command {
  return () => {
    const command = new Command(declared.name).description(declared.says)
    if (declared.about !== null) command.argument('<policy>', declared.about)
    command.requiredOption('--workspace <file>', 'the workspace file').option('--json', 'print as JSON')
    for (const option of declared.options) command.addOption(option)
    return command.action(async (...given: readonly unknown[]) => {
      const id = declared.about === null ? '' : String(given[0])
      const options = given[declared.about === null ? 0 : 1] as O & Common
      const value = await withWorkspace(options.workspace, (engine) => declared.ask(engine, id, options))
      if (value === null) return
      if (options.json === true) sayJson(value)
      else declared.tell(value, options)
      process.exitCode = declared.exit?.(value) ?? exitCodes.complete
    })
  }
}
