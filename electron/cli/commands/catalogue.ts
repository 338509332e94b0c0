import { Command } from 'commander'
import { describeConnector } from '../../engine/connectors/describe.ts'
import { permissionTables } from '../../engine/connectors/permission-tables.ts'
import { connectors } from '../../engine/connectors/registry.ts'
import { ExpectedFailure } from '../exit.ts'
import { say, sayJson } from '../print.ts'

export function catalogueCommand(): Command {
  const permissions = new Command('permissions')
    .description('how a provider’s permissions are classified: action, resource class, sensitivity')
    .requiredOption('--provider <name>', `one of: ${Object.keys(permissionTables).join(', ')}`)
    .option('--json', 'one JSON object: value → {action, resource, sensitivity}')
    .action(({ provider, json }: { provider: string; json?: boolean }) => {
      const table = Object.hasOwn(permissionTables, provider) ? permissionTables[provider] : undefined
      if (table === undefined)
        throw new ExpectedFailure({
          code: 'invalid-input',
          message: 'There is no permission table of this name.',
          subject: provider,
          next: `Choose one of: ${Object.keys(permissionTables).join(', ')}.`,
        })
      if (json === true) return sayJson(table)
      for (const [value, power] of Object.entries(table)) say(`${value}\t${power.action}\t${power.resource}\t${power.sensitivity}`)
    })
  return new Command('catalogue')
    .description('the data that connecting, detection and classification rest on')
    .addCommand(permissions)
    .addCommand(providersCommand())
}

function providersCommand(): Command {
  return new Command('providers')
    .description('what can be connected: settings, secrets and permissions of each')
    .option('--json', 'one JSON object a line')
    .action(({ json }: { json?: boolean }) => {
      for (const provider of connectors.map(describeConnector)) {
        if (json === true) {
          sayJson(provider)
          continue
        }
        say(`${provider.id}: ${provider.title}`)
        for (const { key, kind, help, choices } of provider.fields)
          say(
            `  ${key}${kind === 'secret' ? '*' : ''}${choices === undefined ? '' : ` (${choices.map(({ value }) => value).join(', ')})`}: ${help}`,
          )
        for (const { permission, access, why } of provider.permissions) say(`  needs ${permission} to ${access}: ${why}`)
      }
    })
}
