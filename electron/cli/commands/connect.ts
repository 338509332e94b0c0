import { resolve } from 'node:path'
import { Command } from 'commander'
import { connectors } from '../../engine/connectors/registry.ts'
import { unwrap } from '../exit.ts'
import { withEngine } from '../open-engine.ts'
import { keyValue } from '../options.ts'
import { harmlessJson, plain, say } from '../print.ts'

type Pairs = Readonly<Record<string, string>>

export function connectCommand(): Command {
  return new Command('connect')
    .description('add a connection; secrets are named by environment variable and never stored')
    .argument('<provider>', `one of: ${connectors.map((connector) => connector.id).join(', ')}`)
    .requiredOption('--workspace <file>', 'the workspace file')
    .option('--label <text>', 'what the connection is called')
    .option('--business-unit <text>', 'who it belongs to')
    .option('--set <key=value>', 'a setting, repeatable', keyValue)
    .option('--secret-env <key=NAME>', 'the environment variable that holds a secret, repeatable', keyValue)
    .option('--json', 'print the connection as JSON')
    .action(
      async (
        provider: string,
        options: { workspace: string; label?: string; businessUnit?: string; set?: Pairs; secretEnv?: Pairs; json?: boolean },
      ) => {
        await withEngine(options.workspace, async (engine) => {
          const connection = unwrap(
            await engine.invoke('connections.add', {
              provider,
              label: options.label ?? '',
              businessUnit: options.businessUnit ?? null,
              settings: withWholePaths(provider, options.set ?? {}),
              secretEnv: options.secretEnv ?? {},
            }),
          )
          say(options.json === true ? harmlessJson(connection) : `${connection.id}  ${connection.provider}  ${plain(connection.label)}`)
        })
      },
    )
}

/** A path is meant from where the command was typed; the scan may run elsewhere, on a schedule. */
function withWholePaths(provider: string, settings: Pairs): Pairs {
  const fields = connectors.find((connector) => connector.id === provider)?.fields ?? []
  const paths = new Set(fields.filter((field) => field.kind === 'path').map((field) => field.key))
  const whole = (key: string, value: string): string => (value !== '' && paths.has(key) ? resolve(value) : value)
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, whole(key, value)]))
}
